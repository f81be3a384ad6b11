package limner.model.exchange.mots;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import limner.model.exchange.DatasetFormat;
import limner.model.exchange.Entry;
import limner.model.exchange.Surroundings;
import limner.model.exchange.Trees;
import limner.model.exchange.UnreadableException;

/// MOTS as text: `frame object class height width runs` on each line, the runs as COCO compresses them.
public final class MotsTextFormat implements DatasetFormat {

    private static final int LOOK = 1 << 12;

    @Override
    public String id() {
        return "mots";
    }

    @Override
    public String title() {
        return "MOTS text";
    }

    @Override
    public boolean recognises(Path path) throws IOException {
        List<Path> files = files(path, _ -> {});
        if (files.isEmpty()) {
            return false;
        }
        try (InputStream in = Files.newInputStream(files.getFirst())) {
            String begin = new String(in.readNBytes(LOOK), StandardCharsets.ISO_8859_1);
            return begin.matches("(?s)\\s*(\\d+ +){5}\\S*[^\\d.\\s]\\S*(\\s.*)?");
        }
    }

    private static List<Path> files(Path path, Consumer<Entry> into) throws IOException {
        return Trees.files(path, ".txt", into::accept).stream()
                .filter(f -> f.toString().endsWith(".txt") && !f.endsWith("labels.txt"))
                .toList();
    }

    @Override
    public void read(Path path, Surroundings around, Consumer<Entry> into) throws IOException, UnreadableException {
        List<Path> files = files(path, into);
        if (!files.isEmpty()) {
            MotsTextReader reader = new MotsTextReader(path, MotsClasses.of(path, files.getFirst(), into), into);
            for (Path file : files) {
                reader.read(file);
            }
        }
    }
}
