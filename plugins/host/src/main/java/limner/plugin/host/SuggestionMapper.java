package limner.plugin.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Ring;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.MediaId;
import limner.model.id.RunId;
import limner.model.id.SuggestionId;
import limner.model.suggestion.Suggestion;
import limner.plugin.api.SuggestedShape;
import org.jspecify.annotations.Nullable;

/// Turns a plugin's answers into the model's suggestions.
///
/// Classes are mapped by name, boxes are clipped to the picture, masks are taken over run by run. Left out, and
/// counted: classes the project does not have, and shapes with nothing inside the picture.
public final class SuggestionMapper {

    private final ClassMapping classes;
    private final MediaId media;
    private final RunId run;
    private final Supplier<SuggestionId> ids;

    /// @param ids gives a new id each time
    public SuggestionMapper(ClassMapping classes, MediaId media, RunId run, Supplier<SuggestionId> ids) {
        this.classes = Objects.requireNonNull(classes, "classes");
        this.media = Objects.requireNonNull(media, "media");
        this.run = Objects.requireNonNull(run, "run");
        this.ids = Objects.requireNonNull(ids, "ids");
    }

    /// An answer in the model's words.
    ///
    /// @param leftOut number of suggestions that could not be taken over
    public record Mapped(List<Suggestion> suggestions, int leftOut) {

        public Mapped {
            suggestions = List.copyOf(suggestions);
        }
    }

    /// Keeps the order. A suggestion that refines one that was left out stands on its own.
    public Mapped map(FrameAnswer answer) {
        List<Suggestion> mapped = new ArrayList<>();
        List<Optional<SuggestionId>> given = new ArrayList<>();
        for (limner.plugin.api.Suggestion said : answer.suggestions()) {
            ClassId classId = classes.of(said.className()).orElse(null);
            Shape shape = shape(said.shape(), answer.width(), answer.height());
            if (classId == null || shape == null) {
                given.add(Optional.empty());
                continue;
            }
            SuggestionId refines =
                    said.refines() < 0 ? null : given.get(said.refines()).orElse(null);
            SuggestionId id = ids.get();
            mapped.add(new Suggestion(id, media, answer.frame(), classId, shape, said.score(), run, refines));
            given.add(Optional.of(id));
        }
        return new Mapped(mapped, given.size() - mapped.size());
    }

    /// The shape in the model's words, or null when nothing of it is inside the picture.
    private static @Nullable Shape shape(SuggestedShape shape, int width, int height) {
        return switch (shape) {
            case SuggestedShape.Box box -> clipped(box, width, height);
            case SuggestedShape.Polygon polygon -> polygon(polygon, width, height);
            case SuggestedShape.Mask mask ->
                mask.area() == 0 ? null : new Mask(Rle.ofCounts(mask.width(), mask.height(), mask.runs()));
        };
    }

    private static @Nullable Box clipped(SuggestedShape.Box box, int width, int height) {
        double left = Math.clamp(box.x(), 0, width);
        double top = Math.clamp(box.y(), 0, height);
        double right = Math.clamp(box.x() + box.width(), 0, width);
        double bottom = Math.clamp(box.y() + box.height(), 0, height);
        return right > left && bottom > top ? new Box(left, top, right - left, bottom - top) : null;
    }

    /// Corners outside are kept, as a person may draw them too; what is released is cut by the pixel rule.
    private static @Nullable Polygon polygon(SuggestedShape.Polygon polygon, int width, int height) {
        List<Ring> rings = polygon.rings().stream()
                .map(ring -> new Ring(
                        ring.points().stream().map(p -> new Point(p.x(), p.y())).toList()))
                .toList();
        Polygon whole = new Polygon(rings);
        Box bounds = whole.bounds();
        boolean outside = bounds.right() <= 0 || bounds.bottom() <= 0 || bounds.x() >= width || bounds.y() >= height;
        return outside ? null : whole;
    }
}
