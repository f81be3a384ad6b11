package limner.test.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import limner.media.session.SessionOptions;

/// A process of its own that opens a video, jumps about in it, and says how much memory that took. Where the system
/// does not tell a process its size (`/proc/self/status`), there is no figure.
final class MemoryProbe {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final long BUDGET = 16L << 20;
    private static final int ACCESSES = 300;
    private static final double KIB_PER_MB = 1e6 / 1024;

    private MemoryProbe() {}

    /// Megabytes that a program holds at most, beyond what it had at its start and beyond its budget for pictures.
    static OptionalDouble beyondBudget(Path clip, Path indexes) {
        if (!Files.isReadable(STATUS)) {
            return OptionalDouble.empty();
        }
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path", "")));
        command.addAll(List.of(MemoryProbe.class.getName(), clip.toString(), indexes.toString()));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return OptionalDouble.of(Double.parseDouble(said));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void main(String[] arguments) throws IOException {
        long idle = residentKib();
        SessionOptions options =
                SessionOptions.usual().withIndexFolder(Path.of(arguments[1])).withPictureBytes(BUDGET);
        long most = 0;
        try (OwnReader reader = OwnReader.open(Path.of(arguments[0]), options)) {
            Random random = new Random(1);
            for (int i = 0; i < ACCESSES; i++) {
                reader.show(random.nextInt(reader.count()));
                most = Math.max(most, residentKib());
            }
        }
        System.out.println((most - idle - BUDGET / 1024) / KIB_PER_MB);
    }

    private static long residentKib() throws IOException {
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return 0;
    }
}
