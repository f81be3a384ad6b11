package limner.model.exchange.labelme;

import limner.model.exchange.Choices;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.Fitted;
import limner.model.exchange.Heads;
import limner.model.exchange.Page;
import limner.model.exchange.Target;

/// Writes labelme's JSON, a file for each picture under its name (format: labelme's `label_file` and `utils/shape`;
/// `attributes` as X-AnyLabeling has them). Parts of an object share a `group_id`; tags are flags of the picture.
public final class LabelmeExport implements DatasetWriter {

    @Override
    public String id() {
        return "labelme";
    }

    @Override
    public String title() {
        return "labelme JSON";
    }

    @Override
    public Fitted fit(Page page, Heads heads, Choices choices) {
        LabelmeFit fit = new LabelmeFit(page.picture(), choices);
        return new Fitted(page.annotations().stream().map(fit::fit).toList(), page.tags());
    }

    @Override
    public Entry.Category fit(Entry.Category category) {
        return Entry.Category.of(category.key(), category.name());
    }

    @Override
    public Writing begin(Heads heads, Choices choices, Target target) {
        return new LabelmeWriting(heads, target);
    }
}
