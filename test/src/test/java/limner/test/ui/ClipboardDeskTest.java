package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import limner.app.ui.common.Notice;
import limner.app.ui.common.Selection;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.label.Extent;
import limner.model.label.Label;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.ontology.Attribute;
import limner.model.ontology.AttributeType;
import limner.model.ontology.AttributeValue;
import limner.model.ontology.ClassDetails;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.provenance.Origin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Copies and pastes with the keyboard, within a video and from one project to another, and reads the store back.
final class ClipboardDeskTest {

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desk.labelling(folder, 1000, 1000);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private List<Label> labels() {
        return desk.stored().labelsInOrder();
    }

    private LabelId draw(ClassId of, int frame, Extent extent, Shape shape) {
        MediaId media = Toolkit.on(desk::mediaId);
        LabelId id = LabelId.random();
        desk.store(new Command.Draw(media, frame, id, of, extent, shape));
        desk.await("it is there", () -> desk.workspace().labels().label(id).isPresent());
        return id;
    }

    private void select(LabelId... ids) {
        Toolkit.run(() -> desk.workspace().selection().set(Selection.of(Set.of(ids))));
        Toolkit.pulses(1);
    }

    private void paste(int expected, KeyCode... keys) {
        desk.key(keys);
        desk.await(
                expected + " objects are stored",
                () -> desk.workspace().labels().labelsInOrder().size() == expected);
        desk.await("nothing runs", () -> desk.window().tasks().running().isEmpty());
        desk.settle();
    }

    private void copy(LabelId... ids) {
        select(ids);
        desk.key(KeyCode.CONTROL, KeyCode.C);
    }

    private void awaitProblem(String words) {
        desk.await(
                "it is said: " + words,
                () -> desk.workspace().errors().notices().stream()
                        .anyMatch(n ->
                                n.kind() == Notice.Kind.PROBLEM && n.sentence().contains(words)));
    }

    private static Mask disc(int width, int height, int x, int y, int radius) {
        byte[] pixels = new byte[width * height];
        for (int j = 0; j < height; j++) {
            for (int i = 0; i < width; i++) {
                boolean in = (i - x) * (i - x) + (j - y) * (j - y) <= radius * radius;
                pixels[j * width + i] = (byte) (in ? 1 : 0);
            }
        }
        return new Mask(Rle.ofRowMajor(width, height, pixels));
    }

    @Test
    void objectsAreCopiedToAnotherFrameAndOneUndoTakesThemBack() {
        Shape exact = new Box(100.125, 90.0625, 33.3, 44.4);
        Shape line = Polygon.of(List.of(new Point(10.1, 10.2), new Point(60.3, 12.4), new Point(30.5, 70.6)));
        LabelId track = draw(Desk.PERSON, 0, Extent.TRACK, exact);
        LabelId cup = draw(Desk.CUP, 0, Extent.FRAME, line);
        desk.store(new Command.SetOccluded(Toolkit.on(desk::mediaId), 0, track, true));
        desk.await(
                "it is occluded",
                () -> desk.workspace()
                        .labels()
                        .label(track)
                        .orElseThrow()
                        .at(0)
                        .orElseThrow()
                        .occluded());
        copy(track, cup);
        desk.show(7);
        paste(4, KeyCode.CONTROL, KeyCode.V);

        List<Label> pasted = labels().subList(2, 4);
        Label person = pasted.stream()
                .filter(l -> l.classId().equals(Desk.PERSON))
                .findFirst()
                .orElseThrow();
        Label other = pasted.stream()
                .filter(l -> l.classId().equals(Desk.CUP))
                .findFirst()
                .orElseThrow();
        assertEquals(Extent.FRAME, person.extent(), "a label of this frame");
        assertEquals(Set.of(7), person.keyframes().keySet());
        assertEquals(exact, person.at(7).orElseThrow().shape(), "to the last digit");
        assertTrue(person.at(7).orElseThrow().occluded());
        assertEquals(line, other.at(7).orElseThrow().shape());
        assertFalse(other.at(7).orElseThrow().occluded());
        assertEquals(new Origin.Manual(), person.origin());
        assertEquals(
                pasted.stream().map(Label::id).collect(Collectors.toSet()),
                Toolkit.on(() -> Set.copyOf(desk.workspace().selection().get().labels())),
                "what was pasted is selected");

        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        assertEquals(List.of(track, cup), labels().stream().map(Label::id).toList(), "one undo");
    }

