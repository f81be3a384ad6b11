package limner.model.store.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import limner.model.store.ProjectInUseException;
import limner.model.store.StoreException;
import org.jspecify.annotations.Nullable;

/// The right to write a project: an operating system's lock on a file beside it, so that a crash gives it back. What
/// the file says (who, where, since when) is for people; only the lock counts.
final class WriteLock implements AutoCloseable {

    /// The locked byte lies far behind the text: where locks are mandatory, others can still read who holds it.
    private static final long LOCKED_BYTE = 1L << 40;

    private static final int LONGEST_TEXT = 4096;

    private final Path path;
    private final FileChannel channel;

    private WriteLock(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static Path beside(Path project) {
        return project.resolveSibling(project.getFileName() + ".lock");
    }

    /// @param open takes care of channels that must not be closed yet
    /// @throws ProjectInUseException when somebody else has it
    static WriteLock take(Path project, Instant since, OpenFiles open) {
        Path path = beside(project);
        String name = "\"" + project.getFileName() + "\"";
        try {
            while (true) {
                @Nullable FileChannel channel = channel(path);
                if (channel != null && lock(channel, path, name, open)) {
                    return signed(channel, path, since);
                }
            }
        } catch (IOException e) {
            if (Files.isSymbolicLink(path)) {
                throw new StoreException(
                        "The file \"" + path.getFileName() + "\" beside the project " + name
                                + " is a link to somewhere else. Nothing was changed; remove that link, then open the"
                                + " project again.",
                        e);
            }
            throw new StoreException(
                    "The folder of the project " + name + " cannot be written (" + e.getMessage()
                            + "). Nothing was changed; open the project for reading, or copy it to another folder.",
                    e);
        }
    }

    /// A lock that cannot say whose it is (the disk is full) is given back.
    private static WriteLock signed(FileChannel channel, Path path, Instant since) throws IOException {
        try {
            write(channel, since);
            return new WriteLock(path, channel);
        } catch (IOException e) {
            try (channel) {
                Files.deleteIfExists(path);
            }
            throw e;
        }
    }

    /// @return false when the last holder has removed the file meanwhile
    private static boolean lock(FileChannel channel, Path path, String name, OpenFiles open) throws IOException {
        try {
            @Nullable Object key = keyOf(path);
            @Nullable FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            if (lock == null) {
                String holder = read(channel);
                channel.close();
                throw inUse(name, holder);
            }
            // Whoever closes a project removes the file; a lock on a removed file would guard nothing.
            if (Files.exists(path) && Objects.equals(key, keyOf(path))) {
                return true;
            }
            channel.close();
            return false;
        } catch (OverlappingFileLockException e) {
            // Closing any channel on a file gives back all locks this process has on it, also the one of whoever
            // holds it.
            open.keep(channel);
            throw inUse(name, read(channel));
        }
    }

    private static ProjectInUseException inUse(String name, String holder) {
        return new ProjectInUseException(
                "The project " + name + " is open for writing already: " + holder
                        + ". Nothing was changed; close it there, or open it here for reading.",
                holder);
    }

    private static @Nullable FileChannel channel(Path path) throws IOException {
        try {
            return FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            try {
                // A link, from whoever made this folder, must not lead us to writing another file.
                return FileChannel.open(
                        path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            } catch (NoSuchFileException gone) {
                return null;
            }
        }
    }

    private static @Nullable Object keyOf(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static void write(FileChannel channel, Instant since) throws IOException {
        ByteBuffer text =
                ByteBuffer.wrap(("by " + System.getProperty("user.name", "somebody") + " on " + machine() + " (process "
                                + ProcessHandle.current().pid() + ") since " + since.truncatedTo(ChronoUnit.SECONDS))
                        .getBytes(StandardCharsets.UTF_8));
        channel.truncate(0);
        channel.position(0);
        while (text.hasRemaining()) {
            channel.write(text);
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(LONGEST_TEXT);
        channel.read(text, 0);
        String holder =
                StandardCharsets.UTF_8.decode(text.flip()).toString().strip().replaceAll("\\p{Cntrl}", "?");
        return holder.isEmpty() ? "by somebody who has just opened it" : holder;
    }

    /// The name of this machine, without asking the network for it.
    private static String machine() {
        for (String variable : new String[] {"COMPUTERNAME", "HOSTNAME"}) {
            @Nullable String name = System.getenv(variable);
            if (name != null && !name.isBlank()) {
                return name;
            }
        }
        try {
            return Files.readString(Path.of("/etc/hostname")).strip();
        } catch (IOException e) {
            return "this machine";
        }
    }

    /// Removes the file, then gives the lock back: in this order nobody can lock the file in between.
    @Override
    public void close() {
        try (channel) {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new StoreException(
                    "The project is saved, but the file \"" + path.getFileName() + "\" beside it could not be removed ("
                            + e.getMessage() + "). It does no harm.",
                    e);
        }
    }
}
