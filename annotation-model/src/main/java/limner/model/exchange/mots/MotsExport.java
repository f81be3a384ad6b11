package limner.model.exchange.mots;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import limner.model.exchange.Choices;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.Fitted;
import limner.model.exchange.Heads;
import limner.model.exchange.NameList;
import limner.model.exchange.Page;
import limner.model.exchange.SequenceFiles;
import limner.model.exchange.Target;
import limner.model.exchange.Topmost;
import limner.model.geometry.Mask;

/// Writes MOTS, as text or as pictures of 16 bits (format: the MOTS page of its authors). An object is 1000 times its
/// class and its own number; `labels.txt` names the classes, as Datumaro has it. Text lies as MOTChallenge keeps it,
/// with frames from 1 and `seqinfo.ini`; pictures lie in `instances` under the names of those they are about. What lies
/// over something else hides it; what is of no track is an object of its own on each picture.
public final class MotsExport implements DatasetWriter {

    /// How objects are written.
    public enum Kind {
        TEXT,
        PICTURES
    }

    static final String LABELS = "labels.txt";

    /// Of what is of no track; no file has such a key.
    static final String ALONE = "\nalone";

    /// More would not go into 16 bits, 1000 objects each.
    private static final int MOST_CLASSES = ((1 << 16) - MotsClasses.PER_CLASS) / MotsClasses.PER_CLASS;

    private final Kind kind;

    public MotsExport(Kind kind) {
        this.kind = kind;
    }

    @Override
    public String id() {
        return switch (kind) {
            case TEXT -> new MotsTextFormat().id();
            case PICTURES -> new MotsPngFormat().id();
        };
    }

    @Override
    public String title() {
        return switch (kind) {
            case TEXT -> new MotsTextFormat().title();
            case PICTURES -> new MotsPngFormat().title();
        };
    }

    /// @throws IllegalArgumentException with a sentence, when there are more classes than pictures hold
    @Override
    public Fitted fit(Page page, Heads heads, Choices choices) {
        demand(heads);
        if (kind == Kind.TEXT && !SequenceFiles.isFrame(page.picture())) {
            return new Fitted(
                    page.annotations().stream()
                            .map(a -> Fitted.Piece.leftOut(a, "is left out: its picture is of no video"))
                            .toList(),
                    List.of());
        }
        Topmost topmost = new Topmost(a -> a.track().map(t -> t.key() + "\n" + a.category()), MotsExport::said);
        return new Fitted(topmost.fit(page), List.of());
    }

    private void demand(Heads heads) {
        if (kind == Kind.PICTURES && heads.categories().size() > MOST_CLASSES) {
            throw new IllegalArgumentException("MOTS pictures hold " + MOST_CLASSES + " classes, and there are "
                    + heads.categories().size() + ". Choose fewer classes, or mots, which is text.");
        }
    }

    private static Entry.Annotation said(Entry.Annotation a, Mask pixels) {
        return new Entry.Annotation(
                a.at(),
                a.key(),
                a.picture(),
                a.category(),
                Optional.of(pixels),
                Optional.empty(),
                Optional.of(
                        new Entry.OnTrack(a.track().map(Entry.OnTrack::key).orElse(ALONE), Entry.Known.STATED, false)),
                false,
                false,
                0,
                new LinkedHashMap<>(),
                "");
    }

    @Override
    public Entry.Category fit(Entry.Category category) {
        return Entry.Category.of(category.key(), NameList.name(category));
    }

    @Override
    public Writing begin(Heads heads, Choices choices, Target target) {
        demand(heads);
        return new MotsWriting(heads, kind, target);
    }
}
