package limner.model.folder;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A folder in the making, beside its place: it moves there whole, or vanishes when it is closed before. Not for
/// several threads.
public final class FolderBeside implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FolderBeside.class);

    /// A file that was made and closed.
    ///
    /// @param bytes how long it is
    /// @param sha256 of its bytes, in small letters
    public record Written(long bytes, String sha256) {}

    /// Told before each file that is waited for, and may stop the waiting.
    ///
    /// @param <E> what it stops with
    public interface Step<E extends Exception> {
        void next() throws E;
    }

    private final Path target;
    private final Path folder;
    private final List<Path> madeParents;
    private final SortedMap<String, Written> entries = new TreeMap<>();

    private FolderBeside(Path target, Path folder, List<Path> madeParents) {
        this.target = target;
        this.folder = folder;
        this.madeParents = madeParents;
    }

    /// Makes the folder, and the folders above it where they are missing.
    ///
    /// @param target where it is to be
    /// @throws IOException when that cannot be
    public static FolderBeside of(Path target) throws IOException {
        // A link to an empty folder stays a link.
        Path absolute = Files.isSymbolicLink(target)
                ? target.toRealPath()
                : target.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        if (parent == null) {
            throw new IOException("it needs a folder of its own, and " + target + " is none");
        }
        List<Path> made = new ArrayList<>();
        try {
            for (Path missing : missingFolders(parent)) {
                Files.createDirectory(missing);
                made.add(missing);
            }
            // The name is never seen by anybody, so chance does no harm here.
            Path folder = parent.resolve(Unwritten.PART_BEGINS + UUID.randomUUID() + Unwritten.PART_ENDS);
            Files.createDirectory(folder);
            return new FolderBeside(absolute, folder, made);
        } catch (IOException e) {
            removeEmpty(made);
            throw e;
        }
    }

    /// What to tell when it could not be made or filled: why, what is safe, and what to do about this cause.
    ///
    /// @param what is made, as a sentence begins with it: `The release`
    /// @param e as it was thrown, with what [#close()] added to it
    public static String notWritten(String what, Path target, IOException e) {
        return Unwritten.sentence(what, target, e);
    }

    private static List<Path> missingFolders(Path parent) {
        List<Path> missing = new ArrayList<>();
        for (Path p = parent; p != null && !Files.exists(p); p = p.getParent()) {
            missing.add(p);
        }
        return missing.reversed();
    }

    /// A new file, by its path with `/` between names. The caller closes it; its size and digest are known then.
    ///
    /// @throws IOException when there is one already, or it cannot be made
    public OutputStream create(String path) throws IOException {
        return new DigestedFile(path, open(path));
    }

    /// A new file that is not among [#files]: a list of the others, or its digest.
    ///
    /// @throws IOException when there is one already, or it cannot be made
    public void writeUnlisted(String path, byte[] content) throws IOException {
        try (OutputStream out = open(path)) {
            out.write(content);
        }
    }

    private OutputStream open(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), 1 << 16);
    }

    /// Every file that was made by [#create] and closed, by path.
    public SortedMap<String, Written> files() {
        return Collections.unmodifiableSortedMap(entries);
    }

    /// Waits until everything is on the disk, so that a power cut afterwards finds whole files under their names.
    private <E extends Exception> void sync(Step<E> step) throws IOException, E {
        List<Path> all;
        try (Stream<Path> inside = Files.walk(folder)) {
            // Deepest first: a folder's names after the files they name.
            all = inside.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            if (Files.isDirectory(path)) {
                syncFolder(path);
            } else {
                step.next();
                try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
        }
    }

    /// Where a folder cannot be opened for that (Windows), the file system keeps names safe by itself.
    private static void syncFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.debug("{} was not synced", folder, e);
        }
    }

    /// Waits until everything is on the disk, and moves the folder to its place, which must be free or an empty folder.
    ///
    /// @param step told before each file that is waited for
    /// @throws IOException when it cannot
    public <E extends Exception> void publish(Step<E> step) throws IOException, E {
        sync(step);
        if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            // An empty folder is no loss, and not every system moves a folder onto one.
            Files.delete(target);
        } else if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(target.toString(), null, "somebody put a file there meanwhile");
        }
        try {
            Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(folder, target);
        }
        syncFolder(target.resolveSibling("."));
        madeParents.forEach(made -> syncFolder(made.resolveSibling(".")));
    }

    /// Removes everything that was not published.
    ///
    /// @throws IOException when something had to be left behind
    @Override
    public void close() throws IOException {
        // A published folder is here no more.
        if (Files.exists(folder)) {
            try {
                delete(folder);
            } catch (IOException e) {
                throw new Unwritten.LeftBehind(folder, e);
            }
            removeEmpty(madeParents);
        }
    }

    private static void removeEmpty(List<Path> made) throws IOException {
        for (Path p : made.reversed()) {
            Files.deleteIfExists(p);
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path left, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(left);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private final class DigestedFile extends DigestOutputStream {
        private final String path;

        DigestedFile(String path, OutputStream out) {
            super(out, Digests.sha256());
            this.path = path;
        }

        @Override
        public void close() throws IOException {
            super.close();
            if (!entries.containsKey(path)) {
                long bytes = Files.size(folder.resolve(path));
                entries.put(path, new Written(bytes, Digests.hex(getMessageDigest())));
            }
        }
    }
}
