package limner.model.exchange.cvat;

import limner.model.exchange.Choices;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.Fitted;
import limner.model.exchange.Heads;
import limner.model.exchange.Page;
import limner.model.exchange.Target;

/// Writes CVAT's XML 1.1 for videos, a file for each, and one for pictures of no video (format: CVAT's documentation,
/// XML annotation format). Tracks have their keyframes, what follows from these, and where they are gone; what is of no
/// track stands with its frame, as CVAT's files for images have it. Between places that are told a track goes on; a
/// source that means it to be gone says so.
public final class CvatVideoExport implements DatasetWriter {

    @Override
    public String id() {
        return "cvat-video";
    }

    @Override
    public String title() {
        return "CVAT XML 1.1 for videos";
    }

    @Override
    public Fitted fit(Page page, Heads heads, Choices choices) {
        Entry.Picture p = page.picture();
        boolean isOfVideo = p.frame() >= 0
                && heads.video(p.video())
                        .filter(v -> v.width() == p.width() && v.height() == p.height())
                        .isPresent();
        return new Fitted(
                page.annotations().stream()
                        .map(a -> new CvatVideoFit(new CvatFit(p, heads.category(a.category()), choices), isOfVideo)
                                .fit(a))
                        .toList(),
                page.tags());
    }

    @Override
    public Entry.Category fit(Entry.Category category) {
        return CvatFit.category(category);
    }

    @Override
    public Writing begin(Heads heads, Choices choices, Target target) {
        return new CvatVideoWriting(heads, target);
    }
}
