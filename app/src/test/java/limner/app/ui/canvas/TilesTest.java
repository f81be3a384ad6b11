package limner.app.ui.canvas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limner.app.ui.canvas.paint.LabelRasterizer;
import limner.app.ui.canvas.paint.ViewTransform;
import limner.app.ui.canvas.paint.Window;
import limner.app.ui.canvas.tool.HitTest;
import limner.app.ui.canvas.tool.Target;
import limner.app.ui.canvas.tool.ToolHost;
import limner.app.ui.common.Colouring;
import limner.app.ui.common.Origins;
import limner.app.ui.common.Selection;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.id.RunId;
import limner.model.id.SuggestionId;
import limner.model.label.Extent;
import limner.model.label.Label;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.project.MediaLabels;
import limner.model.provenance.Origin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TilesTest {

    private static final Ontology ONTOLOGY = new Ontology(
            1,
            List.of(
                    LabelClass.of(1, "car", "#e69f00", ClassKind.THING),
                    LabelClass.of(2, "tree", "#56b4e9", ClassKind.THING)));
    private static final List<ClassId> CLASSES =
            ONTOLOGY.classes().stream().map(LabelClass::id).toList();
    private static final int WIDTH = 900;
    private static final int HEIGHT = 700;

    private final List<LabelRasterizer> beside = Stream.generate(
                    () -> new LabelRasterizer(TileLevel.SIDE, TileLevel.SIDE))
            .limit(3)
            .toList();

    /// Things of every kind on and a little beside a picture of 640 × 480.
    private static Map<LabelId, LabelScene.Pending> things(Random random, int count) {
        Map<LabelId, LabelScene.Pending> things = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            things.put(
                    LabelId.random(),
                    new LabelScene.Pending(0, CLASSES.get(i % CLASSES.size()), shape(random, random.nextInt(6))));
        }
        return things;
    }

    private static Shape shape(Random random, int kind) {
        double x = random.nextDouble() * 660 - 10;
        double y = random.nextDouble() * 500 - 10;
        double reach = random.nextInt(12) == 0 ? 150 : 2 + random.nextDouble() * 40;
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            double far = reach * (0.5 + 0.5 * random.nextDouble());
            points.add(new Point(x + far * Math.cos(Math.PI * i / 10), y + far * Math.sin(Math.PI * i / 10)));
        }
        return switch (kind) {
            case 0 -> new Box(x, y, reach, reach / 2);
            case 1 -> Ellipse.in(new Box(x, y, reach, reach / 2));
            case 2 -> new Polyline(points.subList(0, 9));
            case 3 -> new PointSet(points.subList(0, 3));
            case 4 -> mask(random);
            default -> Polygon.of(points);
        };
    }

    private static Mask mask(Random random) {
        byte[] pixels = new byte[640 * 480];
        int x = random.nextInt(560);
        int y = random.nextInt(400);
        for (int i = 0; i < 60 * 60; i++) {
            pixels[(y + i / 60) * 640 + x + i % 60] = (byte) (random.nextInt(9) == 0 ? 0 : 1);
        }
        return new Mask(Rle.ofRowMajor(640, 480, pixels));
    }

    private static LabelScene scene(Map<LabelId, LabelScene.Pending> things, Selection selection, LabelId... hovered) {
        return scene(MediaLabels.empty(), things, selection, hovered);
    }

    private static LabelScene scene(
            MediaLabels labels, Map<LabelId, LabelScene.Pending> things, Selection selection, LabelId... hovered) {
        return new LabelScene(
                ONTOLOGY,
                labels,
                0,
                things,
                selection,
                List.of(hovered).stream().findFirst(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                LabelScene.Suggestions.SHOWN,
                Optional.empty(),
                0.25,
                Colouring.USUAL);
    }

    private static PaintedScene painted(KeptThings kept, LabelScene scene) {
        return new PaintedScene(kept.of(scene), scene);
    }

    private static int[] whole(PaintedScene scene, TileView view) {
        Window canvas = new Window(-view.x(), -view.y(), view.width(), view.height());
        return new LabelRasterizer(view.width(), view.height())
                .paint(
                        scene.within(new Box(-1e6, -1e6, 2e6, 2e6)),
                        view.level().plane(),
                        view.level().unit(),
                        canvas)
                .clone();
    }

    private Map<TileKey, int[]> paint(
            @Nullable PaintedScene before, PaintedScene scene, TileView view, Map<TileKey, int[]> there) {
        Map<TileKey, int[]> painted = new HashMap<>();
        List<TileJob.Part> parts = new ArrayList<>();
        FrameTiles from = before == null ? FrameTiles.none() : FrameTiles.none().becoming(before, Optional.empty());
        new TileJob(from, scene, view.tiles(view.level()), there, TileJob.Purpose.SEEN).paint(beside, parts::add);
        assertTrue(parts.getLast().last());
        parts.forEach(p -> painted.putAll(p.painted()));
        return painted;
    }

    private static int[] laid(TileView view, Map<TileKey, int[]> tiles) {
        TileCache cache = new TileCache(1L << 30);
        tiles.forEach(cache::put);
        int[] pixels = new int[view.width() * view.height()];
        assertTrue(TileSheet.lay(cache, view, null, pixels), "every tile is there");
        return pixels;
    }

    @ParameterizedTest(name = "scale {0}, unit {1}")
    @CsvSource({"0.34, 1", "1, 1", "1, 2", "1.7, 1.25", "4.3, 1", "9, 2"})
    void tilesLaidTogetherAreThePictureOfAllLabels(double scale, double unit) {
        for (long seed = 1; seed <= 3; seed++) {
            PaintedScene scene =
                    painted(new KeptThings(), scene(things(new Random(seed), 120), new Selection.Nothing()));
            ViewTransform at = new ViewTransform(scale, 1.5, -130 * scale, 40.25 - 90 * scale);
            TileView view = TileView.of(at, WIDTH / unit, HEIGHT / unit, unit);
            Map<TileKey, int[]> tiles = paint(null, scene, view, Map.of());
            assertArrayEquals(whole(scene, view), laid(view, tiles), "seed " + seed);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14})
    void whatChangesIsPaintedAnewAndNothingElse(long seed) {
        Random random = new Random(seed);
        TileView view = TileView.of(new ViewTransform(1.3, 0, 0), WIDTH, HEIGHT, 1);
        KeptThings kept = new KeptThings();
        Map<LabelId, LabelScene.Pending> things = things(random, 150);
        List<LabelId> ids = new ArrayList<>(things.keySet());
        PaintedScene before = painted(kept, scene(things, new Selection.Nothing()));
        Map<TileKey, int[]> tiles = new HashMap<>(paint(null, before, view, Map.of()));
        for (int i = 0; i < 12; i++) {
            LabelId id = ids.get(random.nextInt(ids.size()));
            LabelScene.Pending old = Objects.requireNonNull(things.get(id));
            Map<LabelId, LabelScene.Pending> next = new LinkedHashMap<>(things);
            Selection selection = new Selection.Nothing();
            List<Box> touched = new ArrayList<>();
            switch (i % 4) {
                case 0 -> {
                    Shape other = shape(random, random.nextInt(6));
                    next.put(id, new LabelScene.Pending(0, old.classId(), other));
                    touched.add(other.bounds());
                }
                case 1 -> next.remove(id);
                case 2 -> selection = Selection.of(id);
                default -> next.put(id, new LabelScene.Pending(0, CLASSES.getFirst(), old.shape()));
            }
            touched.add(old.shape().bounds());
            PaintedScene now = painted(kept, scene(next, selection));
            Map<TileKey, int[]> anew = paint(before, now, view, tiles);
            for (TileKey key : anew.keySet()) {
                assertTrue(key.part(touched).area() > 0, key + " was painted anew for nothing");
            }
            tiles.putAll(anew);
            assertArrayEquals(whole(now, view), laid(view, tiles), "change " + i + " of seed " + seed);
            // Back to nothing selected, which is a change of its own.
            before = painted(kept, scene(next, new Selection.Nothing()));
            tiles.putAll(paint(now, before, view, tiles));
            things = next;
            ids = new ArrayList<>(things.keySet());
        }
        assertArrayEquals(whole(before, view), laid(view, tiles));
    }

    @Test
    void pointingAtALabelPaintsItsTilesAlone() {
        Random random = new Random(5);
        TileView view = TileView.of(new ViewTransform(2, 0, 0), WIDTH, HEIGHT, 1);
        KeptThings kept = new KeptThings();
        Map<LabelId, LabelScene.Pending> things = things(random, 200);
        LabelId small = LabelId.random();
        things.put(small, new LabelScene.Pending(0, CLASSES.getFirst(), new Box(20, 20, 30, 30)));
        PaintedScene plain = painted(kept, scene(things, new Selection.Nothing()));
        Map<TileKey, int[]> tiles = new HashMap<>(paint(null, plain, view, Map.of()));
        PaintedScene lit = painted(kept, scene(things, new Selection.Nothing(), small));
        Map<TileKey, int[]> anew = paint(plain, lit, view, tiles);
        assertEquals(Set.of(new TileKey(view.level(), 0, 0)), anew.keySet());
        tiles.putAll(anew);
        assertArrayEquals(whole(lit, view), laid(view, tiles));
    }

    private static LabelScene coloured(LabelScene scene, Colouring colouring) {
        return new LabelScene(
                scene.ontology(),
                scene.labels(),
                scene.frame(),
                scene.pending(),
                scene.selection(),
                scene.hovered(),
                scene.amendment(),
                scene.hidden(),
                scene.locked(),
                scene.suggestions(),
                scene.replaced(),
                scene.fill(),
                colouring);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1.7, 1.25", "4.3, 2"})
    void patternsRunOnFromTileToTileAndAreTakenAwayAgain(double scale, double unit) {
        KeptThings kept = new KeptThings();
        TileView view = TileView.of(new ViewTransform(scale, -20, -13), WIDTH, HEIGHT, unit);
        LabelScene plain = scene(things(new Random(17), 120), new Selection.Nothing());
        LabelScene hatched = coloured(plain, Colouring.USUAL.with(Colouring.Patterns.PAINTED));
        PaintedScene before = painted(kept, plain);
        PaintedScene after = painted(kept, hatched);
        Map<TileKey, int[]> tiles = new HashMap<>(paint(null, before, view, Map.of()));
        int[] without = laid(view, tiles);
        tiles.putAll(paint(before, after, view, tiles));
        int[] with = laid(view, tiles);
        assertArrayEquals(whole(after, view), with);
        int other = 0;
        for (int i = 0; i < with.length; i++) {
            other += with[i] == without[i] ? 0 : 1;
        }
        assertTrue(other > 500, other + " pixels of patterns");
        tiles.putAll(paint(after, before, view, tiles));
        assertArrayEquals(without, laid(view, tiles));
    }

    @Test
    void coloursTellObjectsAndOriginsApartWhereThatIsAskedFor() {
        MediaId media = MediaId.random();
        Box box = new Box(10, 10, 40, 40);
        List<Label> labels = List.of(
                Label.drawn(LabelId.random(), media, 1, CLASSES.getFirst(), Extent.FRAME, 0, box, new Origin.Manual()),
                Label.drawn(LabelId.random(), media, 2, CLASSES.getFirst(), Extent.FRAME, 0, box, new Origin.Manual()),
                Label.drawn(
                        LabelId.random(),
                        media,
                        3,
                        CLASSES.getFirst(),
                        Extent.FRAME,
                        0,
                        box,
                        new Origin.Suggested(SuggestionId.random(), RunId.random(), 0.8, Origin.How.ACCEPTED, null)));
        MediaLabels there = MediaLabels.of(labels, Map.of(), List.of(), List.of(), List.of(), Map.of());
        LabelScene plain = scene(there, Map.of(), new Selection.Nothing());
        assertEquals(1, colours(plain).size(), "one class, one colour");
        assertEquals(
                3,
                colours(coloured(plain, Colouring.USUAL.by(Colouring.By.OBJECT)))
                        .size());
        Set<Integer> origins = colours(coloured(plain, Colouring.USUAL.by(Colouring.By.ORIGIN)));
        assertEquals(Set.of(Origins.DRAWN.rgb(), Origins.ACCEPTED.rgb()), origins);
    }

    private static Set<Integer> colours(LabelScene scene) {
        return painted(new KeptThings(), scene).within(new Box(0, 0, 100, 100)).stream()
                .map(i -> i.look().rgb())
                .collect(Collectors.toSet());
    }

    /// A line that ends right at the border of a tile is on one tile alone, and the one beside it stays as it is.
    @Test
    void noTileIsForgottenThatIsNotPaintedAnew() {
        TileView view = TileView.of(new ViewTransform(1, 0, 0), WIDTH, HEIGHT, 1);
        for (int quarter = 0; quarter < 200; quarter++) {
            KeptThings kept = new KeptThings();
            Map<LabelId, LabelScene.Pending> things = new LinkedHashMap<>();
            LabelId grown = LabelId.random();
            things.put(grown, new LabelScene.Pending(0, CLASSES.getFirst(), new Box(190, 190, 20 + quarter / 4.0, 30)));
            PaintedScene before = painted(kept, scene(things, new Selection.Nothing()));
            Map<TileKey, int[]> tiles = paint(null, before, view, Map.of());
            PaintedScene after = painted(kept, scene(things, Selection.of(grown)));
            Map<TileKey, int[]> anew = paint(before, after, view, tiles);
            TileCache cache = new TileCache(1L << 30);
            tiles.forEach(cache::put);
            cache.forget(after.changesSince(before).orElseThrow());
            anew.forEach(cache::put);
            assertEquals(tiles.size(), cache.size(), "a box that ends at " + (210 + quarter / 4.0));
        }
    }

    @Test
    void ofTwoThatLieAlikeThePointerMeansTheUpperOne() {
        KeptThings kept = new KeptThings();
        MediaId media = MediaId.random();
        Label first = Label.drawn(
                LabelId.random(),
                media,
                1,
                CLASSES.getFirst(),
                Extent.FRAME,
                0,
                new Box(10, 10, 40, 40),
                new Origin.Manual());
        Label last = Label.drawn(
                LabelId.random(),
                media,
                2,
                CLASSES.getFirst(),
                Extent.FRAME,
                0,
                new Box(10, 10, 40, 40),
                new Origin.Manual());
        assertEquals(Optional.of(last.id()), hit(kept, first, last), "what was made last lies above");
        assertEquals(Optional.of(first.id()), hit(kept, first.withDepth(1), last), "unless somebody put it below");
        assertEquals(Optional.of(first.id()), hit(kept, first, last.withDepth(-1)));
    }

    private static Optional<LabelId> hit(KeptThings kept, Label... labels) {
        MediaLabels there = MediaLabels.of(List.of(labels), Map.of(), List.of(), List.of(), List.of(), Map.of());
        FrameThings things =
                kept.of(scene(there, Map.of(), new Selection.Nothing())).get();
        Point at = new Point(25, 25);
        Optional<Target> target = HitTest.at(things.targets(), at, 2);
        assertEquals(target, HitTest.at(things.targets(ToolHost.around(at, 2)), at, 2));
        return target.map(t -> ((Target.Key.OfLabel) t.key()).id());
    }

    @Test
    void anotherZoomIsShownEnlargedUntilTilesAreThere() {
        PaintedScene scene = painted(new KeptThings(), scene(things(new Random(3), 80), new Selection.Nothing()));
        TileView far = TileView.of(new ViewTransform(0.5, 10, 20), WIDTH, HEIGHT, 1);
        TileView near = TileView.of(new ViewTransform(0.5, 10, 20).zoomedAt(300, 200, 1.5), WIDTH, HEIGHT, 1);
        TileCache cache = new TileCache(1L << 30);
        paint(null, scene, far, Map.of()).forEach(cache::put);
        int[] pixels = new int[WIDTH * HEIGHT];
        assertFalse(TileSheet.lay(cache, near, far.level(), pixels));
        int[] small = laid(far, paint(null, scene, far, Map.of()));
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int fromX = near.columnAt(far.level(), x) + far.x();
                int fromY = near.rowAt(far.level(), y) + far.y();
                assertEquals(small[fromY * WIDTH + fromX], pixels[y * WIDTH + x], x + ", " + y);
            }
        }
    }

    private static LabelScene on(int frame, LabelScene scene) {
        return new LabelScene(
                scene.ontology(),
                scene.labels(),
                frame,
                scene.pending(),
                scene.selection(),
                scene.hovered(),
                scene.amendment(),
                scene.hidden(),
                scene.locked(),
                scene.suggestions(),
                scene.replaced(),
                scene.fill(),
                scene.colouring());
    }

    /// How many tiles are painted until a scene is seen, or kept.
    private int painted(TileShelf shelf, PaintedScene scene, TileView view, TileJob.Purpose purpose) {
        int[] count = {0};
        shelf.job(scene, view.tiles(view.level()), purpose)
                .ifPresent(job -> job.paint(beside, part -> {
                    count[0] += part.painted().size();
                    shelf.take(job, part, view);
                }));
        return count[0];
    }

    private int shown(TileShelf shelf, PaintedScene scene, TileView view) {
        shelf.see(scene, view);
        int count = painted(shelf, scene, view, TileJob.Purpose.SEEN);
        int[] pixels = new int[view.width() * view.height()];
        assertEquals(scene, shelf.seen().scene());
        assertTrue(TileSheet.lay(shelf.seen().cache(), view, null, pixels), "every tile is there");
        assertArrayEquals(whole(scene, view), pixels);
        return count;
    }

    private static MediaLabels labels(MediaId media, Random random, int count, int frames) {
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            labels.add(Label.drawn(
                    LabelId.random(),
                    media,
                    i + 1,
                    CLASSES.get(i % CLASSES.size()),
                    Extent.FRAME,
                    random.nextInt(frames),
                    shape(random, 5),
                    new Origin.Manual()));
        }
        return MediaLabels.of(labels, Map.of(), List.of(), List.of(), List.of(), Map.of());
    }

    @Test
    void aFrameThatWasPaintedAheadOrBeforeIsSeenWithoutPaintingIt() {
        MediaLabels labels = labels(MediaId.random(), new Random(21), 200, 3);
        LabelScene first = scene(labels, Map.of(), new Selection.Nothing());
        TileView view = TileView.of(new ViewTransform(1, 0, 0), WIDTH, HEIGHT, 1);
        KeptThings kept = new KeptThings();
        TileShelf shelf = new TileShelf();
        int all = view.tiles(view.level()).size();
        assertEquals(all, shown(shelf, painted(kept, first), view));
        assertTrue(painted(shelf, painted(kept, on(1, first)), view, TileJob.Purpose.AHEAD) > all / 2);
        assertEquals(0, Objects.requireNonNull(shelf.seen().scene()).frame(), "what is painted ahead is not seen");
        assertEquals(0, shown(shelf, painted(kept, on(1, first)), view), "painted ahead");
        assertEquals(0, shown(shelf, painted(kept, first), view), "painted before");
        LabelId lit = labels.on(1).getFirst().label().id();
        LabelScene pointed = on(1, scene(labels, Map.of(), Selection.of(lit)));
        int few = shown(shelf, painted(kept, pointed), view);
        assertTrue(few > 0 && few < all / 2, few + " of " + all + " tiles for one label that was selected");
    }

    /// Steps to and fro, changes on the frame and elsewhere, other zooms, and frames painted ahead in between.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {31, 32, 33})
    void whatIsSeenIsThePictureOfAllLabelsWhereverOneStepsAndWhateverChanges(long seed) {
        Random random = new Random(seed);
        MediaId media = MediaId.random();
        MediaLabels labels = labels(media, random, 120, 4);
        KeptThings kept = new KeptThings();
        TileShelf shelf = new TileShelf();
        TileView view = TileView.of(new ViewTransform(1, 0, 0), WIDTH, HEIGHT, 1);
        int frame = 0;
        for (int i = 0; i < 60; i++) {
            Selection selection = new Selection.Nothing();
            switch (random.nextInt(6)) {
                case 0, 1, 2 -> frame = Math.clamp(frame + random.nextInt(3) - 1, 0, 3);
                case 3 -> {
                    List<Label> others = new ArrayList<>(labels.labelsInOrder());
                    others.remove(random.nextInt(others.size()));
                    labels = MediaLabels.of(others, Map.of(), List.of(), List.of(), List.of(), Map.of());
                }
                case 4 ->
                    view = TileView.of(
                            new ViewTransform(random.nextBoolean() ? 1 : 1.4, -random.nextInt(90), 0),
                            WIDTH,
                            HEIGHT,
                            1);
                default ->
                    selection = Selection.of(labels.labelsInOrder().getFirst().id());
            }
            LabelScene scene = on(frame, scene(labels, Map.of(), selection));
            shown(shelf, painted(kept, scene), view);
            if (random.nextBoolean()) {
                LabelScene next = on(Math.min(3, frame + 1), scene);
                painted(shelf, painted(kept, next), view, TileJob.Purpose.AHEAD);
                assertEquals(frame, Objects.requireNonNull(shelf.seen().scene()).frame());
            }
        }
    }

    @Test
    void whatWasPaintedAheadOfAFrameThatIsSeenByNowIsGivenUp() {
        MediaLabels labels = labels(MediaId.random(), new Random(25), 60, 2);
        LabelScene first = scene(labels, Map.of(), new Selection.Nothing());
        LabelScene second = on(1, first);
        LabelId lit = labels.on(1).getFirst().label().id();
        LabelScene chosen = on(1, scene(labels, Map.of(), Selection.of(lit)));
        TileView view = TileView.of(new ViewTransform(1, 0, 0), WIDTH, HEIGHT, 1);
        KeptThings kept = new KeptThings();
        TileShelf shelf = new TileShelf();
        shown(shelf, painted(kept, second), view);
        shown(shelf, painted(kept, first), view);
        TileJob ahead = shelf.job(painted(kept, chosen), view.tiles(view.level()), TileJob.Purpose.AHEAD)
                .orElseThrow();
        PaintedScene now = painted(kept, second);
        assertTrue(shelf.see(now, view), "it was painted before");
        ahead.paint(beside, part -> shelf.take(ahead, part, view));
        assertEquals(now, shelf.seen().scene());
        assertEquals(0, shown(shelf, now, view));
    }

    @Test
    void whatIsDroppedAheadLeavesNothingThatIsTakenForTheFrame() {
        MediaLabels labels = labels(MediaId.random(), new Random(23), 200, 2);
        LabelScene first = scene(labels, Map.of(), new Selection.Nothing());
        TileView view = TileView.of(new ViewTransform(1, 0, 0), WIDTH, HEIGHT, 1);
        KeptThings kept = new KeptThings();
        TileShelf shelf = new TileShelf();
        shown(shelf, painted(kept, first), view);
        PaintedScene next = painted(kept, on(1, first));
        TileJob ahead =
                shelf.job(next, view.tiles(view.level()), TileJob.Purpose.AHEAD).orElseThrow();
        ahead.drop();
        ahead.paint(beside, part -> shelf.take(ahead, part, view));
        assertEquals(0, shown(shelf, painted(kept, first), view));
        assertTrue(shown(shelf, painted(kept, on(1, first)), view) > 0);
    }

    @Test
    void tilesThatAreThereAreNotPaintedAgainWhenTheViewIsPanned() {
        PaintedScene scene = painted(new KeptThings(), scene(things(new Random(4), 80), new Selection.Nothing()));
        TileView view = TileView.of(new ViewTransform(1, 0, 0), 512, 512, 1);
        Map<TileKey, int[]> tiles = paint(null, scene, view, Map.of());
        TileView panned = TileView.of(new ViewTransform(1, -100, 0), 512, 512, 1);
        Map<TileKey, int[]> anew = paint(scene, scene, panned, tiles);
        assertEquals(Set.of(new TileKey(view.level(), 2, 0), new TileKey(view.level(), 2, 1)), anew.keySet());
    }

    @Test
    void theCacheHoldsNoMoreThanItsBoundAndKeepsWhatWasUsedLast() {
        Random random = new Random(9);
        TileCache cache = new TileCache(10L * TileCache.TILE_BYTES);
        TileLevel level = new TileLevel(1, 1, 1, 0, 0);
        TileKey used = new TileKey(level, -1, -1);
        cache.put(used, new int[TileLevel.SIDE * TileLevel.SIDE]);
        for (int i = 0; i < 6000; i++) {
            boolean blank = random.nextInt(10) != 0;
            cache.put(new TileKey(level, i, 0), blank ? new int[0] : new int[TileLevel.SIDE * TileLevel.SIDE]);
            assertTrue(cache.bytes() <= 10L * TileCache.TILE_BYTES, "after " + i);
            assertTrue(cache.get(used).isPresent(), "what is used stays, after " + i);
        }
        assertTrue(cache.size() <= 10 + 4096, cache.size() + " tiles");
        cache.bound(2L * TileCache.TILE_BYTES);
        assertEquals(2L * TileCache.TILE_BYTES, cache.bytes());
        cache.clear();
        assertEquals(0, cache.bytes());
        assertEquals(0, cache.size());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22, 23})
    void thePointerMeansTheSameByTheIndexAsByAskingEverything(long seed) {
        Random random = new Random(seed);
        FrameThings things = new KeptThings()
                .of(scene(things(random, 400), new Selection.Nothing()))
                .get();
        int hits = 0;
        for (int i = 0; i < 500; i++) {
            Point at = new Point(random.nextDouble() * 640, random.nextDouble() * 480);
            double near = random.nextDouble() * 20;
            Optional<Target> asked = HitTest.at(things.targets(), at, near);
            assertEquals(asked, HitTest.at(things.targets(ToolHost.around(at, near)), at, near), "seed " + seed);
            hits += asked.isPresent() ? 1 : 0;
        }
        assertTrue(hits > 100, hits + " hits");
    }
}
