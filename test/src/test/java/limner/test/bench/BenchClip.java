package limner.test.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The clips on which frame access is measured: FFmpeg's own test pictures as H.264 with a key picture every 250 and
/// three B-pictures in a row, made by the `ffmpeg` command when missing, and one of the shared clips. They are kept in
/// the folder that the system property `limner.bench` names, by default `bench` in the working folder.
enum BenchClip {
    SMALL("h264_gop250_b3.mp4", 40, 600) {
        @Override
        Optional<Path> file() {
            return Optional.of(Path.of(System.getProperty("limner.media", ""), fileName()))
                    .filter(Files::isRegularFile);
        }
    },
    HD("hd1080_60s.mp4", 16, 1500) {
        @Override
        Optional<Path> file() {
            return made(part -> encode("testsrc2=size=1920x1080", 23, 1500, part));
        }
    },
    UHD("uhd_10s.mp4", 6, 250) {
        @Override
        Optional<Path> file() {
            return made(part -> encode("testsrc2=size=3840x2160", 23, 250, part));
        }
    },
    /// Two hours: ten minutes, twelve times.
    LONG("long_2h.mp4", 40, 3000) {
        @Override
        Optional<Path> file() {
            return made(BenchClip::twoHours);
        }
    };

    /// Pictures from one key picture to the next.
    static final int GROUP = 250;

    private static final int TEN_MINUTES = 15_000;
    private static final int TIMES = 12;

    private final String fileName;
    private final int accesses;
    private final int sequential;

    BenchClip(String fileName, int accesses, int sequential) {
        this.fileName = fileName;
        this.accesses = accesses;
        this.sequential = sequential;
    }

    /// The file, made now if need be; empty when it is not there and cannot be made.
    abstract Optional<Path> file();

    String fileName() {
        return fileName;
    }

    /// How many random accesses in a round.
    int accesses() {
        return accesses;
    }

    /// How many frames one after another in a round.
    int sequential() {
        return sequential;
    }

    static Path folder() {
        return Path.of(System.getProperty("limner.bench", "bench")).toAbsolutePath();
    }

    private interface Maker {
        boolean make(Path part) throws IOException;
    }

    Optional<Path> made(Maker maker) {
        Path clip = folder().resolve(fileName);
        if (Files.isRegularFile(clip)) {
            return Optional.of(clip);
        }
        Path part = folder().resolve("part-" + fileName);
        try {
            Files.createDirectories(folder());
            return maker.make(part)
                    ? Optional.of(Files.move(part, clip, StandardCopyOption.ATOMIC_MOVE))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean encode(String source, int quality, int frames, Path to) {
        List<String> arguments = new ArrayList<>(List.of("-f", "lavfi", "-i", source + ":rate=25"));
        arguments.addAll(List.of("-frames:v", String.valueOf(frames), "-an", "-pix_fmt", "yuv420p"));
        arguments.addAll(List.of("-c:v", "libx264", "-preset", "veryfast", "-crf", String.valueOf(quality)));
        arguments.addAll(List.of("-g", String.valueOf(GROUP), "-keyint_min", String.valueOf(GROUP)));
        arguments.addAll(List.of("-sc_threshold", "0", "-bf", "3", "-b_strategy", "0", "-y", to.toString()));
        return Clips.ffmpeg(arguments);
    }

    private static boolean twoHours(Path to) throws IOException {
        Path tenMinutes = to.resolveSibling("ten-minutes.mp4");
        Path list = to.resolveSibling("ten-minutes.txt");
        try {
            Files.writeString(list, ("file '" + tenMinutes.getFileName() + "'\n").repeat(TIMES));
            return encode("testsrc=size=640x360", 28, TEN_MINUTES, tenMinutes)
                    && Clips.ffmpeg(List.of(
                            "-f", "concat", "-safe", "0", "-i", list.toString(), "-c", "copy", "-y", to.toString()));
        } finally {
            Files.deleteIfExists(tenMinutes);
            Files.deleteIfExists(list);
        }
    }
}
