package limner.model.exchange.mot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import limner.model.exchange.Entry;
import limner.model.exchange.Fitted;
import limner.model.exchange.SequenceFiles;
import limner.model.exchange.UprightBox;
import limner.model.exchange.Value;
import limner.model.geometry.Box;

/// What MOTChallenge says of an annotation: the upright box around it, and how much of it is seen.
///
/// @param edges whether boxes are edges from 0
record MotFit(Entry.Picture picture, boolean edges) {

    static final String VISIBILITY = "visibility";
    static final String IGNORED = "ignored";

    Fitted.Piece fit(Entry.Annotation a) {
        if (a.track().map(Entry.OnTrack::outside).orElse(false)) {
            return new Fitted.Piece(a, List.of(), Map.of());
        }
        if (!SequenceFiles.isFrame(picture)) {
            return Fitted.Piece.leftOut(a, "is left out: its picture is of no video");
        }
        Optional<Box> box = a.shape()
                .or(() -> a.pose().map(p -> p))
                .map(UprightBox::around)
                .map(this::read)
                .filter(b -> b.width() > 0 && b.height() > 0);
        return box.isEmpty()
                ? Fitted.Piece.leftOut(a, "is left out: nothing has an extent that a box goes around")
                : Fitted.Piece.of(a, said(a, box.get()));
    }

    /// As it comes back where pixels count from 1.
    private Box read(Box b) {
        return edges ? b : new Box(b.x() + 1 - 1, b.y() + 1 - 1, b.width(), b.height());
    }

    private static Entry.Annotation said(Entry.Annotation a, Box box) {
        SequencedMap<String, Value> attributes = new LinkedHashMap<>();
        a.attributes().forEach((name, value) -> {
            boolean isIgnored = name.equals(IGNORED) && value.equals(new Value.Flag(true));
            boolean isPartlySeen = name.equals(VISIBILITY)
                    && !a.occluded()
                    && value instanceof Value.Amount(double seen)
                    && seen > 0
                    && seen < 1;
            if (isIgnored || isPartlySeen) {
                attributes.put(name, value);
            }
        });
        return new Entry.Annotation(
                a.at(),
                a.key(),
                a.picture(),
                a.category(),
                Optional.of(box),
                Optional.empty(),
                Optional.of(new Entry.OnTrack(
                        a.track().map(Entry.OnTrack::key).orElse(MotExport.ALONE), Entry.Known.STATED, false)),
                false,
                a.occluded(),
                0,
                attributes,
                "");
    }
}