    @Test
    void objectsArePastedAtThePointerAndStayOnThePicture() {
        LabelId a = draw(Desk.PERSON, 0, Extent.FRAME, new Box(20, 20, 40, 20));
        LabelId b = draw(Desk.PERSON, 0, Extent.FRAME, new Box(80, 60, 20, 40));
        copy(a, b);
        desk.show(3);
        desk.move(desk.place(300, 200));
        paste(4, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.V);
        Box first =
                assertInstanceOf(Box.class, labels().get(2).at(3).orElseThrow().shape());
        Box second =
                assertInstanceOf(Box.class, labels().get(3).at(3).orElseThrow().shape());
        double step = 1.01 / desk.scale();
        assertEquals(300, (first.x() + second.right()) / 2, step, "their middle");
        assertEquals(200, (first.y() + second.bottom()) / 2, step, "their middle");
        assertEquals(60, second.x() - first.x(), 1e-9, "as they lie to each other");
        assertEquals(40, second.y() - first.y(), 1e-9);

        desk.show(4);
        desk.move(desk.place(3, 4));
        paste(6, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.V);
        Box corner =
                assertInstanceOf(Box.class, labels().get(4).at(4).orElseThrow().shape());
        assertEquals(new Box(0, 0, 40, 20), corner, "all of it on the picture");
    }

    @Test
    void cuttingTakesATrackAwayOnThisFrameAloneAndADoneFrameTakesNothing() {
        LabelId track = draw(Desk.PERSON, 0, Extent.TRACK, new Box(20, 20, 40, 20));
        desk.show(2);
        select(track);
        desk.key(KeyCode.CONTROL, KeyCode.X);
        desk.await(
                "it is cut",
                () -> desk.workspace().labels().label(track).orElseThrow().at(2).isEmpty());
        desk.settle();
        Label left = labels().getFirst();
        assertTrue(left.at(1).isPresent());
        assertTrue(left.at(3).isPresent(), "the track goes on");

        MediaId media = Toolkit.on(desk::mediaId);
        desk.store(new Command.SetFrameState(media, FrameRange.of(5), FrameState.DONE));
        desk.show(5);
        desk.key(KeyCode.CONTROL, KeyCode.V);
        awaitProblem("5 is done");
        assertEquals(1, labels().size());
    }

    @Test
    void anotherProjectFindsClassesAndAttributesByNameAndNamesWhatItHasNot() throws IOException {
        Attribute pose = Attribute.of(1, "Pose", new AttributeType.Text());
        LabelClass person = LabelClass.of(1, "Person", "#e69f00", ClassKind.THING)
                .withDetails(ClassDetails.NONE.withAttributes(List.of(pose)));
        desk.store(new Command.EditClasses(List.of(person)));
        int width = desk.media().width();
        int height = desk.media().height();
        Mask mask = disc(width, height, 120, 90, 21);
        LabelId masked = draw(Desk.PERSON, 0, Extent.FRAME, mask);
        LabelId cup = draw(Desk.CUP, 0, Extent.FRAME, new Box(10, 10, 30, 30));
        MediaId media = Toolkit.on(desk::mediaId);
        desk.store(new Command.SetAttribute(
                media, 0, Set.of(masked), pose.id(), new AttributeValue.Text("sits, \"so\" to say")));
        desk.await(
                "the screen has the attribute",
                () -> !desk.workspace()
                        .labels()
                        .label(masked)
                        .orElseThrow()
                        .attributes()
                        .isEmpty());
        copy(masked, cup);
        desk.close();

        Path second = Files.createDirectory(folder.resolve("second"));
        desk = Desk.welcome(second, 1000, 1000);
        Path clip = second.resolve("gallery.mp4");
        Files.copy(folder.resolve("gallery.mp4"), clip);
        desk.create(second, clip);
        Attribute other = Attribute.of(9, "Pose", new AttributeType.Text());
        LabelClass human = LabelClass.of(7, "Person", "#0072b2", ClassKind.THING)
                .withDetails(ClassDetails.NONE.withAttributes(List.of(other)));
        desk.store(new Command.EditClasses(List.of(human, LabelClass.of(1, "Tree", "#009e73", ClassKind.THING))));
        desk.await(
                "the classes are there",
                () -> desk.workspace().ontology().find("Tree").isPresent());
        desk.show(4);
        paste(1, KeyCode.CONTROL, KeyCode.V);
        awaitProblem("Coffee cup");

        Label pasted = labels().getFirst();
        assertEquals(new ClassId(7), pasted.classId(), "by its name, whatever its number");
        assertEquals(mask, pasted.at(4).orElseThrow().shape(), "every pixel");
        assertEquals(
                new AttributeValue.Text("sits, \"so\" to say"),
                pasted.attributes().of(other.id()).orElseThrow());
        assertEquals(new Origin.Manual(), pasted.origin());
    }

