package limner.model.exchange.datumaro;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import limner.model.exchange.DatasetFormat;
import limner.model.exchange.Entry;
import limner.model.exchange.Surroundings;
import limner.model.exchange.Trees;
import limner.model.exchange.UnreadableException;

/// Datumaro's JSON: a file, or a folder that has one for each subset.
public final class DatumaroFormat implements DatasetFormat {

    private static final int LOOK = 1 << 16;

    @Override
    public String id() {
        return "datumaro";
    }

    @Override
    public String title() {
        return "Datumaro JSON";
    }

    @Override
    public boolean recognises(Path path) throws IOException {
        return !own(path, _ -> {}).isEmpty();
    }

    private static List<Path> own(Path path, Consumer<Entry> into) throws IOException {
        return Trees.fitting(path, ".json", DatumaroFormat::begins, into::accept);
    }

    /// The version came late; before it there were only the names of the lists.
    private static boolean begins(Path file) throws IOException {
        String begin = Trees.beginning(file, LOOK).strip();
        return begin.startsWith("{")
                && (begin.contains("\"dm_format_version\"")
                        || begin.contains("\"categories\"")
                                && begin.contains("\"items\"")
                                && begin.contains("\"label\""));
    }

    @Override
    public void read(Path path, Surroundings around, Consumer<Entry> into) throws IOException, UnreadableException {
        DatumaroReader reader = new DatumaroReader(path, around, into);
        List<Path> files = own(path, into);
        for (Path file : files.isEmpty() ? Trees.files(path, ".json", _ -> {}) : files) {
            reader.read(file);
        }
    }
}
