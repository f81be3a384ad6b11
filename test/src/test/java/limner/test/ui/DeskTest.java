package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import limner.app.ui.common.Selection;
import limner.app.ui.common.ToolKind;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.MaskShaping;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import limner.model.id.IntervalId;
import limner.model.id.MediaId;
import limner.model.id.SuggestionId;
import limner.model.label.Extent;
import limner.model.label.IntervalEvent;
import limner.model.label.Label;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.provenance.Origin;
import limner.model.suggestion.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Works on the desk with pointer and keyboard and reads the store back.
final class DeskTest {

    private static final double SIZE = 1000;

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desk.labelling(folder, SIZE, SIZE);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private Label only() {
        List<Label> labels = desk.stored().labelsInOrder();
        assertEquals(1, labels.size(), "labels in the store");
        return labels.getFirst();
    }

    private Shape shape() {
        return only().at(desk.shownFrame()).orElseThrow().shape();
    }

    private void near(double expected, double actual) {
        assertEquals(expected, actual, 1.01 / desk.scale(), "to a screen pixel");
    }

    private void isBox(double left, double top, double right, double bottom, Shape shape) {
        Box b = assertInstanceOf(Box.class, shape);
        near(left, b.x());
        near(top, b.y());
        near(right, b.right());
        near(bottom, b.bottom());
    }

