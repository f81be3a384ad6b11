package limner.model.folder;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Why a folder could not be written, in words. Java knows a few causes by type; of the others it hands on what the
/// system says, in the language of the system, so they are looked for on the disk.
final class Unwritten {

    static final String PART_BEGINS = ".limner-";
    static final String PART_ENDS = ".part";

    /// What systems say of a full disk and of a used-up quota, in the languages that Limner speaks.
    private static final List<String> FULL = List.of("no space", "not enough space", "quota", "speicherplatz");

    private Unwritten() {}

    /// The folder in the making could not be removed.
    static final class LeftBehind extends IOException {
        private static final long serialVersionUID = 1L;
        private final transient Path folder;

        LeftBehind(Path folder, IOException cause) {
            super(folder + " could not be removed", cause);
            this.folder = folder;
        }
    }

    static String sentence(String what, Path target, IOException e) {
        return what + " could not be written to " + target + ": " + because(target.toAbsolutePath(), e, left(e));
    }

    private static Optional<Path> left(IOException e) {
        return Stream.concat(Stream.of(e), Stream.of(e.getSuppressed()))
                .filter(LeftBehind.class::isInstance)
                .map(l -> ((LeftBehind) l).folder)
                .findFirst();
    }

    private static String because(Path target, IOException e, Optional<Path> left) {
        Optional<Path> inTheWay = inTheWay(target);
        Path folder = place(target, e);
        if (inTheWay.isPresent()) {
            return says(
                    inTheWay.get() + " is a file, and a folder is needed in its place",
                    left,
                    "Choose another folder, or move the file away, and try again.");
        } else if (isFull(e)) {
            return says(
                    "the disk is full (" + reason(e) + ")",
                    left,
                    "Free some space, or choose a folder on another disk, and try again.");
        } else if (e instanceof AccessDeniedException || e instanceof FileSystemException && isProtected(folder)) {
            return says(
                    "nothing may be written in " + folder,
                    left,
                    "Choose a folder that you may write to, or remove the write protection, and try again.");
        } else if (e instanceof NoSuchFileException) {
            return says(
                    folder + " is not there any more",
                    left,
                    "Connect its drive again, or choose another folder, and try again.");
        }
        return says(
                reason(e),
                left,
                "Check that the disk is connected, has space and takes such names, or choose another folder, and try"
                        + " again.");
    }

    private static String says(String cause, Optional<Path> left, String advice) {
        return cause
                + left.map(l -> ". The project is as it was. An unfinished folder, " + l
                                + ", could not be removed; delete it when you can. ")
                        .orElse(". Nothing of it was left behind, and the project is as it was. ")
                + advice;
    }

    /// The file that stands where a folder is needed: at the target or above it.
    private static Optional<Path> inTheWay(Path target) {
        return Stream.iterate(target, p -> p != null, Path::getParent)
                .filter(p -> Files.exists(p) && !Files.isDirectory(p))
                .findFirst();
    }

    private static boolean isFull(IOException e) {
        String reason = reason(e).toLowerCase(Locale.ROOT);
        return FULL.stream().anyMatch(reason::contains);
    }

    private static boolean isProtected(Path folder) {
        return Stream.iterate(folder, p -> p != null, Path::getParent)
                .filter(p -> Files.exists(p, LinkOption.NOFOLLOW_LINKS))
                .findFirst()
                .filter(p -> !Files.isWritable(p))
                .isPresent();
    }

    /// The folder in which the system refused something. That in the making has a name that means nothing to anybody.
    private static Path place(Path target, IOException e) {
        if (!(e instanceof FileSystemException f) || f.getFile() == null) {
            return target;
        }
        Path file = Path.of(f.getFile());
        for (Path p = file; p != null; p = p.getParent()) {
            String name = String.valueOf(p.getFileName());
            if (name.startsWith(PART_BEGINS) && name.endsWith(PART_ENDS) && p.getParent() != null) {
                return p.getParent();
            }
        }
        return file.getParent() == null ? file : file.getParent();
    }

    private static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException f) {
            return f.getReason() == null ? f.getFile() + " is there already" : f.getReason();
        }
        return e instanceof FileSystemException f && f.getReason() != null
                ? f.getReason()
                : String.valueOf(e.getMessage());
    }
}
