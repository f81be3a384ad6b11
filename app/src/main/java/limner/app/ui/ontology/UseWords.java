package limner.app.ui.ontology;

import java.util.ArrayList;
import java.util.List;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.model.media.Media;
import limner.model.project.ClassUse;

/// What is said with a class, in words: what a change of it touches.
final class UseWords {

    private static final Texts TEXTS = Texts.beside(UseWords.class);

    private UseWords() {}

    /// One line for all, one for each video, and one for frames that are done; empty where nothing is said with it.
    static List<String> lines(Workspace workspace, ClassUse use) {
        List<String> lines = new ArrayList<>();
        if (use.isEmpty()) {
            return lines;
        }
        lines.add(TEXTS.get(
                "preview.use",
                use.labels(),
                use.tags(),
                use.intervals(),
                use.suggestions(),
                use.videos().size()));
        for (ClassUse.InVideo video : use.videos()) {
            lines.add(TEXTS.get(
                    "preview.video",
                    workspace.state().media(video.media()).map(Media::name).orElse(""),
                    video.labels(),
                    video.tags(),
                    video.intervals(),
                    video.frames()));
        }
        if (use.onDone() > 0) {
            lines.add(TEXTS.get("preview.done", use.onDone()));
        }
        return lines;
    }
}
