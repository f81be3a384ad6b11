package limner.model.exchange.parquet;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import limner.model.budget.EventWords;
import limner.model.exchange.Entry;
import limner.model.exchange.FrameDetails;
import limner.model.exchange.LabelDetails;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.PixelBox;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import limner.model.geometry.ShapeKind;
import limner.model.provenance.Origin;
import limner.model.release.ShapeJson;
import limner.model.release.coco.CocoJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// What the columns of each table are.
final class Tables {

    private static final JsonMapper JSON = JsonMapper.shared();

    private Tables() {}

    /// A row of `frames`.
    ///
    /// @param video its name, or empty
    /// @param labels how many are on it
    record FrameRow(Entry.Picture picture, String video, int labels) {}

    /// A row of `labels`.
    ///
    /// @param pixels what it covers; empty for what has no area
    record LabelRow(long id, FrameRow on, Entry.Category category, Entry.Annotation said, Optional<Rle> pixels) {

        static LabelRow of(long id, FrameRow on, Entry.Category category, Entry.Annotation said) {
            Entry.Picture picture = on.picture();
            return new LabelRow(
                    id,
                    on,
                    category,
                    said,
                    said.shape()
                            .filter(Shape::hasArea)
                            .map(s -> s instanceof Mask(Rle rle)
                                    ? rle
                                    : Rasterizer.rasterize(s, picture.width(), picture.height())));
        }

        private <V> @Nullable V known(Function<LabelDetails, @Nullable V> of) {
            return said.details().map(of).orElse(null);
        }

        private @Nullable Double edge(Function<Box, Double> of) {
            Shape shape =
                    said.shape().isPresent() ? said.shape().get() : said.pose().orElseThrow();
            Box bounds = shape instanceof Mask(Rle rle)
                    ? rle.bounds().map(PixelBox::toBox).orElse(null)
                    : shape.bounds();
            return bounds == null ? null : of.apply(bounds);
        }

        private String kind() {
            return lower(said.shape().map(Shape::kind).orElse(ShapeKind.SKELETON));
        }

        /// Of masks the run lengths say it.
        private String shape() {
            return said.shape()
                    .filter(s -> !(s instanceof Mask))
                    .map(Tables::json)
                    .orElse("");
        }
    }

    /// A row of `tags`.
    record TagRow(FrameRow on, Entry.Category category) {}

    /// A row of `events`.
    record EventRow(Entry.Interval event, String video, Entry.Category category) {

        private <V> @Nullable V words(Function<EventWords, V> of) {
            return event.words().map(of).orElse(null);
        }
    }

    static final List<Column<FrameRow>> FRAMES = List.of(
            Column.text("picture_id", r -> r.picture().key()),
            Column.text("file", r -> r.picture().file()),
            Column.text("video", FrameRow::video),
            Column.whole("frame", r -> frame(r.picture())),
            Column.large(
                    "pts",
                    r -> time(r.picture()).flatMap(FrameDetails.Time::pts).orElse(null)),
            Column.text(
                    "time_base",
                    r -> time(r.picture())
                            .map(t -> t.timeBaseNumerator() + "/" + t.timeBaseDenominator())
                            .orElse(null)),
            Column.number(
                    "time_s",
                    r -> time(r.picture()).map(FrameDetails.Time::seconds).orElse(null)),
            Column.whole("width", r -> r.picture().width()),
            Column.whole("height", r -> r.picture().height()),
            Column.text("state", r -> state(r.picture())),
            Column.whole("labels", FrameRow::labels));

