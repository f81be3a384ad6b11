package limner.model.exchange.labelstudio;

import java.io.IOException;
import limner.model.exchange.Choices;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.Fitted;
import limner.model.exchange.Heads;
import limner.model.exchange.Page;
import limner.model.exchange.Target;

/// Writes Label Studio's JSON with a task for each video: boxes with their keyframes, upright or turned, and stretches
/// of the timeline for events and for words of single frames (format: Label Studio's documentation, tags Video,
/// VideoRectangle and TimelineLabels). Pictures of no video are tasks of another file, because a labeling interface
/// shows either. Where boxes go otherwise there than between keyframes here, the frames between are written too, marked
/// as following.
public final class LabelStudioVideoExport implements DatasetWriter {

    /// Of videos.
    static final String TASKS = "tasks.json";

    @Override
    public String id() {
        return "label-studio-video";
    }

    @Override
    public String title() {
        return "Label Studio JSON for videos";
    }

    /// Whether a picture is a frame of a video, and as large as the video says.
    static boolean isOfVideo(Entry.Picture p, Heads heads) {
        return p.frame() >= 0
                && heads.video(p.video())
                        .filter(v -> v.width() == p.width() && v.height() == p.height())
                        .isPresent();
    }

    @Override
    public Fitted fit(Page page, Heads heads, Choices choices) {
        LabelStudioFit still = new LabelStudioFit(page.picture(), choices);
        if (!isOfVideo(page.picture(), heads)) {
            return new Fitted(page.annotations().stream().map(still::fit).toList(), page.tags());
        }
        return new Fitted(
                page.annotations().stream()
                        .map(a -> new LabelStudioVideoFit(still, heads.category(a.category())).fit(a))
                        .toList(),
                page.tags());
    }

    @Override
    public Entry.Category fit(Entry.Category category) {
        return LabelStudioFit.category(category);
    }

    @Override
    public boolean says(Entry.Interval interval) {
        return true;
    }

    @Override
    public Writing begin(Heads heads, Choices choices, Target target) throws IOException {
        return new LabelStudioVideoWriting(heads, target);
    }
}
