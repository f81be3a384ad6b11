package limner.app.sound;

import limner.media.sound.SoundFormat;

/// Where sound goes: a line of a sound device, or something like it. It plays what it was given at its own pace, and
/// silence when it has nothing left. One thread.
public interface SoundSink extends AutoCloseable {

    SoundFormat format();

    /// How many moments can be written now without waiting.
    int room();

    /// How many moments were written and are not heard yet.
    int queued();

    /// Takes samples, the channels of a moment beside each other; no more than there is room for.
    void write(short[] samples);

    @Override
    void close();

    /// Finds a sink.
    @FunctionalInterface
    interface Opener {
        /// Opens one, which the caller closes.
        ///
        /// @throws NoDevice when there is none that can be used now
        SoundSink open(SoundFormat format) throws NoDevice;
    }

    /// There is no sound device, or somebody else has it. No fault of the program and none of the file.
    final class NoDevice extends Exception {
        public NoDevice(Throwable cause) {
            super("there is no sound device that can be used", cause);
        }
    }
}
