package limner.model.exchange.voc;

import java.util.List;
import limner.model.exchange.Choices;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.Fitted;
import limner.model.exchange.Heads;
import limner.model.exchange.Page;
import limner.model.exchange.Target;

/// Writes Pascal VOC: an XML file for each picture, and where something has an outline the pictures of its classes and
/// objects with the palette of the challenge (format: the development kit of VOC 2012; `labelmap.txt` and `attributes`
/// as CVAT and Datumaro have them). No border is drawn around objects: number 255, which the challenge leaves out of
/// account, is not used, so that every pixel stays what it was.
public final class VocExport implements DatasetWriter {

    private final VocFormat.Corners corners;

    /// @param corners what the four numbers of a box are
    public VocExport(VocFormat.Corners corners) {
        this.corners = corners;
    }

    @Override
    public String id() {
        return new VocFormat(corners).id();
    }

    @Override
    public String title() {
        return new VocFormat(corners).title();
    }

    /// @throws IllegalArgumentException with a sentence, when two classes would have the same name
    @Override
    public Fitted fit(Page page, Heads heads, Choices choices) {
        return new Fitted(
                new VocFit(page.picture(), VocNumbers.of(heads), choices, corners).fit(page.annotations()), List.of());
    }

    @Override
    public Entry.Category fit(Entry.Category category) {
        return Entry.Category.of(category.key(), VocNumbers.name(category));
    }

    @Override
    public Writing begin(Heads heads, Choices choices, Target target) {
        return new VocWriting(heads, corners, target);
    }
}
