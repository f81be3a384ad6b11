package limner.model.exchange.cvat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import limner.model.exchange.DatasetFormat;
import limner.model.exchange.Entry;
import limner.model.exchange.Surroundings;
import limner.model.exchange.Trees;
import limner.model.exchange.UnreadableException;

/// CVAT's XML 1.1, for images and for videos: a file, or a folder that has such files.
public final class CvatFormat implements DatasetFormat {

    private static final int LOOK = 1 << 12;
    private static final Pattern ROOT = Pattern.compile("<annotations[\\s>/]");

    @Override
    public String id() {
        return "cvat";
    }

    @Override
    public String title() {
        return "CVAT XML 1.1";
    }

    @Override
    public boolean recognises(Path path) throws IOException {
        return !own(path, _ -> {}).isEmpty();
    }

    /// Folders of data sets often have XML files of others, such as one for each picture.
    private static List<Path> own(Path path, Consumer<Entry> into) throws IOException {
        return Trees.fitting(
                path, ".xml", f -> ROOT.matcher(Trees.beginning(f, LOOK)).find(), into::accept);
    }

    @Override
    public void read(Path path, Surroundings around, Consumer<Entry> into) throws IOException, UnreadableException {
        CvatReader reader = new CvatReader(path, around, into);
        List<Path> files = own(path, into);
        // Whoever says that this is CVAT's is told what is wrong with it.
        for (Path file : files.isEmpty() ? Trees.files(path, ".xml", _ -> {}) : files) {
            reader.read(file);
        }
    }
}
