package limner.model.exchange.mot;

import java.util.List;
import limner.model.exchange.Choices;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.Fitted;
import limner.model.exchange.Heads;
import limner.model.exchange.NameList;
import limner.model.exchange.Page;
import limner.model.exchange.Target;

/// Writes MOTChallenge's boxes, a folder for each video with `gt/gt.txt` and `seqinfo.ini` (format: MOTChallenge,
/// "Instructions", and the development kits of MOT15 to MOT20). Where all classes are those of the challenge, so are
/// their numbers, and pixels count from 1; otherwise `labels.txt` names the classes and boxes are edges from 0, as CVAT
/// and Datumaro have it. What is of no track has a number of its own on each frame.
public final class MotExport implements DatasetWriter {

    /// Of what is of no track; no file has such a key.
    static final String ALONE = "\nalone";

    private final MotFormat format = new MotFormat();

    @Override
    public String id() {
        return format.id();
    }

    @Override
    public String title() {
        return format.title();
    }

    /// @throws IllegalArgumentException with a sentence, when two classes would have the same name
    @Override
    public Fitted fit(Page page, Heads heads, Choices choices) {
        MotFit fit = new MotFit(page.picture(), MotNumbers.of(heads).edges());
        return new Fitted(page.annotations().stream().map(fit::fit).toList(), List.of());
    }

    @Override
    public Entry.Category fit(Entry.Category category) {
        return Entry.Category.of(category.key(), NameList.name(category));
    }

    @Override
    public Writing begin(Heads heads, Choices choices, Target target) {
        return new MotWriting(heads, target);
    }
}
