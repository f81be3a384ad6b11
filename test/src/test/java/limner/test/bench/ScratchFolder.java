package limner.test.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A new folder in the working folder, gone with all that is in it when closed. Not in the system's folder for
/// temporary
/// files, which may be kept in memory, where making something durable costs nothing.
record ScratchFolder(Path path) implements AutoCloseable {
    static ScratchFolder make() throws IOException {
        Path parent = Path.of("bench").toAbsolutePath();
        Files.createDirectories(parent);
        return new ScratchFolder(Files.createTempDirectory(parent, "scratch"));
    }

    @Override
    public void close() throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(path)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.delete(each);
        }
    }
}
