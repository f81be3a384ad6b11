package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import limner.model.command.Command;
import limner.model.exchange.coco.CocoDataset;
import limner.model.exchange.coco.CocoExport;
import limner.model.exchange.coco.CocoFormat;
import limner.model.exchange.out.Outgoing;
import limner.model.exchange.out.PictureNames;
import limner.model.exchange.out.ProjectDetails;
import limner.model.exchange.out.Recall;
import limner.model.exchange.out.Spot;
import limner.model.exchange.out.Wanted;
import limner.model.exchange.parquet.ParquetExport;
import limner.model.fixture.Fixture;
import limner.model.fixture.ProjectFile;
import limner.model.geometry.Box;
import limner.model.geometry.Shape;
import limner.model.id.AttributeId;
import limner.model.id.ClassId;
import limner.model.id.IntervalId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.label.Extent;
import limner.model.label.FrameTag;
import limner.model.label.IntervalEvent;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.ontology.Attribute;
import limner.model.ontology.AttributeType;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.project.ProjectState;
import limner.model.provenance.Origin;
import limner.model.release.Choice;
import limner.model.session.Outcome;
import limner.model.session.ProjectSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcollections.TreePMap;

/// What a project tells of itself: which frames, which places of tracks, and all of a file that came in before.
final class OutgoingTest {

    private static final MediaId CLIP0 = new MediaId(Fixture.uuid("clip0"));
    private static final MediaId CLIP1 = new MediaId(Fixture.uuid("clip1"));
    private static final PictureNames NAMES =
            (media, frame) -> new PictureNames.Named(media.name() + "/" + frame + ".png", 96, 64);

    @TempDir
    Path folder;

    private ProjectSession session;

    @BeforeEach
    void makeAProject() throws Exception {
        session = ProjectFile.open(ProjectFile.make(folder));
        done(new Command.AddMedia(clip(CLIP0, "clip0", 4)));
        done(new Command.AddMedia(clip(CLIP1, "clip1", 5)));
    }

    @AfterEach
    void close() {
        session.close();
    }

    private static Media clip(MediaId id, String name, int frames) {
        return new Media(id, name, name + ".mp4", "0-" + name, "", 96, 64, frames, 25);
    }

    private void done(Command command) throws Exception {
        Outcome outcome = session.edit(command).get();
        assertInstanceOf(Outcome.Done.class, outcome, outcome.toString());
    }

    private PictureFinder finder() {
        return (picture, video) -> session.state().mediaInOrder().stream()
                .filter(m -> m.name().equals(video) && m.has(picture.frame()))
                .<PictureFinder.Found>map(m -> new PictureFinder.Found.Frame(m.id(), picture.frame()))
                .findFirst()
                .orElseGet(() -> new PictureFinder.Found.Nothing("no picture " + picture.file()));
    }

    private void take(Path from, Intake.Prefer prefer) throws Exception {
        take(from, prefer, Map.of());
    }

    private void take(Path from, Intake.Prefer prefer, Map<String, ClassPlan.Target> chosen) throws Exception {
        Survey survey = new Survey();
        CocoDataset.read(from, survey);
        ProjectState state = session.state();
        Intake intake = new Intake(
                state,
                ClassPlan.propose(state.ontology(), survey, chosen),
                finder(),
                String.valueOf(from.getFileName()),
                prefer);
        CocoDataset.read(from, intake);
        done(intake.command());
    }

    private static Map<String, Entry.Annotation> byKey(List<Entry> all) {
        Map<String, Entry.Annotation> byKey = new TreeMap<>();
        for (Entry e : all) {
            if (e instanceof Entry.Annotation a) {
                byKey.put(a.key(), a);
            }
        }
        return byKey;
    }