    static final List<Column<LabelRow>> LABELS = List.of(
            Column.large("id", LabelRow::id),
            Column.text("label_id", r -> r.known(d -> d.label().toString())),
            Column.whole("label_number", r -> r.known(LabelDetails::number)),
            Column.text("picture_id", r -> r.on().picture().key()),
            Column.text("file", r -> r.on().picture().file()),
            Column.text("video", r -> r.on().video()),
            Column.whole("frame", r -> frame(r.on().picture())),
            Column.large(
                    "pts",
                    r -> time(r.on().picture()).flatMap(FrameDetails.Time::pts).orElse(null)),
            Column.number(
                    "time_s",
                    r -> time(r.on().picture()).map(FrameDetails.Time::seconds).orElse(null)),
            Column.text("frame_state", r -> state(r.on().picture())),
            Column.whole("width", r -> r.on().picture().width()),
            Column.whole("height", r -> r.on().picture().height()),
            Column.text("class_id", r -> r.category().key()),
            Column.text("class", r -> r.category().name()),
            Column.text("kind", LabelRow::kind),
            Column.number("box_x", r -> r.edge(Box::x)),
            Column.number("box_y", r -> r.edge(Box::y)),
            Column.number("box_width", r -> r.edge(Box::width)),
            Column.number("box_height", r -> r.edge(Box::height)),
            Column.large("area", r -> r.pixels().map(Rle::area).orElse(null)),
            Column.text("rle", r -> r.pixels().map(Rle::cocoString).orElse(null)),
            Column.text("shape", LabelRow::shape),
            Column.text("keypoints", r -> r.said().pose().map(Tables::json).orElse(null)),
            Column.text("track", r -> r.said().track().map(Entry.OnTrack::key).orElse(null)),
            Column.text(
                    "place", r -> r.said().track().map(t -> lower(t.known())).orElse(null)),
            Column.flag("crowd", r -> r.said().crowd()),
            Column.flag("occluded", r -> r.said().occluded()),
            Column.whole("depth", r -> r.said().depth()),
            Column.text("origin", r -> r.known(d -> origin(d.origin()))),
            Column.text("source", r -> r.known(Tables::source)),
            Column.number(
                    "score", r -> r.known(d -> d.origin() instanceof Origin.Suggested s ? (Double) s.score() : null)),
            Column.text("author", r -> r.known(LabelDetails::author)),
            Column.text("attributes", r -> attributes(r.said())),
            Column.text("fields", r -> r.said().extras()));

    static final List<Column<TagRow>> TAGS = List.of(
            Column.text("picture_id", r -> r.on().picture().key()),
            Column.text("file", r -> r.on().picture().file()),
            Column.text("video", r -> r.on().video()),
            Column.whole("frame", r -> frame(r.on().picture())),
            Column.text("class_id", r -> r.category().key()),
            Column.text("class", r -> r.category().name()));

    static final List<Column<EventRow>> EVENTS = List.of(
            Column.text("video", EventRow::video),
            Column.text("class_id", r -> r.category().key()),
            Column.text("class", r -> r.category().name()),
            Column.text("kind", r -> r.words(w -> w.isMoment() ? "point" : "interval")),
            Column.whole("first_frame", r -> r.event().first()),
            Column.whole("last_frame", r -> r.event().last()),
            Column.number("start_s", r -> r.words(EventWords::start)),
            Column.number("end_s", r -> r.words(EventWords::end)),
            Column.text("subject", r -> r.words(EventWords::subject)),
            Column.text("actors", r -> r.words(w -> EventWords.joined(w.actors()))),
            Column.text("targets", r -> r.words(w -> EventWords.joined(w.targets()))),
            Column.text("modifiers", r -> r.words(w -> EventWords.joined(w.modifiers()))));

    static final List<Column<Entry.Category>> CLASSES = List.of(
            Column.text("class_id", Entry.Category::key),
            Column.text("class", Entry.Category::name),
            Column.text("parent", Entry.Category::parent),
            Column.flag("countable", Entry.Category::countable),
            Column.text("colour", Entry.Category::colour),
            Column.text("joints", c -> c.joints().isEmpty() ? null : JSON.writeValueAsString(c.joints())),
            Column.text(
                    "bones",
                    c -> c.bones().isEmpty()
                            ? null
                            : JSON.writeValueAsString(c.bones().stream()
                                    .map(b -> List.of(b.from(), b.to()))
                                    .toList())));

    private static @Nullable Integer frame(Entry.Picture picture) {
        return picture.frame() < 0
                ? picture.details().map(FrameDetails::frame).orElse(null)
                : (Integer) picture.frame();
    }

    private static Optional<FrameDetails.Time> time(Entry.Picture picture) {
        return picture.details().flatMap(FrameDetails::time);
    }

    private static @Nullable String state(Entry.Picture picture) {
        return picture.details().map(d -> lower(d.state())).orElse(null);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String origin(Origin origin) {
        return switch (origin) {
            case Origin.Manual() -> "manual";
            case Origin.Imported _ -> "imported";
            case Origin.Suggested s -> lower(s.how());
        };
    }

    private static String source(LabelDetails d) {
        return switch (d.origin()) {
            case Origin.Manual() -> "";
            case Origin.Imported(String source, var _) -> source;
            case Origin.Suggested _ ->
                d.run().map(r -> (r.model() + " " + r.modelVersion()).strip()).orElse("");
        };
    }

    private static String json(Shape shape) {
        return written(json -> ShapeJson.write(json, shape));
    }

    private static String attributes(Entry.Annotation said) {
        return said.attributes().isEmpty()
                ? ""
                : written(json -> {
                    json.writeStartObject();
                    said.attributes().forEach((name, value) -> {
                        json.writeName(name);
                        CocoJson.value(json, value);
                    });
                    json.writeEndObject();
                });
    }

    private static String written(Consumer<JsonGenerator> what) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            what.accept(json);
        }
        return text.toString();
    }
}
