package limner.model.exchange.out;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import limner.model.exchange.Target;
import limner.model.folder.FolderBeside;

/// The folder that a data set is written to: made beside its place, and moved there when it is whole. Not for several
/// threads.
public final class FolderTarget implements Target, AutoCloseable {

    private final FolderBeside folder;
    private final Map<String, String> taken = new HashMap<>();

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
            throw new IllegalArgumentException("A file cannot be called " + path + ": " + reason + ".");
        });
        String before = taken.putIfAbsent(path.toLowerCase(Locale.ROOT), path);
        if (before != null) {
            throw new IllegalArgumentException(
                    "Two files would be called " + before + (before.equals(path) ? "." : " and " + path + "."));
        }
        return folder.create(path);
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