    @Test
    void theGoldenDataSetGoesThroughAProjectWithEveryNumberAndEveryMaskAsItWas() throws Exception {
        Path golden = CocoDatasetTest.golden();
        for (Intake.Prefer prefer : Intake.Prefer.values()) {
            take(golden, prefer);
            Recall recall =
                    Recall.of(String.valueOf(golden.getFileName()), into -> CocoDataset.read(golden, into), finder());
            EntrySource outgoing = new Outgoing(session.state(), Wanted.all(), NAMES, recall);
            Exported exported =
                    Exported.of(outgoing, new CocoExport(), Choices.FAITHFUL, folder.resolve("out" + prefer));
            List<Entry> before = Exported.read(new CocoFormat(), golden);
            List<Entry> after =
                    Exported.read(new CocoFormat(), exported.folder().resolve("annotations/instances.json"));
            assertEquals(pictures(before), pictures(after));
            Map<String, Entry.Annotation> was = byKey(before);
            Map<String, Entry.Annotation> is = byKey(after);
            assertEquals(was.keySet(), is.keySet());
            was.forEach((key, a) -> {
                Entry.Annotation b = Objects.requireNonNull(is.get(key));
                assertEquals(a.picture(), b.picture(), key);
                assertEquals(a.category(), b.category(), key);
                assertEquals(a.shape(), b.shape(), key);
                assertEquals(a.pose(), b.pose(), key);
                assertEquals(a.track(), b.track(), key);
                assertEquals(a.crowd(), b.crowd(), key);
                assertEquals(a.occluded(), b.occluded(), key);
                assertEquals(a.attributes(), b.attributes(), key);
            });
            assertTrue(
                    exported.report().isEmpty(), () -> exported.report().first().toString());
            assertInstanceOf(Outcome.Done.class, session.undo().get());
        }
    }

    @Test
    void tablesNameTheFrameOfAProjectWhereTheFileThatItCameFromKnowsPicturesAlone() throws Exception {
        Path plain = folder.resolve("plain.json");
        Files.writeString(
                plain,
                "{\"images\": [{\"id\": 7, \"file_name\": \"clip1/3.png\", \"width\": 96, \"height\": 64}],"
                        + " \"categories\": [{\"id\": 44, \"name\": \"okapi\"}], \"annotations\": [{\"id\": 3,"
                        + " \"image_id\": 7, \"category_id\": 44, \"bbox\": [1, 2, 3, 4]}]}");
        PictureFinder byFile = (picture, _) -> new PictureFinder.Found.Frame(CLIP1, 3);
        Survey survey = new Survey();
        CocoDataset.read(plain, survey);
        ProjectState state = session.state();
        Intake intake = new Intake(
                state,
                ClassPlan.propose(state.ontology(), survey, Map.of()),
                byFile,
                "plain.json",
                Intake.Prefer.REGION);
        CocoDataset.read(plain, intake);
        done(intake.command());
        PictureNames detailed = new PictureNames() {
            @Override
            public Named of(Media media, int frame) throws IOException {
                return NAMES.of(media, frame);
            }

            @Override
            public Optional<ProjectDetails> details() {
                return Optional.of(new ProjectDetails((_, _) -> Optional.empty(), Map.of()));
            }
        };
        Recall recall = Recall.of("plain.json", into -> CocoDataset.read(plain, into), byFile);
        Exported exported = Exported.of(
                new Outgoing(session.state(), Wanted.all(), detailed, recall),
                new ParquetExport(),
                Choices.FAITHFUL,
                folder.resolve("tables"));
        for (String table : List.of("frames", "labels")) {
            Map<String, @Nullable Object> row = ParquetExportTest.rows(
                            exported.folder().resolve(table + ".parquet"))
                    .getFirst();
            assertEquals("7", row.get("picture_id"), table);
            assertEquals("clip1", row.get("video"), table);
            assertEquals(3, row.get("frame"), table);
        }
    }

    private static List<Entry> pictures(List<Entry> all) {
        return all.stream().filter(Entry.Picture.class::isInstance).toList();
    }

    private Label track(int number, ClassId of, Map<Integer, Keyframe> keyframes) {
        return new Label(
                LabelId.random(), CLIP0, number, of, Extent.TRACK, TreePMap.from(keyframes), new Origin.Manual());
    }

    private List<Entry> told(Wanted wanted) throws Exception {
        List<Entry> all = new ArrayList<>();
        new Outgoing(session.state(), wanted, NAMES, Recall.NOTHING).tell(all::add);
        return all;
    }

    private static List<String> places(List<Entry> all) {
        List<String> places = new ArrayList<>();
        for (Entry e : all) {
            if (e instanceof Entry.Annotation a) {
                Entry.OnTrack t = a.track().orElseThrow();
                places.add(a.picture() + " " + t.known() + (t.outside() ? " gone" : ""));
            }
        }
        return places;
    }

