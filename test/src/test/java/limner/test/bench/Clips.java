package limner.test.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The videos that benchmarks play. The one of 1920 × 1080 is made once, by the `ffmpeg` command, in the folder `bench`
/// of the working folder; without that command only the sample clips are left.
final class Clips {
    private static final Path FOLDER = Path.of("bench").toAbsolutePath();
    private static final int HD_FRAMES = 600;

    private Clips() {}

    /// 24 seconds of H.264 as cameras and editors write it: 1920 × 1080, 25 pictures a second, a key picture every 250,
    /// three B-pictures in a row, a moving camera over photographs with some noise.
    static Optional<Path> hd() {
        Path clip = FOLDER.resolve("hd.mp4");
        if (Files.isRegularFile(clip)) {
            return Optional.of(clip);
        }
        List<String> source = sample("gallery.mp4")
                .map(gallery -> List.of("-stream_loop", "-1", "-i", gallery.toString()))
                .orElse(List.of("-f", "lavfi", "-i", "testsrc2=size=1920x1080:rate=25"));
        Path part = FOLDER.resolve("hd.part.mp4");
        List<String> arguments = new ArrayList<>(source);
        arguments.addAll(List.of("-frames:v", String.valueOf(HD_FRAMES), "-an"));
        arguments.addAll(List.of("-vf", "scale=1920:1080:flags=bicubic,noise=alls=5:allf=t,format=yuv420p"));
        arguments.addAll(List.of("-c:v", "libx264", "-preset", "fast", "-crf", "22"));
        arguments.addAll(
                List.of("-g", "250", "-keyint_min", "250", "-sc_threshold", "0", "-bf", "3", "-b_strategy", "0"));
        arguments.addAll(List.of("-y", part.toString()));
        try {
            Files.createDirectories(FOLDER);
            if (!ffmpeg(arguments)) {
                return Optional.empty();
            }
            return Optional.of(Files.move(part, clip, StandardCopyOption.ATOMIC_MOVE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The one of 1920 × 1080, or else the largest sample clip.
    static Path best() {
        return Stream.of(hd(), sample("bunny.mp4"), sample("gallery.mp4"))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is nothing to play: no ffmpeg command with libx264,"
                        + " and no sample clips in the folder that -Dlimner.sample names."));
    }

    /// All there are, the largest pictures first.
    static List<Path> all() {
        return Stream.of(hd(), sample("bunny.mp4"), sample("gallery.mp4"))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Path> sample(String name) {
        String folder = System.getProperty("limner.sample", "");
        return Optional.of(Path.of(folder, name)).filter(Files::isRegularFile);
    }

    /// Milliseconds the `ffmpeg` command takes, its start included; not a number when there is none or it failed.
    static double ffmpegMillis(String... arguments) {
        long before = System.nanoTime();
        return ffmpeg(List.of(arguments)) ? (System.nanoTime() - before) / 1e6 : Double.NaN;
    }

    /// Runs the `ffmpeg` command; false when there is none or it failed.
    static boolean ffmpeg(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin"));
        command.addAll(arguments);
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
