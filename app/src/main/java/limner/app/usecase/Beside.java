package limner.app.usecase;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/// Replaces a file so that there is always the old one or the new one: written beside it, then moved over it.
final class Beside {

    private Beside() {}

    /// What is written.
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /// Sees to it that what is about to be written does not take the place of the project.
    ///
    /// @throws AppException when it would
    static void demandAnother(Path target, Path project) throws IOException {
        if (Files.exists(target) && Files.isSameFile(project, target)) {
            throw new AppException(
                    AppException.Kind.BAD_INPUT,
                    target + " is the project itself. Nothing was written; choose another name.");
        }
    }

    static void write(Path file, byte[] content) throws IOException {
        write(file, out -> out.write(content));
    }

    static void write(Path file, Content content) throws IOException {
        write(file, content, Beside::replace);
    }

    /// Writes what is nobody's business but its owner's: where the disk knows of owners, nobody else may read it.
    static void writePrivately(Path file, byte[] content) throws IOException {
        Path folder = folderOf(file);
        Path beside = beside(folder, file);
        try {
            Files.createFile(beside, forOwner(folder));
            Files.write(beside, content);
            replace(beside, file);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /// What a new file in this folder is made with so that its owner alone may read it.
    static FileAttribute<?>[] forOwner(Path folder) throws IOException {
        return Files.getFileStore(folder).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /// Puts a file where none may be.
    ///
    /// @throws FileAlreadyExistsException when there is one, which is left as it is
    static void create(Path file, byte[] content) throws IOException {
        write(file, out -> out.write(content), Beside::link);
    }

    /// How a written file gets to its place.
    private interface Placing {
        void place(Path beside, Path file) throws IOException;
    }

    private static void replace(Path beside, Path file) throws IOException {
        try {
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// A second name is made in one step or not at all; where the disk knows no second names a move must do.
    static void link(Path beside, Path file) throws IOException {
        try {
            Files.createLink(file, beside);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (FileSystemException | UnsupportedOperationException e) {
            Files.move(beside, file);
        }
    }

    private static void write(Path file, Content content, Placing placing) throws IOException {
        Path beside = beside(folderOf(file), file);
        try {
            try (OutputStream out =
                    Files.newOutputStream(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.writeTo(out);
            }
            placing.place(beside, file);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /// The folder of a file, made where there is none.
    static Path folderOf(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " has no folder to be written into");
        }
        Files.createDirectories(folder);
        return folder;
    }

    /// No temporary file of the library's making: that would be readable by its owner alone, whatever the umask says.
    private static Path beside(Path folder, Path file) {
        return folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
    }
}