    @Test
    void aTrackIsToldOnTheFramesThatSomebodyWorkedOnOrOnAllThatItIsOn() throws Exception {
        ClassId dog = session.state().ontology().freeId();
        Map<Integer, Keyframe> keyframes = new TreeMap<>();
        Shape box = new Box(1, 2, 10, 10);
        keyframes.put(0, Keyframe.of(box));
        keyframes.put(3, Keyframe.of(new Box(4, 2, 10, 10)).withOutside(true));
        ClassId night = new ClassId(dog.value() + 1);
        done(new Command.TakeIn(
                "x",
                List.of(
                        LabelClass.of(dog.value(), "dog", "#112233", ClassKind.THING),
                        LabelClass.of(night.value(), "night", "#112233", ClassKind.FRAME_TAG)),
                List.of(track(1, dog, keyframes)),
                List.of(new FrameTag(CLIP1, 2, night)),
                List.of()));
        done(new Command.SetFrameState(CLIP0, new FrameRange(1, 1), FrameState.DONE));

        List<Entry> all = told(Wanted.all());
        assertEquals(List.of("1 KEYFRAME", "2 BETWEEN", "3 KEYFRAME gone"), places(all));
        assertEquals(all, told(Wanted.all()), "the same again");
        assertEquals(
                List.of(new Entry.Tag(new Entry.At("clip1", "frame 2"), "4", Integer.toString(night.value()))),
                all.stream().filter(Entry.Tag.class::isInstance).toList());
        assertEquals(
                List.of("1 KEYFRAME", "2 BETWEEN", "3 BETWEEN", "4 KEYFRAME gone"),
                places(told(
                        new Wanted(Choice.all(), Choice.all(), EnumSet.allOf(FrameState.class), Wanted.Frames.EVERY))));
        assertEquals(
                List.of("1 BETWEEN"),
                places(told(
                        new Wanted(Choice.all(), Choice.all(), EnumSet.of(FrameState.DONE), Wanted.Frames.WORKED_ON))));
        assertEquals(
                List.of(),
                places(told(new Wanted(
                        Choice.only(List.of(CLIP1)),
                        Choice.all(),
                        EnumSet.allOf(FrameState.class),
                        Wanted.Frames.WORKED_ON))));
    }

    @Test
    void theWordsOfAPlaceLeadBackToItsObject() throws Exception {
        ClassId dog = session.state().ontology().freeId();
        ClassId night = new ClassId(dog.value() + 1);
        ClassId shower = new ClassId(dog.value() + 2);
        done(new Command.TakeIn(
                "x",
                List.of(
                        LabelClass.of(dog.value(), "dog, wet 7", "#112233", ClassKind.THING),
                        LabelClass.of(night.value(), "night", "#112233", ClassKind.FRAME_TAG),
                        LabelClass.of(shower.value(), "shower", "#112233", ClassKind.INTERVAL_EVENT)),
                List.of(
                        track(1, dog, Map.of(0, Keyframe.of(new Box(1, 2, 10, 10)))),
                        track(2, dog, Map.of(3, Keyframe.of(new Box(4, 2, 10, 10))))),
                List.of(new FrameTag(CLIP1, 2, night)),
                List.of(new IntervalEvent(IntervalId.random(), CLIP1, shower, new FrameRange(1, 3)))));
        ProjectState state = session.state();
        List<LabelId> dogs =
                state.labelsOf(CLIP0).labelsInOrder().stream().map(Label::id).toList();
        List<Spot> spots = new ArrayList<>();
        for (Entry e : told(Wanted.all())) {
            switch (e) {
                case Entry.Annotation a -> spots.add(Spot.find(state, a.at()).orElseThrow());
                case Entry.Tag t -> spots.add(Spot.find(state, t.at()).orElseThrow());
                case Entry.Interval i -> spots.add(Spot.find(state, i.at()).orElseThrow());
                case Entry.About _, Entry.Category _, Entry.Video _, Entry.Picture _, Entry.NotTaken _ -> {}
            }
        }
        assertEquals(
                List.of(
                        new Spot(CLIP0, 0, Optional.of(dogs.get(0))),
                        new Spot(CLIP0, 3, Optional.of(dogs.get(0))),
                        new Spot(CLIP0, 3, Optional.of(dogs.get(1))),
                        new Spot(CLIP1, 2, Optional.empty()),
                        new Spot(CLIP1, 1, Optional.empty())),
                spots);
        for (String nowhere : List.of("frame 4, dog 1", "class dog", "frame 99999999999", "")) {
            assertEquals(Optional.empty(), Spot.find(state, new Entry.At("clip0", nowhere)), nowhere);
        }
        assertEquals(Optional.empty(), Spot.find(state, new Entry.At("nowhere", "frame 0")));
    }

