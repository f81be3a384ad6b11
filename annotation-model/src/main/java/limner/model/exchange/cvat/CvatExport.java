package limner.model.exchange.cvat;

import java.io.IOException;
import limner.model.exchange.Choices;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.Fitted;
import limner.model.exchange.Heads;
import limner.model.exchange.Page;
import limner.model.exchange.Target;

/// Writes CVAT's XML 1.1 for images as one file (format: CVAT's documentation, XML annotation format). Parts of an
/// object and its keypoints share a `group_id`; that something is a crowd is an attribute `is_crowd`, as other tools
/// write it. Each frame is a picture of its own: nothing goes on from one to the next.
public final class CvatExport implements DatasetWriter {

    @Override
    public String id() {
        return "cvat";
    }

    @Override
    public String title() {
        return "CVAT XML 1.1 for images";
    }

    @Override
    public Fitted fit(Page page, Heads heads, Choices choices) {
        return new Fitted(
                page.annotations().stream()
                        .map(a -> new CvatFit(page.picture(), heads.category(a.category()), choices).fit(a))
                        .toList(),
                page.tags());
    }

    @Override
    public Entry.Category fit(Entry.Category category) {
        return CvatFit.category(category);
    }

    @Override
    public Writing begin(Heads heads, Choices choices, Target target) throws IOException {
        return new CvatWriting(heads, target);
    }
}
