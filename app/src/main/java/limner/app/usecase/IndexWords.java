package limner.app.usecase;

import java.util.Locale;
import limner.media.index.IndexProgress;

/// How far the indexing of a video is, in words for a person.
public final class IndexWords {
    private IndexWords() {}

    /// One line about `progress` of the video called `name`.
    public static String of(String name, IndexProgress progress) {
        return switch (progress.stage()) {
            case COMPARING -> "Comparing pictures of " + name + ": " + progress.frames();
            case SCANNING -> "Reading " + name + ": " + progress.frames() + " packets";
            case COUNTING -> "Indexing " + name + ": " + progress.frames() + " frames";
            case PROVING ->
                "Proving " + String.format(Locale.ROOT, "%.0f %%", Math.floor(progress.fraction() * 100)) + " of "
                        + name;
            case PROVED -> name + ": " + progress.frames() + " frames proved";
        };
    }
}