    @Test
    void aVideoWithEventsAloneIsTold() throws Exception {
        ClassId shower = session.state().ontology().freeId();
        done(new Command.TakeIn(
                "x",
                List.of(LabelClass.of(shower.value(), "shower", "#112233", ClassKind.INTERVAL_EVENT)),
                List.of(),
                List.of(),
                List.of(new IntervalEvent(IntervalId.random(), CLIP1, shower, new FrameRange(1, 3)))));
        List<Entry> all = told(Wanted.all());
        assertEquals(
                List.of("1"),
                all.stream()
                        .filter(Entry.Interval.class::isInstance)
                        .map(e -> ((Entry.Interval) e).video())
                        .toList());
        assertTrue(all.stream()
                .anyMatch(e -> e instanceof Entry.Video v && v.name().equals("clip1")));
    }

    @Test
    void aClassThatWasChosenForACategoryGoesOutAsThatAndWhatWasTakenAwayStaysAway() throws Exception {
        Path from = folder.resolve("own.json");
        Files.writeString(
                from,
                "{\"videos\": [{\"id\": 1, \"name\": \"clip0\"}, {\"id\": 2, \"name\": \"elsewhere\"}],"
                        + " \"categories\": [{\"id\": 44, \"name\": \"okapi\"}], \"images\": [{\"id\": 7, \"width\": 96,"
                        + " \"height\": 64, \"video_id\": 1, \"frame_index\": 2}, {\"id\": 8, \"width\": 96,"
                        + " \"height\": 64, \"video_id\": 2, \"frame_index\": 0}], \"annotations\": [{\"id\": 3,"
                        + " \"image_id\": 7, \"category_id\": 44, \"bbox\": [1, 2, 3, 4],"
                        + " \"attributes\": {\"odd\": [\"a, b\"], \"mood\": \"calm\"}}]}");
        ClassId horse = session.state().ontology().freeId();
        AttributeId mood = session.state().ontology().freeAttributeId();
        LabelClass of = LabelClass.of(horse.value(), "horse", "#112233", ClassKind.THING);
        done(new Command.EditClasses(List.of(of.withDetails(
                of.details().withAttributes(List.of(Attribute.of(mood.value(), "mood", new AttributeType.Text())))))));
        take(from, Intake.Prefer.REGION, Map.of("okapi", new ClassPlan.Target.Known(horse)));
        Recall recall = Recall.of("own.json", into -> CocoDataset.read(from, into), finder());
        List<Entry> all = new ArrayList<>();
        new Outgoing(session.state(), Wanted.all(), NAMES, recall).tell(all::add);
        Entry.Annotation said = Objects.requireNonNull(byKey(all).get("3"));
        assertEquals("44", said.category());
        assertEquals("7", said.picture());
        assertEquals(
                Map.of("odd", new Value.Words(List.of("a, b")), "mood", new Value.Word("calm")), said.attributes());
        assertEquals(
                List.of("own.json, picture 8: no picture "),
                all.stream()
                        .filter(Entry.NotTaken.class::isInstance)
                        .map(e -> ((Entry.NotTaken) e).at() + ": " + ((Entry.NotTaken) e).reason())
                        .toList());

        Label label = session.state().labelsOf(CLIP0).labelsInOrder().getFirst();
        done(new Command.SetAttribute(CLIP0, 2, Set.of(label.id()), mood, null));
        all.clear();
        new Outgoing(session.state(), Wanted.all(), NAMES, recall).tell(all::add);
        assertEquals(
                Map.of("odd", new Value.Words(List.of("a, b"))),
                Objects.requireNonNull(byKey(all).get("3")).attributes());
    }
}
