package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.TreeMap;
import limner.model.exchange.coco.CocoDataset;
import limner.model.exchange.cvat.CvatFormat;
import limner.model.exchange.cvat.CvatVideoExport;
import limner.model.exchange.out.InPictureOrder;
import limner.model.geometry.Box;
import limner.model.geometry.Joint;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Rle;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Writes CVAT's XML for videos and reads it back.
final class CvatVideoExportTest {

    @TempDir
    Path folder;

    /// What is said at each place, which is a frame of the video or a picture by its file: what is of no track first.
    private static Map<String, List<Entry.Annotation>> places(List<Entry> all) {
        Map<String, String> places = new HashMap<>();
        Golden.only(Entry.Picture.class, all)
                .forEach(p -> places.put(p.key(), p.frame() < 0 ? p.file() : "frame " + p.frame()));
        Map<String, List<Entry.Annotation>> still = new TreeMap<>();
        for (boolean isTracked : new boolean[] {false, true}) {
            for (Entry.Annotation a : Golden.only(Entry.Annotation.class, all)) {
                if (a.track().isPresent() == isTracked) {
                    still.computeIfAbsent(Objects.requireNonNull(places.get(a.picture())), _ -> new ArrayList<>())
                            .add(a);
                }
            }
        }
        return still;
    }

    private static List<Entry> fitted(List<Entry> all, Choices choices) {
        SequencedMap<String, Entry.Category> categories = new LinkedHashMap<>();
        SequencedMap<String, Entry.Video> videos = new LinkedHashMap<>();
        SequencedMap<String, Entry.Picture> pictures = new LinkedHashMap<>();
        Golden.only(Entry.Category.class, all).forEach(c -> categories.put(c.key(), c));
        Golden.only(Entry.Video.class, all).forEach(v -> videos.put(v.key(), v));
        Golden.only(Entry.Picture.class, all).forEach(p -> pictures.put(p.key(), p));
        Heads heads = new Heads("", categories, videos, pictures, 0, 0);
        List<Entry> fitted = new ArrayList<>(pictures.values());
        for (Entry.Picture p : pictures.values()) {
            List<Entry.Annotation> said = Golden.only(Entry.Annotation.class, all).stream()
                    .filter(a -> a.picture().equals(p.key()))
                    .toList();
            new CvatVideoExport()
                    .fit(new Page(p, said, List.of()), heads, choices)
                    .page(p)
                    .annotations()
                    .forEach(a -> fitted.add(beginning(a)));
        }
        return fitted;
    }

    /// Each track of chance has one place, with which it begins.
    private static Entry.Annotation beginning(Entry.Annotation a) {
        return a.track().isEmpty()
                ? a
                : at(
                        a,
                        Optional.of(new Entry.OnTrack(
                                a.track().get().key(),
                                Entry.Known.KEYFRAME,
                                a.track().get().outside())));
    }

    private static Entry.Annotation at(Entry.Annotation a, Optional<Entry.OnTrack> track) {
        return new Entry.Annotation(
                a.at(),
                a.key(),
                a.picture(),
                a.category(),
                a.shape(),
                a.pose(),
                track,
                a.crowd(),
                a.occluded(),
                a.depth(),
                a.attributes(),
                a.extras());
    }

