package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import limner.model.budget.EventWords;
import limner.model.exchange.parquet.ParquetExport;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.PixelBox;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import limner.model.id.LabelId;
import limner.model.id.PolicyId;
import limner.model.id.RunId;
import limner.model.id.SuggestionId;
import limner.model.media.FrameState;
import limner.model.provenance.Origin;
import limner.model.provenance.Run;
import limner.model.release.ShapeJson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes tables for analysis, and reads them with a reader that others wrote.
final class ParquetExportTest {

    private static final RunId RUN = RunId.random();
    private static final Run MODEL = new Run(RUN, "plugin", "1", "detector", "2.1", "00".repeat(32), new TreeMap<>());

    @TempDir
    Path folder;

    /// All rows of a table.
    static List<Map<String, @Nullable Object>> rows(Path file) throws Exception {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(file));
                RowReader rows = reader.rowReader()) {
            while (rows.hasNext()) {
                rows.next();
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                for (int i = 0; i < rows.getFieldCount(); i++) {
                    String name = rows.getFieldName(i);
                    row.put(name, rows.isNull(name) ? null : rows.getValue(name));
                }
                all.add(row);
            }
        }
        return all;
    }

    private static Optional<LabelDetails> details(Random random) {
        Origin origin = switch (random.nextInt(3)) {
            case 0 -> new Origin.Manual();
            case 1 -> new Origin.Imported("theirs.json", "17");
            default ->
                new Origin.Suggested(
                        SuggestionId.random(),
                        RUN,
                        random.nextInt(100) / 100.0,
                        random.nextBoolean() ? Origin.How.ACCEPTED : Origin.How.AMENDED,
                        random.nextBoolean() ? PolicyId.random() : null);
        };
        return Optional.of(new LabelDetails(
                LabelId.random(),
                1 + random.nextInt(9),
                origin,
                origin instanceof Origin.Suggested ? Optional.of(MODEL) : Optional.empty(),
                random.nextInt(5) == 0 ? "" : "person " + random.nextInt(3)));
    }

    /// As a project tells them, or a file.
    private static List<Entry> random(Random random, boolean isOfProject) {
        return RandomEntries.of(random).stream()
                .<Entry>map(e -> !isOfProject
                        ? e
                        : switch (e) {
                            case Entry.Picture p ->
                                new Entry.Picture(
                                        p.key(),
                                        p.file(),
                                        p.width(),
                                        p.height(),
                                        p.video(),
                                        p.frame(),
                                        p.extras(),
                                        Optional.of(new FrameDetails(
                                                "street",
                                                7,
                                                FrameState.DONE,
                                                p.frame() < 0
                                                        ? Optional.empty()
                                                        : Optional.of(new FrameDetails.Time(
                                                                random.nextBoolean()
                                                                        ? Optional.of(-512L + 512 * p.frame())
                                                                        : Optional.empty(),
                                                                1,
                                                                15360,
                                                                p.frame() / 30.0)))));
                            case Entry.Annotation a ->
                                new Entry.Annotation(
                                        a.at(),
                                        a.key(),
                                        a.picture(),
                                        a.category(),
                                        a.shape(),
                                        a.pose(),
                                        a.track(),
                                        a.crowd(),
                                        a.occluded(),
                                        a.depth(),
                                        a.attributes(),
                                        a.extras(),
                                        details(random));
                            case Entry.Interval i ->
                                new Entry.Interval(
                                        i.at(),
                                        i.video(),
                                        i.category(),
                                        i.first(),
                                        i.last(),
                                        Optional.of(new EventWords(
                                                false, 0.5, 2, 9, "Ann", List.of("a 1", "b 2"), List.of(), List.of())));
                            case Entry.About _, Entry.Category _, Entry.Video _, Entry.Tag _, Entry.NotTaken _ -> e;
                        })
                .toList();
    }

    private static <E extends Entry> Map<String, E> byKey(Class<E> type, List<Entry> all, Function<E, String> key) {
        Map<String, E> map = new HashMap<>();
        GoldenSet.of(type, all).forEach(e -> map.put(key.apply(e), e));
        return map;
    }

    private static JsonNode json(@Nullable Object text) {
        return JsonMapper.shared().readTree(String.valueOf(text));
    }

    @Test
    void everyPlaceOfALabelIsARowThatSaysAllOfIt() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            String told = "seed " + seed + ", round " + round;
            List<Entry> all = random(random, round % 2 == 0);
            Exported exported = Exported.of(
                    Exported.told(all),
                    new ParquetExport(),
                    RandomEntries.choices(random),
                    folder.resolve("r" + round));
            assertEquals(Map.of(), exported.report().counts(), told);
            Map<String, Entry.Picture> pictures = byKey(Entry.Picture.class, all, Entry.Picture::key);
            Map<String, Entry.Category> categories = byKey(Entry.Category.class, all, Entry.Category::key);
            List<Entry.Annotation> there = GoldenSet.of(Entry.Annotation.class, all).stream()
                    .filter(a -> !a.track().map(Entry.OnTrack::outside).orElse(false))
                    .toList();
            List<Map<String, @Nullable Object>> rows = rows(exported.folder().resolve("labels.parquet"));
            assertEquals(there.size(), rows.size(), told);
            assertEquals(
                    rows.size(), rows.stream().map(r -> r.get("id")).distinct().count(), told);
            for (int i = 0; i < rows.size(); i++) {
                Entry.Annotation a = there.get(i);
                Entry.Picture picture = Objects.requireNonNull(pictures.get(a.picture()), told);
                Entry.Category category = Objects.requireNonNull(categories.get(a.category()), told);
                holds(a, picture, category, rows.get(i), told + ", row " + i);
            }
            frames(all, there, exported.folder(), told);
        }
    }

    private static void holds(
            Entry.Annotation a,
            Entry.Picture picture,
            Entry.Category category,
            Map<String, @Nullable Object> row,
            String told) {
        assertEquals(picture.key(), row.get("picture_id"), told);
        assertEquals(picture.file(), row.get("file"), told);
        boolean known = picture.details().isPresent();
        assertEquals(picture.video().isEmpty() ? known ? "street" : null : "clip", row.get("video"), told);
        Integer ofProject = known ? Integer.valueOf(7) : null;
        assertEquals(picture.frame() < 0 ? ofProject : Integer.valueOf(picture.frame()), row.get("frame"), told);
        assertEquals(picture.width(), row.get("width"), told);
        assertEquals(picture.height(), row.get("height"), told);
        assertEquals(category.key(), row.get("class_id"), told);
        assertEquals(category.name(), row.get("class"), told);
        Optional<FrameDetails.Time> time = picture.details().flatMap(FrameDetails::time);
        assertEquals(time.map(FrameDetails.Time::seconds).orElse(null), row.get("time_s"), told);
        assertEquals(time.flatMap(FrameDetails.Time::pts).orElse(null), row.get("pts"), told);
        assertEquals(picture.details().map(_ -> "done").orElse(null), row.get("frame_state"), told);

        Shape shape = a.shape().orElseThrow();
        assertEquals(shape.kind().name().toLowerCase(Locale.ROOT), row.get("kind"), told);
        Rle pixels = shape instanceof Mask(Rle rle)
                ? rle
                : shape.hasArea() ? Rasterizer.rasterize(shape, picture.width(), picture.height()) : null;
        if (pixels == null) {
            assertEquals(null, row.get("rle"), told);
            assertEquals(null, row.get("area"), told);
        } else {
            assertEquals(
                    pixels, Rle.ofCocoString(picture.width(), picture.height(), String.valueOf(row.get("rle"))), told);
            assertEquals(pixels.area(), row.get("area"), told);
        }
        if (shape instanceof Mask) {
            assertEquals(null, row.get("shape"), told);
        } else {
            assertEquals(shape, ShapeJson.read(json(row.get("shape"))), told);
        }
        assertEquals(
                a.pose().orElse(null),
                row.get("keypoints") == null ? null : ShapeJson.read(json(row.get("keypoints"))),
                told);
        Box box = shape instanceof Mask(Rle rle)
                ? rle.bounds().orElse(PixelBox.EMPTY).toBox()
                : shape.bounds();
        assertEquals(
                List.of(box.x(), box.y(), box.width(), box.height()),
                Stream.of("box_x", "box_y", "box_width", "box_height")
                        .map(row::get)
                        .toList(),
                told);
        assertEquals(a.track().map(Entry.OnTrack::key).orElse(null), row.get("track"), told);
        assertEquals(
                a.track().map(t -> t.known().name().toLowerCase(Locale.ROOT)).orElse(null), row.get("place"), told);
        assertEquals(a.crowd(), row.get("crowd"), told);
        assertEquals(a.occluded(), row.get("occluded"), told);
        assertEquals(a.depth(), row.get("depth"), told);
        assertEquals(a.extras().isEmpty() ? null : a.extras(), row.get("fields"), told);
        assertEquals(a.attributes(), attributes(row.get("attributes")), told);

        if (a.details().isEmpty()) {
            for (String name : List.of("label_id", "label_number", "origin", "source", "score", "author")) {
                assertEquals(null, row.get(name), told);
            }
            return;
        }
        LabelDetails d = a.details().get();
        assertEquals(d.label().toString(), row.get("label_id"), told);
        assertEquals(d.number(), row.get("label_number"), told);
        assertEquals(d.author().isEmpty() ? null : d.author(), row.get("author"), told);
        switch (d.origin()) {
            case Origin.Manual() -> assertEquals("manual", row.get("origin"), told);
            case Origin.Imported(String source, var _) -> {
                assertEquals("imported", row.get("origin"), told);
                assertEquals(source, row.get("source"), told);
            }
            case Origin.Suggested s -> {
                assertEquals(s.how() == Origin.How.ACCEPTED ? "accepted" : "amended", row.get("origin"), told);
                assertEquals("detector 2.1", row.get("source"), told);
                assertEquals(s.score(), row.get("score"), told);
            }
        }
    }

    private static SequencedMap<String, Value> attributes(@Nullable Object text) {
        SequencedMap<String, Value> all = new LinkedHashMap<>();
        if (text != null) {
            json(text).properties().forEach(e -> {
                JsonNode v = e.getValue();
                all.put(
                        e.getKey(),
                        v.isBoolean()
                                ? new Value.Flag(v.booleanValue())
                                : v.isNumber()
                                        ? new Value.Amount(v.doubleValue())
                                        : v.isString()
                                                ? new Value.Word(v.stringValue())
                                                : new Value.Words(v.values().stream()
                                                        .map(JsonNode::stringValue)
                                                        .toList()));
            });
        }
        return all;
    }

    private static void frames(List<Entry> all, List<Entry.Annotation> there, Path folder, String told)
            throws Exception {
        List<Entry.Picture> pictures = GoldenSet.of(Entry.Picture.class, all);
        List<Map<String, @Nullable Object>> frames = rows(folder.resolve("frames.parquet"));
        assertEquals(
                pictures.stream().map(Entry.Picture::key).toList(),
                frames.stream().map(r -> r.get("picture_id")).toList(),
                told);
        for (Map<String, @Nullable Object> row : frames) {
            long on = there.stream()
                    .filter(a -> a.picture().equals(row.get("picture_id")))
                    .count();
            assertEquals((int) on, row.get("labels"), told);
        }
        assertEquals(
                GoldenSet.of(Entry.Tag.class, all).stream()
                        .map(t -> t.picture() + " " + t.category())
                        .toList(),
                rows(folder.resolve("tags.parquet")).stream()
                        .map(r -> r.get("picture_id") + " " + r.get("class_id"))
                        .toList(),
                told);
        List<Map<String, @Nullable Object>> events = rows(folder.resolve("events.parquet"));
        assertEquals(1, events.size(), told);
        boolean isTimed =
                GoldenSet.of(Entry.Interval.class, all).getFirst().words().isPresent();
        assertEquals(1, events.getFirst().get("first_frame"), told);
        assertEquals(3, events.getFirst().get("last_frame"), told);
        assertEquals(isTimed ? 0.5 : null, events.getFirst().get("start_s"), told);
        assertEquals(isTimed ? "a 1; b 2" : null, events.getFirst().get("actors"), told);
        List<Map<String, @Nullable Object>> classes = rows(folder.resolve("classes.parquet"));
        assertEquals(
                List.of("person", "Straße", "sky"),
                classes.stream().map(r -> r.get("class")).toList(),
                told);
        assertEquals("[\"nose\",\"tail\"]", classes.getFirst().get("joints"), told);
        assertEquals("[[0,1]]", classes.getFirst().get("bones"), told);
    }

    @Test
    void aProjectWithoutLabelsGivesTablesWithoutRows() throws Exception {
        Path to = Exported.of(
                        Exported.told(List.of()), new ParquetExport(), Choices.FAITHFUL, folder.resolve("nothing"))
                .folder();
        for (String name : List.of("labels", "frames", "tags", "events", "classes")) {
            Path file = to.resolve(name + ".parquet");
            assertEquals(List.of(), rows(file));
            try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(file))) {
                assertFalse(reader.getFileMetaData().schema().isEmpty());
                assertTrue(reader.getFileMetaData().rowGroups().isEmpty());
            }
        }
    }
}
