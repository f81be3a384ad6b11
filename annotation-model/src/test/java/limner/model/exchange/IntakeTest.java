package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import limner.model.command.Command;
import limner.model.exchange.coco.CocoDataset;
import limner.model.fixture.Fixture;
import limner.model.fixture.ProjectFile;
import limner.model.geometry.Box;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import limner.model.id.ClassId;
import limner.model.id.MediaId;
import limner.model.label.Extent;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.ontology.Attribute;
import limner.model.ontology.AttributeOption;
import limner.model.ontology.AttributeType;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.project.MediaLabels;
import limner.model.project.ProjectState;
import limner.model.provenance.Origin;
import limner.model.session.Outcome;
import limner.model.session.ProjectSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Takes COCO files into a real project: the golden one, and small ones for each thing that can be otherwise.
final class IntakeTest {

    private static final MediaId CLIP0 = new MediaId(Fixture.uuid("clip0"));
    private static final MediaId CLIP1 = new MediaId(Fixture.uuid("clip1"));

    @TempDir
    Path folder;

    private Path file = Path.of("");
    private ProjectSession session;

    @BeforeEach
    void makeAProject() throws Exception {
        file = ProjectFile.make(folder);
        session = ProjectFile.open(file);
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

    private PictureFinder byVideoAndFrame() {
        return (picture, video) -> session.state().mediaInOrder().stream()
                .filter(m -> m.name().equals(video) && m.has(picture.frame()))
                .<PictureFinder.Found>map(m -> new PictureFinder.Found.Frame(m.id(), picture.frame()))
                .findFirst()
                .orElseGet(() -> new PictureFinder.Found.Nothing("no picture " + picture.file()));
    }

    private Intake intake(Path from, Intake.Prefer prefer, Map<String, ClassPlan.Target> chosen) throws Exception {
        Survey survey = new Survey();
        CocoDataset.read(from, survey);
        ProjectState state = session.state();
        Intake intake = new Intake(
                state,
                ClassPlan.propose(state.ontology(), survey, chosen),
                byVideoAndFrame(),
                String.valueOf(from.getFileName()),
                prefer);
        CocoDataset.read(from, intake);
        return intake;
    }

    private Path coco(String images, String annotations) throws Exception {
        Path from = folder.resolve("own.json");
        Files.writeString(
                from,
                "{\"videos\": [{\"id\": 1, \"name\": \"clip0\"}], \"categories\": [{\"id\": 1, \"name\": \"dog\","
                        + " \"keypoints\": [\"nose\", \"tail\"], \"skeleton\": [[1, 2]]}], \"images\": [" + images
                        + "], \"annotations\": [" + annotations + "]}");
        return from;
    }

    private static String image(int id, int frame) {
        return "{\"id\": " + id + ", \"width\": 96, \"height\": 64, \"video_id\": 1, \"frame_index\": " + frame + "}";
    }

    private static String box(int id, int image, String more) {
        return "{\"id\": " + id + ", \"image_id\": " + image + ", \"category_id\": 1, \"bbox\": [" + id + ", 2, 3, 4]"
                + more + "}";
    }

    @Test
    void theGoldenDataSetBecomesTracksOfItsClassesInOneChangeThatOneUndoTakesBack() throws Exception {
        Path golden = CocoDatasetTest.golden();
        ProjectState before = session.state();
        Intake intake = intake(golden, Intake.Prefer.REGION, Map.of());
        assertEquals(0, intake.notTakenCount(), () -> intake.notTaken().toString());
        assertEquals(48, intake.taken());
        done(intake.command());

        ProjectState after = session.state();
        LabelClass street = after.ontology().find("Straße 路").orElseThrow();
        assertEquals(new ClassId(90), street.id(), "free numbers are kept");
        assertEquals(
                Optional.empty(), after.ontology().find("car"), "the project has that class, with a capital letter");
        LabelClass person = after.ontology().find("person").orElseThrow();
        assertEquals(
                before.ontology().freeId(), person.id(), "number 1 is another class, which nothing may be mixed with");
        assertEquals(
                List.of("nose", "left", "right"),
                person.skeleton().orElseThrow().joints().stream()
                        .map(j -> j.name())
                        .toList());
        Attribute colour = street.attributes().getFirst();
        assertEquals("colour", colour.name());
        assertInstanceOf(AttributeType.Text.class, colour.type());

        int placed = 0;
        for (MediaId id : List.of(CLIP0, CLIP1)) {
            MediaLabels here = after.labelsOf(id);
            for (int f = 0; f < after.media(id).orElseThrow().frameCount(); f++) {
                placed += here.on(f).size();
            }
            assertTrue(here.labelsInOrder().stream().allMatch(l -> l.origin() instanceof Origin.Imported));
        }
        assertEquals(48, placed, "every object is on its frames, and on no other");
        Label first = after.labelsOf(CLIP0).labelsInOrder().stream()
                .filter(l -> l.classId().equals(street.id()))
                .findFirst()
                .orElseThrow();
        assertEquals(
                "blé", colour.type().words(first.attributesAt(0).of(colour.id()).orElseThrow()));
        assertTrue(first.at(1).orElseThrow().occluded());
        assertEquals(
                10,
                intake.leftovers().stream()
                        .filter(l -> l.what().contains("keypoints") || l.what().contains("crowd"))
                        .count(),
                "what labels cannot say beside their shape is named");

        assertInstanceOf(Outcome.Done.class, session.undo().get());
        assertEquals(before.labels(), session.state().labels());
        assertEquals(before.ontology().classes(), session.state().ontology().classes());
        assertInstanceOf(Outcome.Done.class, session.redo().get());
        session.close();
        session = ProjectFile.open(file);
        assertEquals(after.labels(), session.state().labels(), "as it was taken in, so it is kept");
        assertTrue(session.verify().get().holds());
    }

    @Test
    void aTrackIsGoneFromPicturesThatSayNothingOfIt() throws Exception {
        Path from = coco(
                image(1, 0) + "," + image(2, 1) + "," + image(3, 2) + "," + image(4, 3),
                box(1, 1, ", \"track_id\": 5") + "," + box(2, 3, ", \"track_id\": 5"));
        done(intake(from, Intake.Prefer.REGION, Map.of()).command());
        Label track = session.state().labelsOf(CLIP0).labelsInOrder().getFirst();
        assertEquals(Extent.TRACK, track.extent());
        assertEquals(new Box(1, 2, 3, 4), track.at(0).orElseThrow().shape());
        assertEquals(Optional.empty(), track.at(1));
        assertEquals(new Box(2, 2, 3, 4), track.at(2).orElseThrow().shape());
        assertEquals(Optional.empty(), track.at(3));
        assertEquals(4, track.keyframes().size());
    }

    @Test
    void aTrackIsHeldOverFramesThatTheFileDoesNotKnow() throws Exception {
        Path from = coco(
                image(1, 0) + "," + image(3, 2), box(1, 1, ", \"track_id\": 5") + "," + box(3, 3, ", \"track_id\": 5"));
        done(intake(from, Intake.Prefer.REGION, Map.of()).command());
        Label track = session.state().labelsOf(CLIP0).labelsInOrder().getFirst();
        assertEquals(new Box(2, 2, 3, 4), track.at(1).orElseThrow().shape(), "between the two");
        assertEquals(Optional.empty(), track.at(3), "nobody says that it goes on");
    }

    @Test
    void eitherTheRegionOrTheKeypointsAreDrawn() throws Exception {
        String both = box(1, 1, ", \"segmentation\": [[1,1,9,1,9,9]], \"keypoints\": [3,4,2,5,6,1]");
        Path from = coco(image(1, 0), both);
        Intake posed = intake(from, Intake.Prefer.POSE, Map.of());
        Keyframe k = Objects.requireNonNull(
                posed.command().labels().getFirst().keyframes().get(0));
        assertEquals(
                List.of("nose", "tail"),
                assertInstanceOf(Skeleton.class, k.shape()).names());
        assertEquals(List.of("region"), posed.leftovers().getFirst().what());
    }

    @Test
    void whatFindsNoPlaceIsToldAndTheRestIsTaken() throws Exception {
        Path from = coco(
                image(1, 0) + "," + image(2, 17) + "," + image(3, 2),
                box(1, 1, "") + "," + box(2, 2, "") + "," + box(3, 3, "") + "," + box(4, 9, ""));
        done(new Command.SetFrameState(CLIP0, new FrameRange(2, 2), FrameState.DONE));
        Intake intake = intake(from, Intake.Prefer.REGION, Map.of());
        assertEquals(1, intake.taken());
        assertEquals(3, intake.notTakenCount());
        assertEquals(
                List.of("no picture ", "frame 2 is marked done", "there is no image 9"),
                intake.notTaken().stream().map(Entry.NotTaken::reason).toList());
        done(intake.command());
        assertEquals(FrameState.IN_WORK, session.state().labelsOf(CLIP0).state(0));
    }

    @Test
    void categoriesGoWhereSomebodyDecides() throws Exception {
        Path from = coco(image(1, 0), box(1, 1, ""));
        Map<String, ClassPlan.Target> chosen = new LinkedHashMap<>();
        chosen.put("dog", new ClassPlan.Target.Known(Fixture.CAR));
        assertEquals(
                Fixture.CAR,
                intake(from, Intake.Prefer.REGION, chosen)
                        .command()
                        .labels()
                        .getFirst()
                        .classId());
        chosen.put("dog", new ClassPlan.Target.LeftOut());
        Intake none = intake(from, Intake.Prefer.REGION, chosen);
        assertEquals("category dog is left out", none.notTaken().getFirst().reason());
        Outcome outcome = session.edit(none.command()).get();
        assertEquals(
                "There is nothing in own.json that this project can take.",
                assertInstanceOf(Outcome.Refused.class, outcome).reason());
    }

    @Test
    void aPlaceThatCannotBeTakenIsNoSilence() throws Exception {
        String track = ", \"track_id\": 5";
        Path from = coco(
                image(1, 0) + "," + image(2, 1) + "," + image(3, 2),
                box(1, 1, track) + "," + box(3, 3, track)
                        + ", {\"id\": 9, \"image_id\": 2, \"category_id\": 1, \"track_id\": 5,"
                        + " \"bbox\": [500, 2, 3, 4]}");
        Intake intake = intake(from, Intake.Prefer.REGION, Map.of());
        assertEquals(2, intake.taken());
        assertEquals(
                "annotations[2]: the shape lies outside the picture",
                intake.notTaken().getFirst().at().where() + ": "
                        + intake.notTaken().getFirst().reason());
        done(intake.command());
        Label label = session.state().labelsOf(CLIP0).labelsInOrder().getFirst();
        assertEquals(new Box(2, 2, 3, 4), label.at(1).orElseThrow().shape(), "it was there, and nobody knows where");
    }

    @Test
    void aTrackOverAFrameThatIsDoneIsLeftOutAndTheRestIsTaken() throws Exception {
        done(new Command.SetFrameState(CLIP0, new FrameRange(1, 1), FrameState.DONE));
        Path from = coco(
                image(1, 0) + "," + image(3, 2),
                box(1, 1, ", \"track_id\": 5") + "," + box(3, 3, ", \"track_id\": 5") + "," + box(4, 3, ""));
        Intake intake = intake(from, Intake.Prefer.REGION, Map.of());
        Command.TakeIn command = intake.command();
        assertEquals(1, intake.taken());
        assertEquals(
                List.of("its track would lie on frame 1, which is marked done"),
                intake.notTaken().stream().map(Entry.NotTaken::reason).toList());
        done(command);
        assertEquals(1, session.state().labelsOf(CLIP0).labelsInOrder().size());
    }

    /// Tells statements as a reader would.
    private Intake told(List<Entry> entries) {
        Survey survey = new Survey();
        entries.forEach(survey);
        ProjectState state = session.state();
        Intake intake = new Intake(
                state,
                ClassPlan.propose(state.ontology(), survey, Map.of()),
                byVideoAndFrame(),
                "own.xml",
                Intake.Prefer.REGION);
        entries.forEach(intake);
        return intake;
    }

    private static Entry.Picture picture(int frame) {
        return new Entry.Picture("p" + frame, "", 96, 64, "v", frame);
    }

    private static Entry.Annotation place(int frame, Shape shape, Entry.Known known, boolean outside, int depth) {
        return new Entry.Annotation(
                new Entry.At("own.xml", "line " + frame),
                "",
                "p" + frame,
                "dog",
                Optional.of(shape),
                Optional.empty(),
                Optional.of(new Entry.OnTrack("t " + shape.kind(), known, outside)),
                false,
                false,
                depth,
                new LinkedHashMap<>(Map.of("lit", new Value.Flag(frame < 2))),
                "");
    }

    private static final Entry.Category DOG = new Entry.Category(
            "dog",
            "dog",
            "",
            true,
            List.of(),
            List.of(),
            "#102030",
            List.of(
                    new Entry.Asked("fur", new AttributeType.Select(List.of(new AttributeOption(1, "long"))), false),
                    new Entry.Asked("lit", new AttributeType.YesNo(), true)));

    @Test
    void keyframesOfAFileAreTheKeyframesAndWhatLiesBetweenFollowsFromThem() throws Exception {
        List<Entry> all = new ArrayList<>(List.of(DOG, new Entry.Video("v", "clip1", 96, 64, 5)));
        for (int f = 0; f < 5; f++) {
            all.add(picture(f));
        }
        all.add(place(0, new Box(0, 2, 8, 4), Entry.Known.KEYFRAME, false, 3));
        all.add(place(1, new Box(4, 2, 8, 4), Entry.Known.BETWEEN, false, 3));
        all.add(place(2, new Box(8, 2, 8, 4), Entry.Known.KEYFRAME, false, 3));
        all.add(place(3, new Box(8, 2, 8, 4), Entry.Known.KEYFRAME, true, 3));
        PointSet there = new PointSet(List.of(new Point(1, 1), new Point(2, 2)));
        all.add(picture(5));
        all.add(place(5, new Box(8, 2, 8, 4), Entry.Known.KEYFRAME, true, 3));
        all.add(place(0, there, Entry.Known.KEYFRAME, false, 0));
        all.add(place(4, there.translated(8, 0), Entry.Known.KEYFRAME, false, 0));
        all.add(place(1, new Point(1, 1), Entry.Known.BETWEEN, false, 0));
        Intake intake = told(all);
        Command.TakeIn command = intake.command();
        assertEquals(6, intake.taken());
        assertEquals(
                List.of("none of the keyframes of its track can be taken"),
                intake.notTaken().stream().map(Entry.NotTaken::reason).toList());
        done(command);
        List<Label> labels = session.state().labelsOf(CLIP1).labelsInOrder();
        Label box = labels.stream().filter(l -> l.depth() == 3).findFirst().orElseThrow();
        assertEquals(List.of(0, 2, 3), List.copyOf(box.keyframes().keySet()));
        assertEquals(new Box(4, 2, 8, 4), box.at(1).orElseThrow().shape());
        assertEquals(Optional.empty(), box.at(3));
        assertEquals(Optional.empty(), box.at(4));
        Label points = labels.stream().filter(l -> l.depth() == 0).findFirst().orElseThrow();
        assertEquals(there, points.at(3).orElseThrow().shape(), "several points stay until the next keyframe");
        LabelClass dog = session.state().ontology().find("dog").orElseThrow();
        assertEquals("#102030", dog.colour());
        Attribute lit = dog.attributes().get(1);
        assertEquals(
                List.of("fur", "lit"),
                dog.attributes().stream().map(Attribute::name).toList());
        assertTrue(lit.changing());
        assertEquals("yes", lit.type().words(box.attributesAt(1).of(lit.id()).orElseThrow()));
        assertEquals("no", lit.type().words(box.attributesAt(2).of(lit.id()).orElseThrow()));
    }

    private static Entry.Annotation onOneTrack(Entry.Annotation a) {
        return new Entry.Annotation(
                a.at(),
                a.key(),
                a.picture(),
                a.category(),
                a.shape(),
                a.pose(),
                Optional.of(new Entry.OnTrack("one", Entry.Known.KEYFRAME, false)),
                a.crowd(),
                a.occluded(),
                a.depth(),
                a.attributes(),
                a.extras());
    }

    @Test
    void aTrackThatBeginsToTurnTurnsBetweenItsKeyframesAndWhatLaterPlacesSayOfAllOfItIsKeptBeside() throws Exception {
        Intake intake = told(List.of(
                DOG,
                new Entry.Video("v", "clip1", 96, 64, 5),
                picture(0),
                picture(2),
                onOneTrack(place(0, new Box(10, 10, 8, 4), Entry.Known.KEYFRAME, false, 3)),
                onOneTrack(place(2, new RotatedBox(18, 12, 8, 4, 30), Entry.Known.KEYFRAME, false, 5))));
        done(intake.command());
        Label label = session.state().labelsOf(CLIP1).labelsInOrder().getFirst();
        assertEquals(new RotatedBox(14, 12, 8, 4, 0), label.at(0).orElseThrow().shape());
        assertEquals(new RotatedBox(16, 12, 8, 4, 15), label.at(1).orElseThrow().shape());
        assertEquals(3, label.depth());
        assertEquals(
                List.of(List.of("depth")),
                intake.leftovers().stream().map(Intake.Leftover::what).toList());
    }

    @Test
    void wordsOfPicturesAndEventsBecomeClassesOfTheirOwnKind() throws Exception {
        Entry.At at = new Entry.At("own.xml", "");
        Intake intake = told(List.of(
                DOG,
                Entry.Category.of("fog", "fog"),
                Entry.Category.of("run", "run"),
                new Entry.Video("v", "clip1", 0, 0, 0),
                picture(1),
                new Entry.Tag(at, "p1", "fog"),
                new Entry.Tag(at, "p1", "dog"),
                new Entry.Interval(at, "v", "run", 1, 3),
                new Entry.Interval(at, "v", "fog", 1, 3),
                place(1, new Box(0, 2, 8, 4), Entry.Known.STATED, false, 0)));
        Command.TakeIn command = intake.command();
        assertEquals(
                List.of("class dog is not said of frames", "class fog is no event"),
                intake.notTaken().stream().map(Entry.NotTaken::reason).toList());
        done(command);
        MediaLabels here = session.state().labelsOf(CLIP1);
        assertEquals(1, here.tagsOn(1).size());
        assertEquals(new FrameRange(1, 3), command.intervals().getFirst().range());
        assertEquals(
                ClassKind.INTERVAL_EVENT,
                session.state().ontology().find("run").orElseThrow().kind());
    }

    @Test
    void oddNamesOfClassesJointsAndAttributesSpoilNothing() throws Exception {
        Path from = folder.resolve("odd.json");
        Files.writeString(
                from,
                "{\"annotations\": ["
                        + box(
                                1,
                                1,
                                ", \"attributes\": {\"Color\": \"a\", \"color\": \"b\","
                                        + " \"list\": [\"a, b\", \" c\"]}")
                        + ", {\"id\": 2, \"image_id\": 1, \"category_id\": 2, \"bbox\": [1,2,3,4]}],"
                        + " \"categories\": [{\"id\": 1, \"name\": \"dog\", \"keypoints\": [\"a\", \"a\"],"
                        + " \"limner_colour\": \"RED\"}, {\"id\": 2, \"name\": \"dog\"},"
                        + " {\"id\": 3, \"name\": \"unused\"}], \"images\": ["
                        + image(1, 0).replace("\"frame_index\": 0", "\"frame_index\": null, \"frame_id\": 0")
                        + "], \"videos\": [{\"id\": 1, \"name\": \"clip0\"}]}");
        Intake intake = intake(from, Intake.Prefer.REGION, Map.of());
        Command.TakeIn command = intake.command();
        assertEquals(2, intake.taken(), "the videos stand behind the pictures, and both are found");
        assertEquals(
                List.of("dog"), command.classes().stream().map(LabelClass::name).toList());
        done(command);
        assertEquals(
                List.of("attribute color", "attribute list"),
                intake.leftovers().getFirst().what().stream().sorted().toList());
    }
}
