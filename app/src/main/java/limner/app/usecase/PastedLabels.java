package limner.app.usecase;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.PixelBox;
import limner.model.geometry.Point;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.media.Media;
import limner.model.ontology.Attribute;
import limner.model.ontology.AttributeValue;
import limner.model.ontology.AttributeValues;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.provenance.Origin;

/// What copied labels are on another frame: new labels of that frame alone, drawn by a person.
///
/// @param labels those that are there, the undermost first; their numbers mean nothing yet
/// @param unknown names of classes that this project does not draw
/// @param lost how many of known classes have nothing left on this picture
public record PastedLabels(List<Label> labels, SequencedSet<String> unknown, int lost) {

    /// What the history calls the place they come from.
    private static final String SOURCE = "the clipboard";

    /// A shape that is moved in from outside keeps this much of itself on the picture, in pixels.
    private static final double LEAST = 1;

    /// Works out what is pasted.
    ///
    /// @param media with the size of the picture shown
    /// @param centre where the middle of them all comes, as far as they then stay on the picture; empty for the places
    /// they were copied from
    public static PastedLabels of(
            CopiedLabels copied, Media media, int frame, Ontology ontology, Optional<Point> centre) {
        SequencedSet<String> unknown = new LinkedHashSet<>();
        List<CopiedLabels.Copied> known = new ArrayList<>();
        for (CopiedLabels.Copied c : copied.labels()) {
            if (classOf(c, ontology).isPresent()) {
                known.add(c);
            } else {
                unknown.add(c.className());
            }
        }
        List<Label> labels = new ArrayList<>();
        if (!known.isEmpty()) {
            Box all = around(known);
            double dx = way(all.x(), all.right(), media.width(), centre.map(Point::x));
            double dy = way(all.y(), all.bottom(), media.height(), centre.map(Point::y));
            known.sort(Comparator.comparingInt(CopiedLabels.Copied::depth));
            for (CopiedLabels.Copied c : known) {
                placed(c.shape(), dx, dy, media)
                        .ifPresent(shape -> labels.add(label(
                                c, shape, media, frame, classOf(c, ontology).orElseThrow(), ontology)));
            }
        }
        return new PastedLabels(List.copyOf(labels), unknown, known.size() - labels.size());
    }

    /// All of them as one change; there must be one at least.
    public Command command() {
        return new Command.TakeIn(SOURCE, List.of(), labels, List.of(), List.of());
    }

    private static Optional<LabelClass> classOf(CopiedLabels.Copied c, Ontology ontology) {
        return ontology.find(c.className()).filter(k -> k.kind().drawn() && !k.retired());
    }

    private static Box around(List<CopiedLabels.Copied> all) {
        return all.stream()
                .map(c -> c.shape().bounds())
                .reduce((a, b) -> {
                    double x = Math.min(a.x(), b.x());
                    double y = Math.min(a.y(), b.y());
                    return new Box(x, y, Math.max(a.right(), b.right()) - x, Math.max(a.bottom(), b.bottom()) - y);
                })
                .orElseThrow();
    }

    /// How far all of them go along one side of the picture. What was in part outside may stay so where it is pasted
    /// in place; what is moved comes in as far as it fits.
    private static double way(double from, double to, int size, Optional<Double> centre) {
        if (centre.isEmpty()) {
            return 0;
        }
        double wished = centre.get() - (from + to) / 2;
        double in = -from;
        double out = size - to;
        return Math.clamp(wished, Math.min(in, out), Math.max(in, out));
    }

    private static Optional<Shape> placed(Shape shape, double dx, double dy, Media media) {
        if (shape instanceof Mask(Rle rle)) {
            return fitted(rle, (int) Math.round(dx), (int) Math.round(dy), media)
                    .map(m -> m);
        }
        // What still lies outside is brought to the nearest edge.
        Box b = shape.bounds();
        double x = dx + inward(b.x() + dx, b.right() + dx, media.width());
        double y = dy + inward(b.y() + dy, b.bottom() + dy, media.height());
        return Optional.of(x == 0 && y == 0 ? shape : shape.translated(x, y));
    }

    private static double inward(double from, double to, int size) {
        if (to <= 0) {
            return Math.min(LEAST, to - from) - to;
        }
        return from >= size ? size - Math.min(LEAST, to - from) - from : 0;
    }

    /// The pixels of a mask on a picture of another size; what lies outside is cut off.
    private static Optional<Mask> fitted(Rle rle, int dx, int dy, Media media) {
        Optional<PixelBox> used = rle.bounds();
        if (used.isEmpty()) {
            return Optional.empty();
        }
        int width = media.width();
        int height = media.height();
        PixelBox b = used.get();
        int left = Math.max(0, b.x() + dx);
        int top = Math.max(0, b.y() + dy);
        int right = Math.min(width, b.right() + dx);
        int bottom = Math.min(height, b.bottom() + dy);
        if (right <= left || bottom <= top) {
            return Optional.empty();
        }
        if (dx == 0 && dy == 0 && rle.width() == width && rle.height() == height) {
            return Optional.of(new Mask(rle));
        }
        byte[] pixels = new byte[Math.multiplyExact(width, height)];
        PixelBox from = new PixelBox(left - dx, top - dy, right - left, bottom - top);
        rle.decodeRowMajor(from, pixels, top * width + left, width, (byte) 1);
        Rle placed = Rle.ofRowMajor(width, height, pixels);
        return placed.isEmpty() ? Optional.empty() : Optional.of(new Mask(placed));
    }

    private static Label label(
            CopiedLabels.Copied c, Shape shape, Media media, int frame, LabelClass of, Ontology ontology) {
        AttributeValues constant = AttributeValues.none();
        AttributeValues changing = AttributeValues.none();
        for (Attribute a : ontology.attributesOf(of.id())) {
            Optional<AttributeValue> value =
                    Optional.ofNullable(c.attributes().get(a.name())).flatMap(a.type()::read);
            if (value.isPresent() && a.changing()) {
                changing = changing.with(a.id(), value.get());
            } else if (value.isPresent()) {
                constant = constant.with(a.id(), value.get());
            }
        }
        Label drawn =
                Label.drawn(LabelId.random(), media.id(), 1, of.id(), Extent.FRAME, frame, shape, new Origin.Manual());
        Keyframe here = Keyframe.of(shape).withOccluded(c.occluded()).withAttributes(changing);
        return drawn.withKeyframe(frame, here).withAttributes(constant).withDepth(c.depth());
    }
}
