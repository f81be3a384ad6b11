package limner.model.exchange.out;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import limner.model.exchange.Target;
import limner.model.folder.FolderBeside;

/// The folder that a data set is written to: made beside its place, and moved there when it is whole. Not for several
/// threads.
public final class FolderTarget implements Target, AutoCloseable {

    /// Nobody is told to rename a picture: a project knows its pictures by their names, too.
    private static final String ADVICE = " Choose a format that has one file for all pictures, such as COCO.";

    private final FolderBeside folder;
    private final Map<String, String> taken = new HashMap<>();
    private final Set<String> folders = new HashSet<>();

    private FolderTarget(FolderBeside folder) {
        this.folder = folder;
    }

    /// @param place free, or an empty folder
    /// @throws IOException when something is there, or the folder cannot be made
    public static FolderTarget beside(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            try (Stream<Path> inside = Files.list(place)) {
                if (inside.findAny().isPresent()) {
                    throw new FileAlreadyExistsException(place.toString(), null, "the folder is not empty");
                }
            }
        } else if (Files.exists(place)) {
            throw new FileAlreadyExistsException(place.toString(), null, "there is a file of that name");
        }
        return new FolderTarget(FolderBeside.of(place));
    }

    @Override
    public OutputStream create(String path) throws IOException {
        Target.problem(path).ifPresent(reason -> {
            throw new IllegalArgumentException("A file cannot be called " + path + ": " + reason + "." + ADVICE);
        });
        String key = key(path);
        String before = taken.putIfAbsent(key, path);
        if (before != null) {
            throw new IllegalArgumentException("Two files would be called " + before
                    + (before.equals(path) ? "." : " and " + path + ", which is one name on some systems.")
                    + ADVICE);
        }
        boolean clashes = folders.contains(key);
        for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', slash + 1)) {
            String above = key.substring(0, slash);
            clashes |= taken.containsKey(above);
            folders.add(above);
        }
        if (clashes) {
            throw new IllegalArgumentException(
                    "There would be a file and a folder of one name, where " + path + " is to be." + ADVICE);
        }
        return folder.create(path);
    }

    /// Some systems take capitals for small letters, and letters with accents for those that are put together of two.
    private static String key(String path) {
        return Normalizer.normalize(path, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    @Override
    public SortedMap<String, String> digests() {
        SortedMap<String, String> all = new TreeMap<>();
        folder.files().forEach((path, written) -> all.put(path, written.sha256()));
        return all;
    }

    /// Moves everything to its place. Called once, at the end.
    ///
    /// @throws IOException when it cannot; nothing is there then
    public void publish() throws IOException {
        folder.publish(() -> {});
    }

    /// Removes everything that was not published.
    @Override
    public void close() throws IOException {
        folder.close();
    }
}
