package limner.model.exchange.youtubevis;

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

/// YouTube-VIS, also as OVIS and others have it: an annotation is an object with its mask on each frame of a video.
public final class YoutubeVisFormat implements DatasetFormat {

    static final String ID = "youtube-vis";
    static final String TITLE = "YouTube-VIS";

    private static final int LOOK = 1 << 16;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return TITLE;
    }

    @Override
    public boolean recognises(Path path) throws IOException {
        if (!Files.isRegularFile(path)
                || !path.toString().toLowerCase(Locale.ROOT).endsWith(".json")) {
            return false;
        }
        String begin = Trees.beginning(path, LOOK);
        return begin.contains("\"file_names\"") || begin.contains("\"segmentations\"");
    }

    @Override
    public void read(Path path, Surroundings around, Consumer<Entry> into) throws IOException, UnreadableException {
        new YoutubeVisReader(path, into).read();
    }
}
