package limner.app.sound;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import limner.media.sound.SoundFormat;

/// A line with a buffer that plays into a WAV file, by a clock that a test turns: what was not there in time is silence
/// there too, so that a place in the file is a time on the clock.
final class WavSink implements SoundSink {
    private final SoundFormat format;
    private final LongSupplier clock;
    private final double pace;
    private final int capacity;
    private final long opened;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private int queued;
    private long played;
    private short[] buffer = new short[0];

    /// @param pace seconds of its own that pass in a second of the clock: no two quartzes are equal
    WavSink(SoundFormat format, LongSupplier clock, double pace) {
        this.format = format;
        this.clock = clock;
        this.pace = pace;
        this.capacity = format.moments(0.12);
        this.opened = clock.getAsLong();
    }

    private void play() {
        long due = Math.round((clock.getAsLong() - opened) / 1e9 * pace * format.rate());
        int channels = format.channels();
        while (played < due) {
            if (queued > 0) {
                put(buffer[buffer.length - queued * channels]);
                queued--;
            } else {
                put((short) 0);
            }
            played++;
        }
    }

    private void put(short sample) {
        heard.write(sample);
        heard.write(sample >> 8);
    }

    @Override
    public SoundFormat format() {
        return format;
    }

    @Override
    public int room() {
        play();
        return capacity - queued;
    }

    @Override
    public int queued() {
        play();
        return queued;
    }

    @Override
    public void write(short[] samples) {
        play();
        int channels = format.channels();
        int more = samples.length / channels;
        if (more > capacity - queued) {
            throw new IllegalStateException("more than there is room for");
        }
        short[] all = new short[(queued + more) * channels];
        System.arraycopy(buffer, buffer.length - queued * channels, all, 0, queued * channels);
        System.arraycopy(samples, 0, all, queued * channels, samples.length);
        buffer = all;
        queued += more;
    }

    /// What was heard so far, of the first channel; a time in it is one of the clock since opening.
    Path save(Path file) throws IOException {
        byte[] samples = heard.toByteArray();
        ByteBuffer bytes = ByteBuffer.allocate(44 + samples.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples.length);
        bytes.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        bytes.putShort((short) 1).putShort((short) 1).putInt(format.rate()).putInt(2 * format.rate());
        bytes.putShort((short) 2).putShort((short) 16);
        bytes.put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(samples.length)
                .put(samples);
        return Files.write(file, bytes.array());
    }

    @Override
    public void close() {
        // Only memory.
    }
}
