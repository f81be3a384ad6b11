package limner.model.exchange.labelstudio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import limner.model.exchange.DatasetFormat;
import limner.model.exchange.Entry;
import limner.model.exchange.JsonFile;
import limner.model.exchange.Surroundings;
import limner.model.exchange.Trees;
import limner.model.exchange.UnreadableException;

/// Label Studio's JSON export: one file with a list of tasks.
public final class LabelStudioFormat implements DatasetFormat {

    private static final int LOOK = 1 << 16;

    @Override
    public String id() {
        return "label-studio";
    }

    @Override
    public String title() {
        return "Label Studio JSON";
    }

    @Override
    public boolean recognises(Path path) throws IOException {
        if (!Files.isRegularFile(path)
                || !path.toString().toLowerCase(Locale.ROOT).endsWith(".json")) {
            return false;
        }
        String begin = Trees.beginning(path, LOOK).strip();
        return begin.startsWith("[")
                && (begin.contains("\"result\"") || begin.contains("\"data\""))
                && (begin.contains("\"annotations\"") || begin.contains("\"original_width\""));
    }

    @Override
    public void read(Path path, Surroundings around, Consumer<Entry> into) throws IOException, UnreadableException {
        String name = String.valueOf(path.getFileName());
        LabelStudioReader reader = new LabelStudioReader(name, around, into);
        JsonFile.read(path, name, reader::read);
    }
}
