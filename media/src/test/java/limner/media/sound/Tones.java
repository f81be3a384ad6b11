package limner.media.sound;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Files whose sound is silence but for tones of a kilohertz at known times.
public final class Tones {
    public static final int RATE = 44_100;
    public static final double HERTZ = 1000;

    private Tones() {}

    /// Silence with tones.
    ///
    /// @param begins seconds at which tones of a tenth of a second begin
    public static short[] samples(double seconds, double... begins) {
        short[] all = new short[(int) Math.round(seconds * RATE)];
        for (double begin : begins) {
            int first = (int) Math.round(begin * RATE);
            for (int i = 0; i < RATE / 10 && first + i < all.length; i++) {
                // It begins loud: a quarter of a wave earlier it would have begun with nothing.
                all[first + i] = (short) Math.round(20_000 * Math.cos(2 * Math.PI * HERTZ * i / RATE));
            }
        }
        return all;
    }

    /// A WAV file of one channel: RIFF, `fmt ` and `data`, nothing else.
    public static Path wav(Path file, short[] samples) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(44 + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples.length);
        bytes.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        bytes.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
        bytes.putShort((short) 2).putShort((short) 16);
        bytes.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples.length);
        for (short sample : samples) {
            bytes.putShort(sample);
        }
        Files.write(file, bytes.array());
        return file;
    }

    /// Runs the command `ffmpeg`, whose absence leaves the test out.
    public static Path ffmpeg(Path out, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-v", "error", "-y"));
        line.addAll(List.of(arguments));
        line.add(out.toString());
        int code;
        try {
            Process process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            code = process.waitFor();
        } catch (IOException e) {
            assumeTrue(false, "without the command ffmpeg: sound in other containers and codecs is left out");
            throw e;
        }
        assumeTrue(code == 0, "this ffmpeg cannot write " + out.getFileName() + ": it is left out");
        return out;
    }

    /// The time of the first loud sample of what a reader gives from now on, within `within` seconds.
    public static double firstLoud(SoundReader reader, double within) {
        double end = Double.NaN;
        for (SoundPiece piece = reader.next(); piece != null; piece = reader.next()) {
            end = Double.isNaN(end) ? piece.start() + within : end;
            if (piece.start() > end) {
                break;
            }
            for (int m = 0; m < piece.moments(); m++) {
                if (Math.abs(piece.sample(m, 0)) > 4_000) {
                    return piece.start() + (double) m / piece.format().rate();
                }
            }
        }
        return Double.NaN;
    }

    /// The time at which a waveform is first loud.
    public static double firstLoud(Waveform waveform) {
        for (int i = 0; i < waveform.count(); i++) {
            double at = waveform.start() + i * waveform.bucketSeconds();
            if (waveform.peak(at + 1e-6, at + waveform.bucketSeconds() - 1e-6).highest() > 0.12) {
                return at;
            }
        }
        return Double.NaN;
    }
}