    @Test
    void aBoxIsDrawnWithThePointerAndUndoneAndRedoneByKey() {
        desk.key(KeyCode.B);
        desk.drag(100, 80, 300, 260);
        desk.settle();

        isBox(100, 80, 300, 260, shape());
        assertEquals(Desk.PERSON, only().classId());
        assertEquals(Extent.FRAME, only().extent());
        assertEquals(FrameState.IN_WORK, desk.stored().state(0));
        assertEquals(
                Optional.of(only().id()),
                Toolkit.on(() -> desk.workspace().selection().get().label()));

        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        assertEquals(List.of(), desk.stored().labelsInOrder());
        desk.key(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
        desk.settle();
        isBox(100, 80, 300, 260, shape());
    }

    @Test
    void aBoxIsMovedByItsBodyResizedByItsHandleAndNudgedByKey() {
        desk.key(KeyCode.B);
        desk.drag(100, 100, 200, 200);
        desk.settle();
        desk.key(KeyCode.V);
        desk.drag(150, 150, 250, 180);
        desk.settle();
        isBox(200, 130, 300, 230, shape());

        desk.drag(300, 230, 380, 330);
        desk.settle();
        isBox(200, 130, 380, 330, shape());

        double before = shape().bounds().x();
        desk.key(KeyCode.ALT, KeyCode.RIGHT);
        desk.settle();
        assertEquals(before + 1, shape().bounds().x(), 1e-9);
        assertEquals(0, desk.shownFrame(), "the frame stays");
    }

    @Test
    void aPolygonIsClickedShortenedWithBackspaceAndFinishedWithEnter() {
        desk.key(KeyCode.P);
        desk.click(100, 100);
        desk.click(300, 100);
        desk.click(300, 300);
        desk.click(500, 400);
        desk.key(KeyCode.BACK_SPACE);
        desk.click(100, 300);
        desk.key(KeyCode.ENTER);
        desk.settle();

        Polygon p = assertInstanceOf(Polygon.class, shape());
        List<Point> points = p.rings().getFirst().points();
        assertEquals(4, points.size());
        near(300, points.get(2).x());
        near(300, points.get(2).y());
        near(100, points.get(3).x());
    }

    @Test
    void aDoubleClickFinishesAPolygonAndEscapeDropsOne() {
        desk.key(KeyCode.P);
        desk.click(100, 100);
        desk.click(300, 100);
        desk.key(KeyCode.ESCAPE);
        desk.settle();
        assertEquals(List.of(), desk.stored().labelsInOrder());

        desk.click(100, 100);
        desk.click(300, 100);
        desk.doubleClick(200, 300);
        desk.settle();
        Polygon p = assertInstanceOf(Polygon.class, shape());
        assertEquals(3, p.rings().getFirst().points().size());
    }

    @Test
    void aHoleIsDrawnWithAltInsideTheSelectedPolygon() {
        desk.key(KeyCode.P);
        for (double[] at : new double[][] {{100, 100}, {500, 100}, {500, 400}, {100, 400}}) {
            desk.click(at[0], at[1]);
        }
        desk.key(KeyCode.ENTER);
        desk.settle();
        desk.click(200, 200, KeyCode.ALT);
        desk.click(300, 200);
        desk.click(300, 300);
        desk.key(KeyCode.ENTER);
        desk.settle();

        Polygon p = assertInstanceOf(Polygon.class, shape());
        assertEquals(2, p.rings().size());
        Rle pixels = Rasterizer.rasterize(p, desk.media().width(), desk.media().height());
        assertTrue(pixels.contains(150, 350));
        assertFalse(pixels.contains(280, 220), "the hole is empty");
    }

    @Test
    void aVertexIsMovedAddedOnAnEdgeAndDeleted() {
        desk.key(KeyCode.P);
        desk.click(100, 100);
        desk.click(400, 100);
        desk.click(400, 400);
        desk.key(KeyCode.ENTER);
        desk.settle();
        desk.key(KeyCode.V);

        desk.drag(400, 400, 450, 350);
        desk.settle();
        near(450, ring().get(2).x());
        near(350, ring().get(2).y());

        desk.drag(250, 100, 250, 50);
        desk.settle();
        assertEquals(4, ring().size());
        near(50, ring().get(1).y());

        desk.key(KeyCode.DELETE);
        desk.settle();
        assertEquals(3, ring().size(), "the vertex in hand goes, not the label");
        near(400, ring().get(1).x());
    }

    private List<Point> ring() {
        return assertInstanceOf(Polygon.class, shape()).rings().getFirst().points();
    }

    @Test
    void aStrokeOfTheBrushIsOneEventAndTheNextOneReshapes() {
        desk.key(KeyCode.M);
        Toolkit.run(() -> desk.workspace().view().brushSize().set(20));
        long before = lastEvent();
        desk.drag(100, 100, 300, 100);
        desk.settle();
        Rle first = rle();
        assertTrue(first.contains(200, 100));
        assertTrue(first.contains(100, 92), "the stroke is as wide as the brush");
        assertFalse(first.contains(200, 130));
        assertEquals(before + 2, lastEvent(), "the label, and the frame in work");

        desk.drag(200, 100, 200, 250);
        desk.settle();
        assertTrue(rle().contains(200, 240));
        assertEquals(before + 3, lastEvent(), "one event more, on the same label");

        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        assertEquals(first, rle());
    }

    @Test
    void theEraserTakesPixelsAwayAndShiftBeginsANewMask() {
        desk.key(KeyCode.M);
        Toolkit.run(() -> desk.workspace().view().brushSize().set(30));
        desk.drag(100, 100, 400, 100);
        desk.settle();
        long area = rle().area();
        desk.key(KeyCode.R);
        desk.drag(250, 60, 250, 140);
        desk.settle();
        assertTrue(rle().area() < area);
        assertFalse(rle().contains(250, 100));
        assertTrue(rle().contains(150, 100), "two parts of one object");
        assertTrue(rle().contains(350, 100));

        desk.key(KeyCode.M);
        desk.dragHolding(new KeyCode[] {KeyCode.SHIFT}, 300, 300, 400, 300);
        desk.settle();
        assertEquals(2, desk.stored().labelsInOrder().size());
    }

    @Test
    void aMaskIsCutInTwoByALineAndUnitedAgainAndBothAreUndone() {
        desk.key(KeyCode.M);
        Toolkit.run(() -> desk.workspace().view().brushSize().set(40));
        desk.drag(100, 200, 500, 200);
        desk.settle();
        Rle whole = rle();
        desk.key(KeyCode.C);
        desk.click(300, 100);
        desk.click(300, 320);
        desk.key(KeyCode.ENTER);
        desk.settle();
        List<Label> pieces = desk.stored().labelsInOrder();
        assertEquals(2, pieces.size());
        Rle left = mask(pieces.get(0));
        Rle right = mask(pieces.get(1));
        assertEquals(whole, left.union(right));
        assertEquals(0, left.intersectionArea(right));

        desk.key(KeyCode.CONTROL, KeyCode.A);
        desk.key(KeyCode.U);
        desk.settle();
        assertEquals(whole, rle());
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        assertEquals(2, desk.stored().labelsInOrder().size());
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        assertEquals(whole, rle());
    }

    private Rle mask(Label label) {
        return assertInstanceOf(
                        Mask.class, label.at(desk.shownFrame()).orElseThrow().shape())
                .rle();
    }

    @Test
    void masksAreShapedAsThePageShowsBeforehand() {
        desk.key(KeyCode.M);
        Toolkit.run(() -> desk.workspace().view().brushSize().set(40));
        desk.drag(100, 200, 500, 200);
        desk.settle();
        Rle before = rle();
        desk.key(KeyCode.CONTROL, KeyCode.M);
        Toolkit.run(() ->
                ((ComboBox<?>) desk.node("#mask-operation")).getSelectionModel().select(3));
        desk.await(
                "it is shown what would come out",
                () -> desk.workspace().proposal().get().isPresent());
        assertEquals(before, rle(), "nothing is stored yet");
        Shape shown = Toolkit.on(
                () -> desk.workspace().proposal().get().orElseThrow().shapes().get(only().id()));
        assertEquals(new Mask(MaskShaping.grow(before, 2)), shown);
        desk.clickNode("#mask-apply");
        desk.settle();
        assertEquals(MaskShaping.grow(before, 2), rle());
        desk.key(KeyCode.ESCAPE);
        desk.await("the page is away", () -> desk.workspace().proposal().get().isEmpty());
    }

    @Test
    void cuttingOutLeavesBoxesAloneAndNamesTheMaskThatIsEmptied() {
        desk.key(KeyCode.B);
        desk.drag(80, 120, 560, 300);
        desk.settle();
        desk.key(KeyCode.M);
        Toolkit.run(() -> desk.workspace().view().brushSize().set(20));
        desk.drag(250, 200, 270, 200);
        desk.settle();
        Toolkit.run(() -> desk.workspace().view().brushSize().set(60));
        desk.dragHolding(new KeyCode[] {KeyCode.SHIFT}, 150, 200, 400, 200);
        desk.settle();
        assertEquals(3, desk.stored().labelsInOrder().size());
        desk.key(KeyCode.ALT, KeyCode.U);
        desk.await(
                "the small mask lay under the large one",
                () -> desk.stored().labelsInOrder().size() == 2);
        assertInstanceOf(
                Box.class,
                desk.stored().labelsInOrder().getFirst().at(0).orElseThrow().shape());
        desk.await("it is named", () -> desk.says("Person 2"));
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        assertEquals(3, desk.stored().labelsInOrder().size());
    }

    private Rle rle() {
        return assertInstanceOf(Mask.class, shape()).rle();
    }

    private long lastEvent() {
        return Toolkit.on(() -> desk.workspace().session().snapshot().lastEvent());
    }

    @Test
    void aLineAndAPointAreDrawn() {
        desk.key(KeyCode.L);
        desk.click(100, 100);
        desk.click(200, 150);
        desk.key(KeyCode.ENTER);
        desk.settle();
        assertInstanceOf(Polyline.class, shape());
        desk.key(KeyCode.D);
        desk.click(400, 300);
        desk.settle();
        assertInstanceOf(
                Point.class,
                desk.stored().labelsInOrder().getLast().at(0).orElseThrow().shape());
    }

    @Test
    void aDigitPicksTheClassForNewLabelsAndChangesTheSelectedOne() {
        desk.key(KeyCode.DIGIT2);
        desk.key(KeyCode.B);
        desk.drag(100, 100, 200, 200);
        desk.settle();
        assertEquals(Desk.CUP, only().classId());
        desk.key(KeyCode.DIGIT1);
        desk.settle();
        assertEquals(Desk.PERSON, only().classId());
    }

    @Test
    void aTagIsSetAndTakenBackByItsKeyAndAnEventIsStartedAndClosed() {
        desk.key(KeyCode.DIGIT3);
        desk.settle();
        assertEquals(List.of(Desk.BLURRED), desk.stored().tagsOn(0));
        desk.key(KeyCode.DIGIT3);
        desk.settle();
        assertEquals(List.of(), desk.stored().tagsOn(0));

        desk.key(KeyCode.DIGIT4);
        desk.settle();
        assertEquals(
                List.of(new FrameRange(0, 0)),
                desk.stored().intervalsInOrder().stream()
                        .map(IntervalEvent::range)
                        .toList(),
                "its first frame is stored at once");
        desk.show(25);
        desk.key(KeyCode.DIGIT4);
        desk.settle();
        assertEquals(1, desk.stored().intervalsInOrder().size());
        IntervalEvent event = desk.stored().intervalsInOrder().getFirst();
        assertEquals(new FrameRange(0, 25), event.range());
        assertEquals(Desk.MOVING, event.classId());
    }

    @Test
    void suggestionsAreAcceptedRejectedAndCorrectedByOneKeyEach() {
        List<SuggestionId> ids = desk.suggest(
                0, Desk.PERSON, Desk.box(50, 50, 100, 100), Desk.box(200, 50, 100, 100), Desk.box(350, 50, 100, 100));
        desk.key(KeyCode.N);
        assertEquals(Optional.of(ids.get(0)), selectedSuggestion());
        desk.key(KeyCode.ENTER);
        desk.settle();
        assertEquals(Verdict.ACCEPTED, desk.stored().verdict(ids.get(0)));
        assertEquals(Optional.of(ids.get(1)), selectedSuggestion(), "the next one is in hand");

        desk.key(KeyCode.BACK_SPACE);
        desk.settle();
        assertEquals(Verdict.REJECTED, desk.stored().verdict(ids.get(1)));

        desk.key(KeyCode.E);
        desk.key(KeyCode.DIGIT2);
        desk.drag(450, 150, 500, 200);
        assertEquals(Verdict.OPEN, desk.stored().verdict(ids.get(2)), "nothing is stored before it is taken");
        desk.key(KeyCode.ENTER);
        desk.settle();
        assertEquals(Verdict.AMENDED, desk.stored().verdict(ids.get(2)));
        Label amended = desk.stored().labelsInOrder().getLast();
        isBox(350, 50, 500, 200, amended.at(0).orElseThrow().shape());
        assertEquals(Desk.CUP, amended.classId());
        Origin.Suggested origin = assertInstanceOf(Origin.Suggested.class, amended.origin());
        assertEquals(Origin.How.AMENDED, origin.how());
    }

    @Test
    void theNextSuggestionIsFoundOnTheNextFrameThatHasSome() {
        List<SuggestionId> ids = desk.suggest(40, Desk.PERSON, Desk.box(50, 50, 100, 100));
        desk.key(KeyCode.N);
        desk.awaitFrame(40);
        desk.await(
                "it is selected",
                () -> desk.workspace().selection().get().suggestion().equals(Optional.of(ids.getFirst())));
    }

    @Test
    void theBuiltInModelsSuggestAndAPolicyAcceptsAndAReleaseIsMadeAndHolds() {
        desk.askModel();
        assertTrue(
                desk.stored().openOn(0).stream().anyMatch(s -> s.shape() instanceof Mask),
                "a person's box was turned into a mask");
        assertTrue(desk.stored().suggestions().values().stream()
                .allMatch(s -> Toolkit.on(() -> desk.workspace().state().runs().containsKey(s.run()))));
        desk.key(KeyCode.ESCAPE);
        assertFalse(sheetIsOpen(), "Esc puts the page away");

        desk.key(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
        desk.await("what would be accepted is told", () -> desk.says("would be accepted"));
        Toolkit.run(() -> ((Slider) desk.node("#threshold")).setValue(0.3));
        desk.await(
                "something would be accepted",
                () -> !desk.node("#policy-accept").isDisabled());
        desk.clickNode("#policy-accept");
        desk.await("labels are there", () -> !desk.workspace().labels().labels().isEmpty());
        Origin.Suggested origin = assertInstanceOf(
                Origin.Suggested.class, desk.stored().labelsInOrder().getFirst().origin());
        assertTrue(origin.policy() != null, "accepted by a recorded policy");
        desk.key(KeyCode.ESCAPE);

        desk.key(KeyCode.CONTROL, KeyCode.ENTER);
        desk.awaitFrame(1);
        desk.key(KeyCode.CONTROL, KeyCode.R);
        Path release = folder.resolve("work release");
        desk.await("what it would hold is told", () -> desk.says("1 picture ("));
        desk.clickNode("#release-start");
        desk.await("it is written and checked", () -> desk.says("Nothing is missing or changed"));
        assertTrue(Files.isRegularFile(release.resolve("manifest.json")));
        desk.key(KeyCode.ESCAPE);
        desk.key(KeyCode.CONTROL, KeyCode.R);
        desk.await(
                "a name that no release has is offered",
                () -> desk.node("#release-name") instanceof TextField name
                        && name.getText().equals("work 2"));
    }

    private boolean sheetIsOpen() {
        return Toolkit.on(() -> desk.stage().getScene().lookup(".side-sheet").isVisible());
    }

    private Optional<SuggestionId> selectedSuggestion() {
        return Toolkit.on(() -> desk.workspace().selection().get().suggestion());
    }

    @Test
    void aFrameIsDoneGoesOnAndIsOnlyChangedAfterReopening() {
        desk.key(KeyCode.CONTROL, KeyCode.ENTER);
        desk.settle();
        assertEquals(FrameState.DONE, desk.stored().state(0));
        desk.awaitFrame(1);

        desk.show(0);
        desk.key(KeyCode.B);
        desk.drag(100, 100, 200, 200);
        desk.settle();
        assertEquals(List.of(), desk.stored().labelsInOrder());
        assertTrue(desk.says("done: reopen it"), "the refusal is a sentence beside the work");

        desk.key(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.ENTER);
        desk.settle();
        desk.drag(100, 100, 200, 200);
        desk.settle();
        assertEquals(1, desk.stored().labelsInOrder().size());
    }

    @Test
    void aTrackIsKeyedByReshapingOnAnotherFrameAndEndsWithOutside() {
        desk.key(KeyCode.T);
        desk.key(KeyCode.B);
        desk.drag(100, 100, 200, 200);
        desk.settle();
        assertEquals(Extent.TRACK, only().extent());
        desk.show(10);
        desk.key(KeyCode.V);
        desk.click(150, 150);
        desk.drag(150, 150, 250, 150);
        desk.settle();
        assertEquals(2, only().keyframes().size());
        isBox(150, 100, 250, 200, only().at(5).orElseThrow().shape());
        desk.key(KeyCode.O);
        desk.settle();
        assertTrue(only().at(10).orElseThrow().occluded());
        desk.show(20);
        desk.key(KeyCode.X);
        desk.settle();
        assertTrue(only().at(20).isEmpty());
        assertTrue(only().at(19).isPresent());
    }

    @Test
    void labelsAreSelectedByRubberBandAndDeleted() {
        desk.key(KeyCode.B);
        desk.drag(100, 100, 180, 180);
        desk.settle();
        desk.drag(300, 100, 380, 180);
        desk.settle();
        desk.key(KeyCode.V);
        desk.drag(60, 60, 420, 260);
        assertEquals(
                2, Toolkit.on(() -> desk.workspace().selection().get().labels().size()));
        desk.key(KeyCode.DELETE);
        desk.settle();
        assertEquals(List.of(), desk.stored().labelsInOrder());
        assertEquals(
                Selection.nothing(),
                Toolkit.on(() -> desk.workspace().selection().get()));
    }

    @Test
    void tabWalksTheObjectsOfTheFrame() {
        desk.key(KeyCode.B);
        desk.drag(100, 100, 180, 180);
        desk.settle();
        desk.drag(300, 100, 380, 180);
        desk.settle();
        List<Label> labels = desk.stored().labelsInOrder();
        desk.key(KeyCode.TAB);
        assertEquals(
                Optional.of(labels.get(0).id()),
                Toolkit.on(() -> desk.workspace().selection().get().label()));
        desk.key(KeyCode.TAB);
        assertEquals(
                Optional.of(labels.get(1).id()),
                Toolkit.on(() -> desk.workspace().selection().get().label()));
    }

    @Test
    void arrowsStepFramesAndTheCounterIsTheFrameDrawn() {
        desk.key(KeyCode.RIGHT);
        desk.awaitFrame(1);
        desk.key(KeyCode.SHIFT, KeyCode.RIGHT);
        desk.awaitFrame(11);
        desk.key(KeyCode.LEFT);
        desk.awaitFrame(10);
    }

    @Test
    void aLabelOfAnotherFrameIsNoLongerSelectedSoThatDeleteCannotReachIt() {
        desk.key(KeyCode.B);
        desk.drag(100, 100, 180, 180);
        desk.settle();
        desk.show(3);
        desk.key(KeyCode.DELETE);
        desk.settle();
        assertEquals(1, desk.stored().labelsInOrder().size());
    }

    @Test
    void theWheelZoomsToThePixelUnderThePointer() {
        desk.move(desk.place(400, 200));
        desk.await("the pixel is told", () -> !pixel().isEmpty());
        String before = pixel();
        desk.wheel(-6);
        assertEquals(before, pixel(), "the pixel under the pointer stays");
        assertTrue(zoom() > desk.scale() * 100 * 2, "zoomed in: " + zoom());
        desk.key(KeyCode.F);
        assertEquals(desk.scale() * 100, zoom(), 0.6);
    }

    private String pixel() {
        return Toolkit.on(() -> desk.stage().getScene().getRoot().lookupAll(".status .label").stream()
                .map(n -> ((javafx.scene.control.Label) n).getText())
                .filter(t -> t.matches("\\d+, \\d+"))
                .findFirst()
                .orElse(""));
    }

    private double zoom() {
        return Toolkit.on(() -> desk.stage().getScene().getRoot().lookupAll(".status .label").stream()
                .map(n -> ((javafx.scene.control.Label) n).getText())
                .filter(t -> t.endsWith(" %"))
                .mapToDouble(t -> Double.parseDouble(t.replace(" %", "")))
                .findFirst()
                .orElse(0));
    }

    @Test
    void holdingAKeyHidesTheLabelsAndLettingGoShowsThem() {
        desk.hold(KeyCode.H);
        desk.await(
                "the labels are hidden",
                () -> desk.workspace().view().labelsHidden().get());
        desk.letGo(KeyCode.H);
        desk.await(
                "the labels are shown",
                () -> !desk.workspace().view().labelsHidden().get());
    }

    @Test
    void thePaletteFindsACommandByItsLetters() {
        desk.key(KeyCode.CONTROL, KeyCode.K);
        desk.type("eraser");
        desk.key(KeyCode.ENTER);
        assertEquals(ToolKind.ERASER, Toolkit.on(() -> desk.workspace().tool().get()));
    }

    @Test
    void aClassIsAddedInPlaceAndGetsAKey() {
        desk.clickAt(Toolkit.on(() -> {
            var button = desk.stage().getScene().getRoot().lookupAll(".quiet-button").stream()
                    .filter(n -> "Add class".equals(n.getAccessibleText()))
                    .findFirst()
                    .orElseThrow();
            var b = button.localToScreen(button.getBoundsInLocal());
            return new javafx.geometry.Point2D(b.getCenterX(), b.getCenterY());
        }));
        desk.type("dog");
        desk.key(KeyCode.ENTER);
        desk.settle();
        assertTrue(Toolkit.on(() -> desk.workspace().ontology().find("dog").isPresent()));
        desk.key(KeyCode.ESCAPE);
    }

    @Test
    void whatWasDrawnIsThereAfterTheProjectWasClosedAndOpenedAgain() {
        desk.key(KeyCode.B);
        desk.drag(100, 80, 300, 260);
        desk.settle();
        Shape drawn = shape();
        Toolkit.run(() -> desk.window().open(folder.resolve("work.limner")));
        desk.await(
                "the project is open again",
                () -> desk.window().workspace().isPresent()
                        && !desk.workspace().labels().labels().isEmpty());
        assertEquals(drawn, only().at(0).orElseThrow().shape());
        desk.await(
                "undo is offered across the restart",
                () -> desk.workspace().snapshot().get().history().nextUndo().isPresent());
    }

    @Test
    void filesThatAreNoVideosMakeNoProjectAndLeaveTheOpenOneOpen() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.mp4"), "These are notes, not a video.");
        Path project = folder.resolve("notes.limner");
        Toolkit.run(() -> desk.window().create(project, List.of(text)));
        desk.await(
                "the refusal is told",
                () -> desk.workspace().errors().notices().stream()
                        .anyMatch(n -> n.sentence().contains("notes.mp4")
                                && n.sentence().contains("No project was made")));
        assertFalse(Files.exists(project));
        assertEquals("work", Toolkit.on(() -> desk.workspace().state().name()));

        Path clip = folder.resolve("gallery.mp4");
        Toolkit.run(() -> desk.window().create(project, List.of(text, clip)));
        desk.await("one that is a video is enough", () -> Files.exists(project));
    }

    @Test
    void aRowThatSaysTheSameIsNotDrawnAnewByAnEdit() {
        Object before = Toolkit.on(this::firstVideoRow);
        desk.key(KeyCode.B);
        desk.drag(100, 80, 300, 260);
        desk.settle();
        assertSame(before, Toolkit.on(this::firstVideoRow));
    }

    private Object firstVideoRow() {
        return ((ListCell<?>) desk.node("#videos").lookup(".list-cell:filled")).getGraphic();
    }

    @Test
    void aPictureThatArrivesWhileTheButtonIsDownWaitsForTheGesture() {
        desk.show(30);
        desk.show(0);
        desk.key(KeyCode.B);
        desk.press(new KeyCode[0], 100, 100, 200, 200);
        Toolkit.run(() -> desk.workspace().goTo(30));
        // It was decoded before, and has all the time it needs.
        Toolkit.pulses(20);
        assertEquals(0, desk.shownFrame(), "what is drawn keeps its frame");
        desk.key(KeyCode.RIGHT);
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.release(desk.place(200, 200));
        desk.settle();
        desk.awaitFrame(30);
        assertEquals(0, only().firstFrame());
        isBox(100, 100, 200, 200, only().at(0).orElseThrow().shape());
    }

    @Test
    void keysThatWouldTakeTheFrameAwayWaitForTheEndOfAnOutline() {
        desk.key(KeyCode.B);
        desk.drag(400, 300, 500, 400);
        desk.settle();
        desk.key(KeyCode.P);
        desk.click(100, 100);
        desk.click(300, 100);
        desk.click(300, 300);
        desk.click(50, 400);
        desk.key(KeyCode.RIGHT);
        desk.key(KeyCode.SPACE);
        desk.await("it is said what to do first", () -> desk.says("Finish what you are drawing"));
        assertFalse(Toolkit.on(() -> desk.workspace().playing().get()));
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.key(KeyCode.ENTER);
        desk.settle();
        assertEquals(0, desk.shownFrame());
        List<Label> labels = desk.stored().labelsInOrder();
        assertEquals(2, labels.size(), "undo took a point and not the box");
        Polygon drawn = assertInstanceOf(
                Polygon.class, labels.getLast().at(0).orElseThrow().shape());
        assertEquals(3, drawn.rings().getFirst().points().size());
        desk.key(KeyCode.RIGHT);
        desk.awaitFrame(1);
    }

    @Test
    void thePictureIsMovedInTheMiddleOfAStroke() {
        desk.key(KeyCode.M);
        desk.press(new KeyCode[0], 100, 100, 200, 100);
        desk.down(MouseButton.SECONDARY);
        desk.up(MouseButton.PRIMARY);
        desk.settle();
        assertTrue(rle().contains(150, 100), "the stroke ends with its own button");
        desk.up(MouseButton.SECONDARY);
        assertFalse(Toolkit.on(() -> desk.workspace().gesture().get()));
    }

    @Test
    void aSecondFingerMakesAPinchOfTheFirstOnesStroke() {
        desk.key(KeyCode.B);
        desk.press(new KeyCode[0], 100, 100, 200, 200);
        desk.pinch(150, 150);
        desk.up(MouseButton.PRIMARY);
        desk.settle();
        assertEquals(List.of(), desk.stored().labelsInOrder());
    }

    @Test
    void escapeDropsAnEventThatIsBeingDraggedOnTheTimeline() {
        FrameRange range = new FrameRange(10, 40);
        desk.store(new Command.AddInterval(desk.mediaId(), IntervalId.random(), Desk.MOVING, range));
        desk.await(
                "it is on the timeline",
                () -> !desk.workspace().labels().intervals().isEmpty());
        Toolkit.pulses(2);
        desk.move(desk.onTimeline(25, 0));
        desk.down(MouseButton.PRIMARY);
        desk.move(desk.onTimeline(35, 0));
        desk.move(desk.onTimeline(60, 0));
        assertTrue(Toolkit.on(() -> desk.workspace().gesture().get()), "the event is in the hand");
        desk.key(KeyCode.ESCAPE);
        desk.up(MouseButton.PRIMARY);
        desk.settle();
        assertEquals(range, desk.stored().intervalsInOrder().getFirst().range());
    }

    @Test
    void aKeyThatStaysDownJudgesOneSuggestion() {
        List<SuggestionId> ids = desk.suggest(0, Desk.PERSON, Desk.box(50, 50, 100, 100), Desk.box(200, 50, 100, 100));
        desk.key(KeyCode.N);
        for (int i = 0; i < 3; i++) {
            desk.hold(KeyCode.ENTER);
            desk.settle();
        }
        desk.letGo(KeyCode.ENTER);
        assertEquals(Verdict.ACCEPTED, desk.stored().verdict(ids.get(0)));
        assertEquals(Verdict.OPEN, desk.stored().verdict(ids.get(1)));
        desk.key(KeyCode.ENTER);
        desk.settle();
        assertEquals(Verdict.ACCEPTED, desk.stored().verdict(ids.get(1)));
    }

    @Test
    void nothingOfAnEnlargedPictureIsLeftWhenItsVideoIsLeft() {
        desk.zoomTo(8, 300, 200);
        assertTrue(coloursOnCanvas() > 2, "the picture is there");
        Toolkit.run(() -> desk.workspace().open(MediaId.random()));
        Toolkit.pulses(3);
        assertEquals(1, coloursOnCanvas());
    }

    private long coloursOnCanvas() {
        return Toolkit.on(() -> {
            WritableImage seen = desk.canvas().snapshot(new SnapshotParameters(), null);
            int width = (int) seen.getWidth();
            int height = (int) seen.getHeight();
            return IntStream.range(0, width * height / 7)
                    .map(i -> i * 7)
                    .map(i -> seen.getPixelReader().getArgb(i % width, i / width))
                    .distinct()
                    .count();
        });
    }
}
