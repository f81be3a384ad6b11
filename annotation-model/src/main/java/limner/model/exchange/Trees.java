package limner.model.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// The files of data sets that are folders.
public final class Trees {

    private Trees() {}

    /// The files below a folder whose names end so, by their paths; the file itself where it is one. Links below the
    /// folder are not followed, since they may lead anywhere; the folder may be one. Folders below that cannot be read
    /// are passed over.
    ///
    /// @param ending with its dot, in small letters
    /// @param into told what is passed over
    public static List<Path> files(Path root, String ending, Consumer<? super Entry.NotTaken> into) throws IOException {
        if (Files.isRegularFile(root)) {
            return List.of(root);
        }
        List<Path> all = new ArrayList<>();
        Path real = root.toRealPath();
        Files.walkFileTree(real, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && endsSo(file, ending)) {
                    all.add(root.resolve(real.relativize(file)));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
                if (file.equals(real)) {
                    return super.visitFileFailed(file, why);
                }
                into.accept(new Entry.NotTaken(
                        new Entry.At(name(root, root.resolve(real.relativize(file))), ""), "it cannot be read"));
                return FileVisitResult.CONTINUE;
            }
        });
        all.sort((a, b) -> name(root, a).compareTo(name(root, b)));
        return all;
    }

    /// Some of the files that [#files] would find, whichever come first: enough for a quick look. Folders
    /// below that cannot be read are left out.
    ///
    /// @param most how many
    public static List<Path> some(Path root, String ending, int most) throws IOException {
        if (Files.isRegularFile(root)) {
            return root.toString().toLowerCase(Locale.ROOT).endsWith(ending) ? List.of(root) : List.of();
        }
        List<Path> all = new ArrayList<>();
        Path real = root.toRealPath();
        Files.walkFileTree(real, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && endsSo(file, ending)) {
                    all.add(root.resolve(real.relativize(file)));
                }
                return all.size() < most ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
                return file.equals(real) ? super.visitFileFailed(file, why) : FileVisitResult.CONTINUE;
            }
        });
        return all;
    }

    /// Whether a file is one of those that are looked for.
    public interface Look {
        boolean fits(Path file) throws IOException;
    }

    /// The files that [#files] finds whose names end so, also where only one was opened, and that a look shows to fit.
    ///
    /// @param into told what cannot be read and is passed over
    public static List<Path> fitting(Path root, String ending, Look look, Consumer<? super Entry.NotTaken> into)
            throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path file : files(root, ending, into)) {
            if (endsSo(file, ending) && look.fits(file)) {
                all.add(file);
            }
        }
        return all;
    }

    /// What a file says at its beginning, for a quick look; a file that is no text in UTF-8 says odd things.
    ///
    /// @param bytes how many are looked at
    public static String beginning(Path file, int bytes) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
        }
    }

    private static boolean endsSo(Path file, String ending) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(ending);
    }

    /// A file's path below a folder, with `/` between names; of the folder's own file its name.
    public static String name(Path root, Path file) {
        Path below = root.equals(file) ? file.getFileName() : root.relativize(file);
        return String.valueOf(below).replace('\\', '/');
    }

    /// Whether a name that a file gives leads anywhere else than below the folder it is relative to.
    public static boolean leadsOut(String name) {
        String plain = name.replace('\\', '/');
        return plain.startsWith("/")
                || plain.matches("(?s)[A-Za-z]:.*")
                || List.of(plain.split("/")).contains("..");
    }
}
