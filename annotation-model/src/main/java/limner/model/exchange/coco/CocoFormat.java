package limner.model.exchange.coco;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import limner.model.exchange.DatasetFormat;
import limner.model.exchange.Entry;
import limner.model.exchange.Surroundings;
import limner.model.exchange.Trees;
import limner.model.exchange.UnreadableException;

/// COCO's instances and keypoints.
public final class CocoFormat implements DatasetFormat {

    /// How far into a file its first names are looked for.
    private static final int LOOK = 1 << 16;

    @Override
    public String id() {
        return "coco";
    }

    @Override
    public String title() {
        return "COCO instances";
    }

    @Override
    public boolean recognises(Path path) throws IOException {
        if (!Files.isRegularFile(path)
                || !path.toString().toLowerCase(Locale.ROOT).endsWith(".json")
                || PanopticFormat.looksSo(path)) {
            return false;
        }
        String begin = Trees.beginning(path, LOOK);
        if (begin.contains("\"file_names\"") || begin.contains("\"segmentations\"")) {
            // Its relatives for videos say these.
            return false;
        }
        return !begin.contains("\"dm_format_version\"")
                && !begin.contains("\"items\"")
                && (begin.contains("\"images\"")
                        || begin.contains("\"image_id\"")
                        || begin.contains("\"categories\"") && begin.contains("\"annotations\""));
    }

    @Override
    public void read(Path path, Surroundings around, Consumer<Entry> into) throws IOException, UnreadableException {
        CocoDataset.read(path, into);
    }
}