    private void clipboard(String json) {
        Toolkit.run(() -> {
            DataFormat format = Objects.requireNonNullElseGet(
                    DataFormat.lookupMimeType("application/x-limner-labels+json"),
                    () -> new DataFormat("application/x-limner-labels+json"));
            ClipboardContent content = new ClipboardContent();
            content.put(format, ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
            Clipboard.getSystemClipboard().setContent(content);
        });
    }

    private static String json(String shape) {
        return "{\"format\":\"limner-labels\",\"version\":1,\"width\":100,\"height\":100,\"frame\":0,\"labels\":"
                + "[{\"class\":\"Person\",\"occluded\":false,\"depth\":0,\"attributes\":{},\"shape\":" + shape + "}]}";
    }

    @Test
    void whatIsNoLabelIsRefusedInOneSentenceAndNothingIsPasted() {
        List<String> bad = List.of(
                "",
                "{",
                "[".repeat(100_000),
                json("{\"kind\":\"BOX\",\"numbers\":[0,0,1e999,5]}"),
                json("{\"kind\":\"BOX\",\"numbers\":[0,NaN,5,5]}"),
                json("{\"kind\":\"BOX\",\"numbers\":[0,0,5]}"),
                json("{\"kind\":\"STAR\",\"numbers\":[0,0,5,5]}"),
                json("{\"kind\":\"MASK\",\"width\":2000000000,\"height\":2000000000,\"counts\":\"0\"}"),
                json("{\"kind\":\"BOX\",\"numbers\":[0,0,5,5]}").replace("\"version\":1", "\"version\":2"),
                json("{\"kind\":\"BOX\",\"numbers\":[0,0,5,5]}") + " ".repeat(1 << 24));
        for (String content : bad) {
            clipboard(content);
            desk.key(KeyCode.CONTROL, KeyCode.V);
            awaitProblem("nothing was pasted");
            desk.await("nothing runs", () -> desk.window().tasks().running().isEmpty());
            Toolkit.run(() -> List.copyOf(desk.workspace().errors().notices())
                    .forEach(n -> desk.workspace().errors().dismiss(n)));
        }
        assertEquals(List.of(), labels());

        clipboard(json("{\"kind\":\"BOX\",\"numbers\":[1,2,5,5]}"));
        paste(1, KeyCode.CONTROL, KeyCode.V);
        assertEquals(
                new Box(1, 2, 5, 5), labels().getFirst().at(0).orElseThrow().shape(), "the same, whole");
    }

    @Test
    void aMaskOfALargerPictureIsCutToThisOneAndMovedBeforeItIsCut() {
        int width = desk.media().width();
        int height = desk.media().height();
        Mask large = disc(width + 300, height + 200, width + 100, 90, 21);
        String runs = large.rle().cocoString().replace("\\", "\\\\");
        clipboard(json("{\"kind\":\"MASK\",\"width\":" + (width + 300) + ",\"height\":" + (height + 200)
                + ",\"counts\":\"" + runs + "\"}"));
        desk.key(KeyCode.CONTROL, KeyCode.V);
        awaitProblem("no pixel on this picture");
        assertEquals(List.of(), labels());

        desk.move(desk.place(200.5, 150.5));
        paste(1, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.V);
        Mask placed = assertInstanceOf(
                Mask.class, labels().getFirst().at(0).orElseThrow().shape());
        assertEquals(large.rle().area(), placed.rle().area(), "every pixel of it");
        assertEquals(width, placed.rle().width());
        assertEquals(height, placed.rle().height());
    }
}
