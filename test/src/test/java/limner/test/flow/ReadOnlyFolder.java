package limner.test.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Keeps a folder and the files in it from being written until it is closed. Permissions do not stop the administrator,
/// as whom tests often run in containers, so where they are not enough the file system's own immutable mark is set.
final class ReadOnlyFolder implements AutoCloseable {

    private final List<Path> paths;

    ReadOnlyFolder(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            paths = new ArrayList<>(inside.toList());
        }
        paths.add(folder);
        for (Path path : paths) {
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(Files.isDirectory(path) ? "r-xr-xr-x" : "r--r--r--"));
            if (Files.isWritable(path)) {
                chattr("+i", path);
            }
        }
    }

    /// Whether it worked: false where the file system knows no immutable mark and permissions do not bind this user.
    boolean holds() {
        return paths.stream().noneMatch(Files::isWritable);
    }

    private static void chattr(String mark, Path path) throws IOException {
        try {
            new ProcessBuilder("chattr", mark, path.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        for (Path path : paths.reversed()) {
            if (Files.getOwner(path).getName().equals(System.getProperty("user.name"))) {
                chattr("-i", path);
            }
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
