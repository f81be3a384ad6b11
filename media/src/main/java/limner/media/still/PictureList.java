package limner.media.still;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import limner.media.source.Fingerprint;
import limner.media.source.MediaException;

/// Picture files that make a sequence, in order: picture n is the n-th of them. Only names, sizes and times of change
/// are looked at, so a folder of 100,000 opens at once; whether a file can be decoded shows when it is asked for.
/// Immutable, any thread.
public final class PictureList {
    /// Ending of a text file that lists pictures: one path a line, relative to the file, in order.
    public static final String ENDING = ".pictures";

    private static final int MOST = 10_000_000;

    private final Path place;
    private final Path folder;
    private final List<Item> items;

    /// One file as it was when it was listed.
    ///
    /// @param name path relative to the sequence's folder, with `/` between names
    /// @param size bytes
    /// @param modified time of last change, milliseconds since 1970
    public record Item(String name, long size, long modified) {}

    private PictureList(Path place, Path folder, List<Item> items) {
        this.place = place;
        this.folder = folder;
        this.items = List.copyOf(items);
    }

    /// Whether `path` is something this class reads: a folder, or a list of pictures.
    public static boolean isOne(Path path) {
        return Files.isDirectory(path) || isList(path);
    }

    private static boolean isList(Path path) {
        return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT).endsWith(ENDING);
    }

    /// Lists the pictures of a folder in [NaturalOrder], those named by a list in its order, or one picture file.
    /// Hidden files, files that are no pictures by their names, and folders inside the folder are left out.
    ///
    /// @throws MediaException when there are none, or a name in a list belongs to no file
    public static PictureList of(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            if (Files.isDirectory(absolute)) {
                return ofFolder(path, absolute);
            }
            if (!Files.exists(absolute)) {
                throw new MediaException.Missing(path);
            }
            return isList(absolute) ? ofList(path, absolute) : ofOne(absolute);
        } catch (IOException e) {
            throw new MediaException.Unreadable(path, String.valueOf(e.getMessage()), e);
        }
    }

    private static PictureList ofFolder(Path asked, Path folder) throws IOException {
        List<Item> found = new ArrayList<>();
        // The walk brings the attributes along: one look at each file, none is opened.
        Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), 1, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = String.valueOf(file.getFileName());
                if (attributes.isRegularFile()
                        && !name.startsWith(".")
                        && PictureFormat.byName(name).isPresent()) {
                    found.add(item(name, attributes));
                }
                return found.size() <= MOST ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (file.equals(folder)) {
                    throw e;
                }
                return FileVisitResult.CONTINUE;
            }
        });
        if (found.isEmpty()) {
            throw new MediaException.NoPictureFiles(asked);
        }
        if (found.size() > MOST) {
            throw new MediaException.Unreadable(asked, "it holds more than " + MOST + " pictures", null);
        }
        found.sort(Comparator.comparing(Item::name, NaturalOrder.BY_NUMBERS));
        return new PictureList(folder, folder, found);
    }

    private static PictureList ofList(Path asked, Path list) throws IOException {
        Path folder = parent(list);
        List<Item> found = new ArrayList<>();
        for (String line : TextLines.of(list)) {
            String name = line.strip();
            if (name.isEmpty() || name.startsWith("#")) {
                continue;
            }
            try {
                Path file = folder.resolve(name);
                found.add(item(name, Files.readAttributes(file, BasicFileAttributes.class)));
            } catch (NoSuchFileException | InvalidPathException e) {
                throw new MediaException.Unreadable(asked, "it names " + name + ", and there is no such file", e);
            }
        }
        if (found.isEmpty()) {
            throw new MediaException.NoPictureFiles(asked);
        }
        return new PictureList(list, folder, found);
    }

    private static PictureList ofOne(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new PictureList(file, parent(file), List.of(item(String.valueOf(file.getFileName()), attributes)));
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    private static Item item(String name, BasicFileAttributes attributes) {
        return new Item(name, attributes.size(), attributes.lastModifiedTime().toMillis());
    }

    /// Writes a list of `files` that [#of] reads, with paths relative to its folder where that is possible.
    public static void write(Path list, List<Path> files) throws IOException {
        Path folder = parent(list.toAbsolutePath().normalize());
        StringBuilder text = new StringBuilder("# Pictures of a sequence in their order, one path a line.\n");
        for (Path file : files) {
            text.append(nameFrom(folder, file)).append('\n');
        }
        Files.writeString(list, text);
    }

    private static String nameFrom(Path folder, Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        try {
            String name = folder.relativize(absolute)
                    .toString()
                    .replace(folder.getFileSystem().getSeparator(), "/");
            return name.startsWith("#") ? "./" + name : name;
        } catch (IllegalArgumentException e) {
            // Another drive.
            return absolute.toString();
        }
    }

    /// What was opened: the folder, the list or the one file.
    public Path place() {
        return place;
    }

    /// The folder that the names start from.
    public Path folder() {
        return folder;
    }

    /// The pictures in order.
    public List<Item> items() {
        return items;
    }

    /// Number of pictures, at least 1.
    public int count() {
        return items.size();
    }

    /// Name of picture `frame` relative to [#folder()].
    public String name(int frame) {
        return items.get(frame).name();
    }

    /// File of picture `frame`.
    public Path file(int frame) {
        return folder.resolve(items.get(frame).name());
    }

    /// Bytes of all files together.
    public long bytes() {
        return items.stream().mapToLong(Item::size).sum();
    }

    /// A quick identity: the number of pictures, a digest of names and sizes in order, and a digest of the times of
    /// change. Where only the last part differs, the files were copied or touched, and only their content tells
    /// whether they are the same.
    public String identity() {
        MessageDigest names = Fingerprint.sha256();
        MessageDigest times = Fingerprint.sha256();
        for (Item item : items) {
            names.update((item.name() + "\n" + item.size() + "\n").getBytes(StandardCharsets.UTF_8));
            times.update((item.modified() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        HexFormat hex = HexFormat.of();
        return count() + "p-" + hex.formatHex(names.digest(), 0, 20) + "-" + hex.formatHex(times.digest(), 0, 12);
    }

    /// Whether two identities tell the same names and sizes, so that perhaps only times of change differ.
    public static boolean sameNames(String identity, String other) {
        int end = identity.lastIndexOf('-');
        return end > 0
                && isIdentity(identity)
                && end == other.lastIndexOf('-')
                && other.startsWith(identity.substring(0, end));
    }

    /// Whether `text` is an identity of a sequence, as [#identity()] makes them.
    public static boolean isIdentity(String text) {
        return text.matches("[0-9]+p-[0-9a-f]{40}-[0-9a-f]{24}");
    }

    /// What is different on disk now, or an empty text: how many pictures came, went and changed, with some names.
    public String changesTo(PictureList now) {
        var before = new java.util.LinkedHashMap<String, Item>();
        items.forEach(i -> before.put(i.name(), i));
        List<String> come = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        for (Item item : now.items) {
            Item old = before.remove(item.name());
            if (old == null) {
                come.add(item.name());
            } else if (!old.equals(item)) {
                changed.add(item.name());
            }
        }
        List<String> parts = new ArrayList<>();
        part(parts, come, "new");
        part(parts, List.copyOf(before.keySet()), "gone");
        part(parts, changed, "changed");
        return String.join(", ", parts);
    }

    private static void part(List<String> parts, List<String> names, String word) {
        if (!names.isEmpty()) {
            List<String> some = names.subList(0, Math.min(3, names.size()));
            String more = names.size() > some.size() ? ", …" : "";
            parts.add(names.size() + " " + word + " (" + String.join(", ", some) + more + ")");
        }
    }
}
