package limner.model.exchange.labelstudio;

import java.io.IOException;
import limner.model.exchange.Choices;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.Fitted;
import limner.model.exchange.Heads;
import limner.model.exchange.Page;
import limner.model.exchange.Target;

/// Writes Label Studio's JSON, a task for each picture in one file, and beside it the labeling interface that shows
/// them (format: Label Studio's documentation, JSON export and tags). Pictures are addressed as files of a local
/// storage. Each frame is a picture of its own: nothing goes on from one to the next.
public final class LabelStudioExport implements DatasetWriter {

    private final LabelStudioFormat format = new LabelStudioFormat();

    @Override
    public String id() {
        return format.id();
    }

    @Override
    public String title() {
        return format.title();
    }

    @Override
    public Fitted fit(Page page, Heads heads, Choices choices) {
        LabelStudioFit fit = new LabelStudioFit(page.picture(), choices);
        return new Fitted(page.annotations().stream().map(fit::fit).toList(), page.tags());
    }

    @Override
    public Entry.Category fit(Entry.Category category) {
        return LabelStudioFit.category(category);
    }

    @Override
    public Writing begin(Heads heads, Choices choices, Target target) throws IOException {
        return new LabelStudioWriting(heads, target, "tasks.json", LabelStudioConfig.FILE);
    }
}
