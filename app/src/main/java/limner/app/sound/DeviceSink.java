package limner.app.sound;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;
import limner.media.sound.SoundFormat;

/// A line of the system's usual sound device. Its buffer is short, so that what was decided is heard soon. One thread.
public final class DeviceSink implements SoundSink {
    private static final double BUFFER_SECONDS = 0.12;

    private final SoundFormat format;
    private final SourceDataLine line;
    private final int frameBytes;

    private DeviceSink(SoundFormat format, SourceDataLine line) {
        this.format = format;
        this.line = line;
        this.frameBytes = format.channels() * Short.BYTES;
    }

    /// Opens the device and lets it run.
    ///
    /// @throws NoDevice when there is none, or it is taken
    public static SoundSink open(SoundFormat format) throws NoDevice {
        AudioFormat wanted = new AudioFormat(format.rate(), Short.SIZE, format.channels(), true, false);
        try {
            SourceDataLine line = AudioSystem.getSourceDataLine(wanted);
            line.open(wanted, format.moments(BUFFER_SECONDS) * format.channels() * Short.BYTES);
            line.start();
            return new DeviceSink(format, line);
        } catch (LineUnavailableException | IllegalArgumentException | SecurityException | LinkageError e) {
            // A machine without a device, or a runtime without the module or library for it.
            throw new NoDevice(e);
        }
    }

    @Override
    public SoundFormat format() {
        return format;
    }

    @Override
    public int room() {
        return line.available() / frameBytes;
    }

    @Override
    public int queued() {
        return (line.getBufferSize() - line.available()) / frameBytes;
    }

    @Override
    public void write(short[] samples) {
        byte[] bytes = new byte[samples.length * Short.BYTES];
        for (int i = 0; i < samples.length; i++) {
            bytes[2 * i] = (byte) samples[i];
            bytes[2 * i + 1] = (byte) (samples[i] >> 8);
        }
        line.write(bytes, 0, bytes.length);
    }

    @Override
    public void close() {
        line.stop();
        line.close();
    }
}
