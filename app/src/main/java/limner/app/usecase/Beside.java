package limner.app.usecase;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// Replaces a small file so that there is always the old one or the new one: written beside it, then moved over it.
final class Beside {

    private Beside() {}

    static void write(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " has no folder to be written into");
        }
        Files.createDirectories(folder);
        // No temporary file of the library's making: that would be readable by its owner alone, whatever the umask
        // says.
        Path beside = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.write(beside, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            try {
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
