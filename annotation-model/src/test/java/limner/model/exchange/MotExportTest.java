package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import limner.model.exchange.coco.CocoDataset;
import limner.model.exchange.coco.CocoFormat;
import limner.model.exchange.mot.MotExport;
import limner.model.exchange.mot.MotFormat;
import limner.model.exchange.out.InPictureOrder;
import limner.model.geometry.Box;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Writes MOTChallenge's boxes and reads them back.
final class MotExportTest {

    @TempDir
    Path folder;

    @Test
    void whateverIsDrawnOnFramesComesBackAsTheReportAnnounced() throws Exception {
        SequencesHold.hold(new MotExport(), new MotFormat(), folder);
    }

    @Test
    void theGoldenDataSetKeepsItsFramesAndTheNumbersOfItsTracks() throws Exception {
        Path golden = CocoDatasetTest.golden();
        Exported exported = Exported.of(
                new InPictureOrder(into -> CocoDataset.read(golden, into)),
                new MotExport(),
                Choices.FAITHFUL,
                folder.resolve("out"));
        assertTrue(new MotFormat().recognises(exported.folder()));
        List<Entry> back = Exported.read(new MotFormat(), exported.folder());
        assertEquals(List.of(), Golden.only(Entry.NotTaken.class, back));
        assertEquals(48, exported.report().written());
        assertEquals(0, exported.report().count(Loss.TRACKS));
        assertEquals(tracks(Golden.truth()), tracks(back));
        assertEquals(Exported.read(new CocoFormat(), golden), exported.sidecar());
    }

    private static List<String> tracks(List<Entry> all) {
        return RoundTrip.annotations(all).stream()
                .map(a -> Numbers.last(a.track().orElseThrow().key()))
                .sorted()
                .toList();
    }

    private static Entry.Annotation box(
            String picture, String category, Optional<String> track, SequencedMap<String, Value> attributes) {
        return new Entry.Annotation(
                new Entry.At("x", ""),
                "",
                picture,
                category,
                Optional.of(new Box(10, 20.5, 3, 4)),
                Optional.empty(),
                track.map(t -> new Entry.OnTrack(t, Entry.Known.STATED, false)),
                false,
                attributes.isEmpty(),
                0,
                attributes,
                "");
    }

    private static List<Entry> entries(String category, String video) {
        SequencedMap<String, Value> said = new LinkedHashMap<>();
        said.put("ignored", new Value.Flag(true));
        said.put("visibility", new Value.Amount(0.25));
        return new ArrayList<>(List.of(
                Entry.Category.of("1", category),
                new Entry.Video("v", video, 96, 64, 5),
                new Entry.Picture("a", "x/000000.png", 96, 64, "v", 0),
                new Entry.Picture("b", "x/000002.png", 96, 64, "v", 2),
                box("a", "1", Optional.of("v/7"), said),
                box("b", "1", Optional.of("v/7"), new LinkedHashMap<>()),
                box("b", "1", Optional.empty(), new LinkedHashMap<>())));
    }

    private Exported written(String name, List<Entry> all) throws Exception {
        return Exported.of(Exported.told(all), new MotExport(), Choices.FAITHFUL, folder.resolve(name));
    }

    @Test
    void classesOfTheChallengeHaveItsNumbersAndPixelsFromOneOthersAreListed() throws Exception {
        Exported challenge = written("challenge", entries("car", "MOT16-02"));
        assertEquals(
                List.of("1,7,11,21.5,3,4,0,3,0.25", "3,7,11,21.5,3,4,1,3,0", "3,8,11,21.5,3,4,1,3,0"),
                Files.readAllLines(challenge.folder().resolve("MOT16-02/gt/gt.txt")));
        assertFalse(Files.exists(challenge.folder().resolve("MOT16-02/gt/labels.txt")));
        assertEquals(
                List.of(
                        "[Sequence]",
                        "name=MOT16-02",
                        "imDir=img1",
                        "seqLength=5",
                        "imWidth=96",
                        "imHeight=64",
                        "imExt=.png"),
                Files.readAllLines(challenge.folder().resolve("MOT16-02/seqinfo.ini")));
        assertTrue(challenge.report().isEmpty(), challenge.report().toString());
        Exported own = written("own", entries("Straße\n路", "MOT16-02"));
        assertEquals(
                "1,7,10,20.5,3,4,0,1,0.25",
                Files.readAllLines(own.folder().resolve("MOT16-02/gt/gt.txt")).getFirst());
        assertEquals(List.of("Straße 路"), Files.readAllLines(own.folder().resolve("MOT16-02/gt/labels.txt")));
        for (Exported each : List.of(challenge, own)) {
            for (Entry.Annotation a : RoundTrip.annotations(Exported.read(new MotFormat(), each.folder()))) {
                assertEquals(Optional.of(new Box(10, 20.5, 3, 4)), a.shape());
            }
        }
    }

    @Test
    void videosWithOddNamesHaveFoldersOfTheirOwnAndKeepTheirNames() throws Exception {
        for (String name : List.of("../up", "CON", "a:b?.mp4", "gt", "sequence-2")) {
            List<Entry> all = entries("car", name);
            all.add(2, new Entry.Video("w", name.toUpperCase(Locale.ROOT), 96, 64, 1));
            all.add(5, new Entry.Picture("c", "y/1.png", 96, 64, "w", 0));
            all.add(box("c", "1", Optional.empty(), new LinkedHashMap<>()));
            Exported exported = written("odd " + all.size() + name.hashCode(), all);
            List<Entry> back = Exported.read(new MotFormat(), exported.folder());
            assertEquals(List.of(), Golden.only(Entry.NotTaken.class, back), name);
            assertEquals(4, RoundTrip.annotations(back).size(), name);
            List<String> names = Golden.only(Entry.Video.class, back).stream()
                    .map(Entry.Video::name)
                    .toList();
            assertTrue(names.contains(name), name + " is not in " + names);
        }
    }

    @Test
    void picturesOfNoVideoAreLeftOutAndTold() throws Exception {
        List<Entry> all = entries("car", "clip");
        all.add(4, new Entry.Picture("c", "alone.png", 96, 64, "", -1));
        all.add(box("c", "1", Optional.empty(), new LinkedHashMap<>()));
        LossReport report = written("out", all).report();
        assertEquals(1, report.count(Loss.OBJECT));
        assertEquals(
                "is left out: its picture is of no video",
                report.first().getFirst().what());
    }
}
