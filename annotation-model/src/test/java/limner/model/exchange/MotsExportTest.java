package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import limner.model.exchange.coco.CocoDataset;
import limner.model.exchange.coco.CocoFormat;
import limner.model.exchange.mots.MotsExport;
import limner.model.exchange.mots.MotsExport.Kind;
import limner.model.exchange.mots.MotsPngFormat;
import limner.model.exchange.mots.MotsTextFormat;
import limner.model.exchange.out.InPictureOrder;
import limner.model.geometry.Box;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Writes MOTS as text and as pictures, and reads it back.
final class MotsExportTest {

    @TempDir
    Path folder;

    private static DatasetFormat format(Kind kind) {
        return switch (kind) {
            case TEXT -> new MotsTextFormat();
            case PICTURES -> new MotsPngFormat();
        };
    }

    @Test
    void whatTextSaysOfFramesComesBackAsTheReportAnnounced() throws Exception {
        SequencesHold.hold(new MotsExport(Kind.TEXT), new MotsTextFormat(), folder);
    }

    @Test
    void whatPicturesSayComesBackAsTheReportAnnounced() throws Exception {
        RoundTrip.pixelsHold(new MotsExport(Kind.PICTURES), new MotsPngFormat(), "", folder);
    }

    @ParameterizedTest
    @EnumSource
    void theGoldenDataSetKeepsItsTracksAndTheNumbersOfItsClasses(Kind kind) throws Exception {
        Path golden = CocoDatasetTest.golden();
        Exported exported = Exported.of(
                new InPictureOrder(into -> CocoDataset.read(golden, into)),
                new MotsExport(kind),
                Choices.FAITHFUL,
                folder.resolve("out"));
        assertTrue(format(kind).recognises(exported.folder()));
        List<Entry> back = GoldenSet.read(format(kind), exported.folder());
        assertEquals(List.of(), GoldenSet.of(Entry.NotTaken.class, back));
        LossReport report = exported.report();
        assertEquals(report.written(), RoundTrip.annotations(back).size());
        assertEquals(48, report.annotations());
        assertEquals(0, report.count(Loss.TRACKS));
        assertTrue(report.count(Loss.OVERLAP) > 0);
        List<String> tracks = RoundTrip.annotations(GoldenSet.truth()).stream()
                .map(a -> Numbers.last(a.track().orElseThrow().key()))
                .toList();
        for (Entry.Annotation a : RoundTrip.annotations(back)) {
            long number = Numbers.whole(Numbers.last(a.track().orElseThrow().key()));
            assertTrue(tracks.contains(Long.toString(number % 1000)), a.toString());
        }
        assertEquals(
                GoldenSet.of(Entry.Category.class, GoldenSet.truth()).stream()
                        .map(Entry.Category::name)
                        .toList(),
                Files.readAllLines(exported.folder().resolve("labels.txt")));
        assertEquals(Exported.read(new CocoFormat(), golden), exported.sidecar());
    }

    private static Entry.Annotation dot(int place, Optional<String> track) {
        return new Entry.Annotation(
                new Entry.At("x", ""),
                "",
                "p",
                "1",
                Optional.of(new Box(place % 40, place / 40, 1, 1)),
                Optional.empty(),
                track.map(t -> new Entry.OnTrack(t, Entry.Known.STATED, false)),
                false,
                false,
                0,
                new LinkedHashMap<>(),
                "");
    }

    private static List<Entry> heads(int classes) {
        List<Entry> all = new ArrayList<>();
        for (int i = 1; i <= classes; i++) {
            all.add(Entry.Category.of("" + i, "class " + i));
        }
        all.add(new Entry.Video("v", "clip", 40, 30, 1));
        all.add(new Entry.Picture("p", "clip/000000.png", 40, 30, "v", 0));
        return all;
    }

    private Exported written(Kind kind, List<Entry> all) throws Exception {
        return Exported.of(
                Exported.told(all), new MotsExport(kind), Choices.FAITHFUL, folder.resolve(kind + " " + all.size()));
    }

    @Test
    void objectsAreTheirClassAndTheirTrackAndFramesCountFromOne() throws Exception {
        List<Entry> all = heads(1);
        all.addAll(List.of(
                dot(0, Optional.of("v/1005")),
                dot(1, Optional.of("v/7")),
                dot(2, Optional.of("v/7")),
                dot(3, Optional.empty())));
        Exported exported = written(Kind.TEXT, all);
        assertEquals(
                List.of("1 1005 1 30 40", "1 1007 1 30 40", "1 1001 1 30 40"),
                Files.readAllLines(exported.folder().resolve("clip/gt/gt.txt")).stream()
                        .map(l -> l.substring(0, l.lastIndexOf(' ')))
                        .toList(),
                "what is of one track on one picture is one object");
        assertEquals(1, exported.report().count(Loss.PARTS));
    }

    @ParameterizedTest
    @EnumSource
    void moreObjectsThanAClassHasNumbersForAreRefused(Kind kind) throws Exception {
        List<Entry> all = heads(1);
        for (int i = 0; i < 999; i++) {
            all.add(dot(i, Optional.empty()));
        }
        Exported exported = written(kind, all);
        assertEquals(
                999,
                RoundTrip.annotations(Exported.read(format(kind), exported.folder()))
                        .size());
        all.add(dot(999, Optional.empty()));
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> written(kind, all));
        assertTrue(String.valueOf(refused.getMessage()).contains("999 objects of a class"), refused.toString());
    }

    @Test
    void moreClassesThanSixteenBitsHoldAreRefusedForPicturesAlone() throws Exception {
        List<Entry> most = heads(64);
        most.add(dot(0, Optional.empty()));
        assertEquals(1, written(Kind.PICTURES, most).report().written());
        List<Entry> all = heads(65);
        all.add(dot(0, Optional.empty()));
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> written(Kind.PICTURES, all));
        assertTrue(String.valueOf(refused.getMessage()).contains("64 classes"), refused.toString());
        assertEquals(1, written(Kind.TEXT, all).report().written());
    }
}
