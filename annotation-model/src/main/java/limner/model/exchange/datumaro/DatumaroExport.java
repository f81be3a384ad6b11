package limner.model.exchange.datumaro;

import java.io.IOException;
import limner.model.exchange.Choices;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.Fitted;
import limner.model.exchange.Heads;
import limner.model.exchange.Page;
import limner.model.exchange.Target;

/// Writes Datumaro's JSON as one file (format: Datumaro's documentation, data formats, Datumaro). Parts of an object
/// and
/// its keypoints share a `group`; turned boxes have an attribute `rotation`, as CVAT writes them; tracks are
/// `track_id`.
public final class DatumaroExport implements DatasetWriter {

    @Override
    public String id() {
        return "datumaro";
    }

    @Override
    public String title() {
        return "Datumaro JSON";
    }

    @Override
    public Fitted fit(Page page, Heads heads, Choices choices) {
        return new Fitted(
                page.annotations().stream()
                        .map(a -> new DatumaroFit(page.picture(), heads.category(a.category()), choices).fit(a))
                        .toList(),
                page.tags());
    }

    @Override
    public Entry.Category fit(Entry.Category c) {
        String colour = c.colour().matches("#[0-9a-f]{6}") ? c.colour() : "";
        return new Entry.Category(c.key(), c.name(), c.parent(), true, c.joints(), c.bones(), colour);
    }

    @Override
    public Writing begin(Heads heads, Choices choices, Target target) throws IOException {
        return new DatumaroWriting(heads, this, target);
    }
}
