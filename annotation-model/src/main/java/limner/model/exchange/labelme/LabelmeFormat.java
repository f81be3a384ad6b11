package limner.model.exchange.labelme;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import limner.model.exchange.DatasetFormat;
import limner.model.exchange.Entry;
import limner.model.exchange.Surroundings;
import limner.model.exchange.Trees;
import limner.model.exchange.UnreadableException;

/// labelme's JSON: a file, or a folder of them.
public final class LabelmeFormat implements DatasetFormat {

    private static final int LOOK = 1 << 16;

    @Override
    public String id() {
        return "labelme";
    }

    @Override
    public String title() {
        return "labelme JSON";
    }

    @Override
    public boolean recognises(Path path) throws IOException {
        List<Path> files = Trees.files(path, ".json", _ -> {});
        if (files.isEmpty()
                || !files.getFirst().toString().toLowerCase(Locale.ROOT).endsWith(".json")) {
            return false;
        }
        String begin = Trees.beginning(files.getFirst(), LOOK);
        return begin.contains("\"shapes\"") && (begin.contains("\"flags\"") || begin.contains("\"version\""));
    }

    @Override
    public void read(Path path, Surroundings around, Consumer<Entry> into) throws IOException, UnreadableException {
        LabelmeReader reader = new LabelmeReader(path, around, into);
        for (Path file : Trees.files(path, ".json", into::accept)) {
            reader.read(file);
        }
    }
}