    @Test
    void whateverIsDrawnComesBackAsTheReportAnnounced() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            String told = "seed " + seed + ", round " + round;
            List<Entry> all = RandomEntries.of(random);
            Choices choices = RandomEntries.choices(random);
            Exported exported =
                    Exported.of(Exported.told(all), new CvatVideoExport(), choices, folder.resolve("round" + round));
            assertEquals(all, exported.sidecar(), told);
            List<Entry> back = Exported.read(new CvatFormat(), exported.folder());
            assertEquals(List.of(), Golden.only(Entry.NotTaken.class, back), told);
            assertEquals(
                    Golden.only(Entry.Tag.class, all).size(),
                    Golden.only(Entry.Tag.class, back).size(),
                    told);
            Map<String, List<Entry.Annotation>> wanted = places(fitted(all, choices));
            Map<String, List<Entry.Annotation>> is = places(back);
            assertEquals(wanted.keySet(), is.keySet(), told);
            wanted.forEach((place, annotations) -> {
                List<Entry.Annotation> there = is.getOrDefault(place, List.of());
                assertEquals(annotations.size(), there.size(), told);
                for (int i = 0; i < annotations.size(); i++) {
                    RoundTrip.same(annotations.get(i), there.get(i), told);
                }
            });
        }
    }

    private static Entry.Annotation place(int frame, String track, Shape shape, Entry.Known known, boolean isGone) {
        return new Entry.Annotation(
                new Entry.At("x", "frame " + frame),
                "",
                "" + frame,
                "3",
                Optional.of(shape),
                Optional.empty(),
                Optional.of(new Entry.OnTrack("7/" + track, known, isGone)),
                false,
                frame == 2,
                0,
                new LinkedHashMap<>(),
                "");
    }

    @Test
    void tracksKeepTheirKeyframesTheirGapsAndTheirNumbers() throws Exception {
        List<Entry> all = new ArrayList<>();
        all.add(new Entry.Category("3", "man", "", true, List.of("head", "foot"), List.of(), ""));
        all.add(new Entry.Video("7", "night & day.mp4", 40, 30, 9));
        for (int frame = 0; frame < 5; frame++) {
            all.add(new Entry.Picture("" + frame, "", 40, 30, "7", frame));
        }
        Skeleton pose = new Skeleton(List.of(
                new Joint("head", new Point(1, 2), Joint.State.VISIBLE),
                new Joint("foot", new Point(3, 4), Joint.State.OCCLUDED)));
        for (int frame = 0; frame < 5; frame++) {
            Entry.Known known = frame == 1 ? Entry.Known.BETWEEN : Entry.Known.KEYFRAME;
            all.add(place(frame, "12", new Box(frame, 2, 3, 4), known, frame == 3));
            if (frame < 2) {
                all.add(place(frame, "4", pose, Entry.Known.KEYFRAME, frame == 1));
            }
        }
        Exported exported =
                Exported.of(Exported.told(all), new CvatVideoExport(), Choices.FAITHFUL, folder.resolve("out"));
        assertEquals(new TreeMap<>(), new TreeMap<>(exported.report().counts()));
        List<Entry> back = Exported.read(new CvatFormat(), exported.folder().resolve("video-1.xml"));
        assertEquals(
                List.of("night & day.mp4 40 × 30, 9"),
                Golden.only(Entry.Video.class, back).stream()
                        .map(v -> v.name() + " " + v.width() + " × " + v.height() + ", " + v.length())
                        .toList());
        assertEquals(
                List.of(
                        "12 KEYFRAME",
                        "12 BETWEEN",
                        "12 KEYFRAME hidden",
                        "12 KEYFRAME gone",
                        "12 KEYFRAME",
                        "4 KEYFRAME",
                        "4 KEYFRAME gone"),
                Golden.only(Entry.Annotation.class, back).stream()
                        .map(a -> a.track().orElseThrow().key() + " "
                                + a.track().orElseThrow().known() + (a.occluded() ? " hidden" : "")
                                + (a.track().orElseThrow().outside() ? " gone" : ""))
                        .toList());
        assertEquals(
                new Box(3, 2, 3, 4),
                Golden.only(Entry.Annotation.class, back).get(3).shape().orElseThrow());
    }

    private List<String> keyframes(String folderName, List<Entry.Annotation> places) throws Exception {
        List<Entry> all = new ArrayList<>();
        all.add(new Entry.Category("3", "man", "", true, List.of(), List.of(), ""));
        all.add(new Entry.Video("7", "day.mp4", 40, 30, 9));
        for (int frame = 0; frame < 9; frame++) {
            all.add(new Entry.Picture("" + frame, "", 40, 30, "7", frame));
        }
        all.addAll(places);
        Exported exported =
                Exported.of(Exported.told(all), new CvatVideoExport(), Choices.FAITHFUL, folder.resolve(folderName));
        assertEquals(new TreeMap<>(), new TreeMap<>(exported.report().counts()));
        List<Entry.Annotation> back = Golden.only(
                Entry.Annotation.class,
                Exported.read(new CvatFormat(), exported.folder().resolve("video-1.xml")));
        assertEquals(
                places.stream().map(a -> a.shape().orElseThrow()).toList(),
                back.stream().map(a -> a.shape().orElseThrow()).toList());
        return back.stream()
                .filter(a -> a.track().orElseThrow().known() == Entry.Known.KEYFRAME)
                .map(a -> a.picture().substring(a.picture().lastIndexOf('/') + 1))
                .toList();
    }

    private static Polygon rectangle(double width, double height) {
        return rectangle(1, width, height);
    }

    private static Polygon rectangle(double x, double width, double height) {
        return Polygon.of(List.of(
                new Point(x, 2), new Point(x + width, 2), new Point(x + width, 2 + height), new Point(x, 2 + height)));
    }

    /// CVAT keeps keyframes alone and goes evenly between them: where a place would be another one there, it is a
    /// keyframe.
    @Test
    void whatCvatWouldWorkOutOtherwiseIsAKeyframe() throws Exception {
        List<Entry.Annotation> even = new ArrayList<>();
        List<Entry.Annotation> held = new ArrayList<>();
        List<Entry.Annotation> bent = new ArrayList<>();
        List<Entry.Annotation> grown = new ArrayList<>();
        List<Entry.Annotation> painted = new ArrayList<>();
        List<Entry.Annotation> stretched = new ArrayList<>();
        List<Entry.Annotation> moved = new ArrayList<>();
        List<Entry.Annotation> turned = new ArrayList<>();
        for (int frame = 0; frame < 9; frame++) {
            boolean isKeyframe = frame == 0 || frame == 6;
            Entry.Known known = isKeyframe ? Entry.Known.KEYFRAME : Entry.Known.BETWEEN;
            even.add(place(frame, "1", new Box(Math.min(frame, 6), 2, 3, 4), known, false));
            held.add(place(frame, "1", new Box(frame < 6 ? 1 : 20, 2, 3, 4), known, false));
            bent.add(place(frame, "1", new Box(frame < 3 ? 2 * frame : 6, 2, 3, 4), known, false));
            List<Point> corners =
                    new ArrayList<>(List.of(new Point(Math.min(frame, 6), 1), new Point(20, 1), new Point(20, 20)));
            if (frame >= 6) {
                corners.add(new Point(1, 20));
            }
            grown.add(place(frame, "1", Polygon.of(corners), known, false));
            byte[] pixels = new byte[40 * 30];
            pixels[frame < 4 ? 50 : 60] = 1;
            // CVAT pairs corners that lie at the same share of the way around: here not the first with the first, ….
            stretched.add(place(frame, "1", rectangle(2 + 3 * Math.min(frame, 6), 20), known, false));
            moved.add(place(frame, "1", rectangle(Math.min(frame, 6), 6, 9), known, false));
            turned.add(place(
                    frame, "1", frame < 6 ? new Box(10, 10, 8, 4) : new RotatedBox(14, 12, 8, 4, 30), known, false));
            painted.add(place(frame, "1", new Mask(Rle.ofRowMajor(40, 30, pixels)), known, false));
        }
        assertEquals(List.of("0", "6"), keyframes("even", even));
        assertEquals(List.of("0", "5", "6"), keyframes("held", held));
        assertEquals(List.of("0", "3", "6"), keyframes("bent", bent));
        assertEquals(List.of("0", "5", "6"), keyframes("grown", grown), "evenly until its points are others");
        assertEquals(List.of("0", "4", "6"), keyframes("painted", painted));
        assertEquals(List.of("0", "6"), keyframes("moved", moved));
        assertEquals(List.of("0", "5", "6"), keyframes("turned", turned), "CVAT would turn it all the way");
        List<String> many = keyframes("stretched", stretched);
        assertTrue(many.size() > 2, many::toString);
    }

    @Test
    void theGoldenDataSetGoesThroughWithEveryPixel() throws Exception {
        Path golden = CocoDatasetTest.golden();
        Exported exported = Exported.of(
                new InPictureOrder(into -> CocoDataset.read(golden, into)),
                new CvatVideoExport(),
                Choices.FAITHFUL,
                folder.resolve("out"));
        assertEquals(48, exported.report().written());
        assertEquals(0, exported.report().pixels());
        List<Entry> back = Exported.read(new CvatFormat(), exported.folder());
        assertEquals(List.of(), Golden.only(Entry.NotTaken.class, back));
        assertEquals(pixels(Golden.truth()), pixels(back));
        assertTrue(Golden.only(Entry.Annotation.class, back).stream()
                .anyMatch(a -> a.track().isPresent()));
    }

    /// What is drawn, wherever it is.
    private static List<String> pixels(List<Entry> all) {
        return Golden.objects(all).stream()
                .map(o -> o.substring(o.indexOf(' ')))
                .sorted()
                .toList();
    }
}
