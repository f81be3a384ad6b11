package limner.app.ui.canvas.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import limner.app.ui.common.Gesture;
import limner.app.ui.common.Modifiers;
import limner.app.ui.common.Selection;
import limner.app.ui.common.ToolKind;
import limner.app.ui.common.Workspace;
import limner.app.ui.timing.TimingDesk;
import limner.app.usecase.Channel;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Mask;
import limner.model.geometry.PixelValues;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Ring;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.session.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Gestures without a window, on a picture of 640 × 360 shown pixel by pixel.
final class ToolsTest {

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // opened before each test
    private TimingDesk desk;

    @SuppressWarnings("NullAway.Init")
    private Table table;

    @BeforeEach
    void open() {
        desk = TimingDesk.without(folder);
        table = new Table(desk.workspace());
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /// A frame with things on it that keeps what tools hand in.
    private static final class Table implements ToolHost {

        private final Workspace workspace;
        private final List<Target> things = new ArrayList<>();
        private final List<Shape> drawn = new ArrayList<>();
        private Preview preview = new Preview.Nothing();

        Table(Workspace workspace) {
            this.workspace = workspace;
        }

        LabelId lay(Shape shape) {
            LabelId id = LabelId.random();
            things.add(new Target(new Target.Key.OfLabel(id), TimingDesk.CAR, shape, false));
            return id;
        }

        Shape shape(LabelId id) {
            return things.stream()
                    .filter(t -> t.key().equals(new Target.Key.OfLabel(id)))
                    .findFirst()
                    .orElseThrow()
                    .shape();
        }

        void select(LabelId... ids) {
            workspace.selection().set(Selection.of(Set.of(ids)));
        }

        @Override
        public Workspace workspace() {
            return workspace;
        }

        @Override
        public Optional<Stage> stage() {
            return workspace.media().map(m -> new Stage(m, 0));
        }

        @Override
        public List<Target> targets() {
            return List.copyOf(things);
        }

        @Override
        public Optional<Target> held() {
            return workspace
                    .selection()
                    .get()
                    .label()
                    .flatMap(id -> things.stream()
                            .filter(t -> t.key().equals(new Target.Key.OfLabel(id)))
                            .findFirst());
        }

        @Override
        public void preview(Preview next) {
            preview = next;
        }

        @Override
        public CompletionStage<Outcome> commit(Command command, LabelId label, ClassId classId, Shape shape) {
            drawn.add(shape);
            return CompletableFuture.completedFuture(new Outcome.Refused(""));
        }

        @Override
        public PixelValues values(Channel channel) {
            return (area, into) -> Arrays.fill(into, 0, area.width() * area.height(), (byte) 128);
        }

        @Override
        public void reshape(Target held, Shape shape) {
            things.replaceAll(
                    t -> t.key().equals(held.key()) ? new Target(t.key(), t.classId(), shape, t.locked()) : t);
        }

        @Override
        public Optional<ClassId> classForNew() {
            return Optional.of(TimingDesk.CAR);
        }
    }

    private static Set<Gesture> held(boolean shift, boolean alt) {
        return Gesture.meant(Gesture.usual(), new Modifiers(shift, false, alt));
    }

    private static Pointer at(double x, double y) {
        return new Pointer(new Point(x, y), 1, Set.of(), 1);
    }

    private static Pointer again(double x, double y) {
        return new Pointer(new Point(x, y), 1, Set.of(), 2);
    }

    private static Pointer shift(double x, double y) {
        return new Pointer(new Point(x, y), 1, held(true, false), 1);
    }

    private static void click(Tool tool, Pointer p) {
        tool.pressed(p);
        tool.released(p);
    }

    private static void drag(Tool tool, Pointer from, Pointer to) {
        tool.pressed(from);
        tool.dragged(to);
        tool.released(to);
    }

    private static Polygon square(double x, double y, double side) {
        return Polygon.of(List.of(
                new Point(x, y), new Point(x + side, y), new Point(x + side, y + side), new Point(x, y + side)));
    }

    @Test
    void deleteTakesNoVertexOfAShapeThatWasSelectedLater() {
        LabelId first = table.lay(square(10, 10, 100));
        LabelId second = table.lay(square(200, 10, 100));
        SelectTool tool = new SelectTool(table);
        table.select(first);
        click(tool, at(10, 10));
        table.select(second);
        assertFalse(tool.deletePart(), "the label is what is to be deleted");
        assertEquals(square(200, 10, 100), table.shape(second));

        table.select(first);
        click(tool, at(10, 10));
        assertTrue(tool.deletePart());
        assertEquals(
                3,
                assertInstanceOf(Polygon.class, table.shape(first))
                        .rings()
                        .getFirst()
                        .points()
                        .size());
    }

    @Test
    void aShiftClickThatTakesOneOutDoesNotMoveTheOther() {
        Box left = new Box(10, 10, 50, 50);
        Box right = new Box(200, 10, 50, 50);
        LabelId first = table.lay(left);
        LabelId second = table.lay(right);
        table.select(first, second);
        drag(new SelectTool(table), shift(30, 30), shift(40, 36));
        assertEquals(Set.of(second), desk.workspace().selection().get().labels());
        assertEquals(left, table.shape(first));
        assertEquals(right, table.shape(second));
    }

    @Test
    void aHandleGraspedBesideItsMiddleGoesAsFarAsThePointer() {
        LabelId label = table.lay(new Box(100, 100, 80, 60));
        table.select(label);
        SelectTool tool = new SelectTool(table);
        drag(tool, at(183, 162), at(203, 172));
        assertEquals(new Box(100, 100, 100, 70), table.shape(label));
        drag(tool, at(200, 170), at(900, 170));
        assertEquals(new Box(100, 100, 540, 70), table.shape(label), "not beyond the picture");
    }

    @Test
    void aPointIsSetByAPressOfItsOwnAndDroppedByEsc() {
        PointTool tool = new PointTool(table);
        tool.released(at(50, 50));
        assertEquals(List.of(), table.drawn, "the button went down for another tool");
        tool.pressed(at(50, 50));
        assertTrue(tool.cancel());
        tool.released(at(50, 50));
        assertEquals(List.of(), table.drawn);
        click(tool, at(700, 50));
        assertEquals(List.of(new Point(640, 50)), table.drawn);
    }

    @Test
    void aDoubleClickOnTheFirstPointClosesTheOutlineAndBeginsNoOther() {
        ChainTool tool = new ChainTool(table, ToolKind.POLYGON);
        click(tool, at(10, 10));
        click(tool, at(110, 10));
        click(tool, at(110, 110));
        click(tool, at(11, 11));
        assertEquals(1, table.drawn.size(), "closed");
        click(tool, again(11, 11));
        assertFalse(tool.cancel(), "nothing is under way");
        assertEquals(1, table.drawn.size());
        click(tool, at(300, 10));
        assertTrue(tool.cancel(), "the next click begins one");
    }

    @Test
    void aHoleIsCutIntoThePolygonAsItIsByThen() {
        LabelId label = table.lay(square(10, 10, 200));
        table.select(label);
        ChainTool tool = new ChainTool(table, ToolKind.POLYGON);
        click(tool, new Pointer(new Point(50, 50), 1, held(false, true), 1));
        click(tool, at(100, 50));
        click(tool, at(100, 100));
        table.reshape(table.held().orElseThrow(), square(20, 20, 150));
        assertTrue(tool.finish());
        Polygon now = assertInstanceOf(Polygon.class, table.shape(label));
        assertEquals(2, now.rings().size());
        assertEquals(square(20, 20, 150).rings().getFirst(), now.rings().getFirst(), "not the one from before");
    }

    @Test
    void aBoxMayBeThinButAClickThatSlippedIsNone() {
        BoxTool tool = new BoxTool(table, new SelectTool(table));
        drag(tool, at(100, 100), at(300, 102));
        assertEquals(List.of(new Box(100, 100, 200, 2)), table.drawn);
        drag(tool, at(100, 200), at(106, 201));
        drag(tool, at(100, 200), at(300, 200));
        assertEquals(1, table.drawn.size());
        assertEquals(new Preview.Nothing(), table.preview);
    }

    @Test
    void aSquareStaysOneAtTheBorderOfThePicture() {
        BoxTool tool = new BoxTool(table, new SelectTool(table));
        drag(tool, shift(600, 300), shift(700, 500));
        assertEquals(List.of(new Box(600, 300, 40, 40)), table.drawn);
    }

    // Turned boxes and ellipses.

    @Test
    void threeClicksMakeATurnedBoxAndShiftKeepsItsSideToSteps() {
        RotatedBoxTool tool = new RotatedBoxTool(table);
        click(tool, at(100, 100));
        tool.moved(at(180, 160));
        click(tool, at(180, 160));
        tool.moved(at(140, 230));
        assertInstanceOf(Preview.Draft.class, table.preview);
        click(tool, at(140, 230));
        assertEquals(List.of(RotatedBox.spanned(p(100, 100), p(180, 160), p(140, 230))), table.drawn);
        assertEquals(new Preview.Nothing(), table.preview);

        click(tool, at(100, 100));
        click(tool, shift(200, 110));
        click(tool, at(150, 140));
        assertEquals(
                0, assertInstanceOf(RotatedBox.class, table.drawn.getLast()).angle());
    }

    @Test
    void aDraggedBoxIsTurnedByTheWayThePointerGoesRound() {
        RotatedBoxTool tool = new RotatedBoxTool(table);
        drag(tool, at(100, 100), at(300, 200));
        assertEquals(List.of(), table.drawn, "it is still to be turned");
        // From the lower right corner a quarter round the centre (200, 150).
        tool.moved(at(150, 250));
        click(tool, at(150, 250));
        RotatedBox box = assertInstanceOf(RotatedBox.class, table.drawn.getLast());
        assertEquals(new RotatedBox(200, 150, 200, 100, box.angle()), box);
        assertEquals(90, box.angle(), 1e-9);

        drag(tool, at(100, 100), at(300, 200));
        assertTrue(tool.finish(), "Enter takes it as it is");
        assertEquals(new RotatedBox(200, 150, 200, 100, 0), table.drawn.getLast());

        drag(tool, at(100, 100), at(300, 200));
        click(tool, shift(155, 252));
        assertEquals(
                90, assertInstanceOf(RotatedBox.class, table.drawn.getLast()).angle(), "a whole step");
        drag(tool, at(100, 100), at(300, 200));
        assertTrue(tool.cancel());
        assertEquals(3, table.drawn.size());
    }

    @Test
    void backspaceTakesOneStepOfATurnedBoxBack() {
        RotatedBoxTool tool = new RotatedBoxTool(table);
        click(tool, at(100, 100));
        click(tool, at(200, 100));
        assertTrue(tool.stepBack());
        click(tool, at(100, 200));
        click(tool, at(140, 150));
        assertEquals(RotatedBox.spanned(p(100, 100), p(100, 200), p(140, 150)), table.drawn.getLast());
        click(tool, at(100, 100));
        assertTrue(tool.stepBack());
        assertFalse(tool.stepBack(), "nothing is under way");
    }

    private static Point p(double x, double y) {
        return new Point(x, y);
    }

    @Test
    void handlesOfATurnedBoxKeepWhatLiesOppositeAndTurnItAboutItsCentre() {
        LabelId label = table.lay(new RotatedBox(200, 150, 100, 60, 90));
        table.select(label);
        SelectTool tool = new SelectTool(table);
        // Turned by a quarter, its right side is below.
        drag(tool, at(200, 200), at(200, 240));
        assertEquals(new RotatedBox(200, 170, 140, 60, 90), table.shape(label));
        // What turns it stands to the right, where its upper side is.
        drag(tool, at(230 + 25.5, 170), at(200, 70));
        assertEquals(0, assertInstanceOf(RotatedBox.class, table.shape(label)).angle(), 1e-9);
        drag(tool, at(200, 140 - 25.5), shift(310, 60));
        assertEquals(45, assertInstanceOf(RotatedBox.class, table.shape(label)).angle(), 1e-9);
        drag(tool, at(200, 170), at(220, 180));
        assertEquals(new RotatedBox(220, 180, 140, 60, 45), table.shape(label), "moved by its inside");
    }

    @Test
    void anEllipseIsDrawnWithinABoxAndWithShiftItIsACircle() {
        BoxTool tool = new BoxTool(table, new SelectTool(table), ToolKind.ELLIPSE);
        drag(tool, at(100, 100), at(300, 160));
        assertEquals(new Ellipse(200, 130, 100, 30, 0), table.drawn.getLast());
        drag(tool, shift(100, 100), shift(180, 160));
        assertEquals(new Ellipse(140, 140, 40, 40, 0), table.drawn.getLast());
        LabelId label = table.lay(new Ellipse(200, 130, 100, 30, 0));
        table.select(label);
        drag(new SelectTool(table), at(300, 130), at(340, 135));
        assertEquals(new Ellipse(220, 130, 120, 30, 0), table.shape(label), "the left end stays");
    }

    // Outlines.

    private static Polygon comb() {
        List<Point> points = new ArrayList<>();
        for (int x = 100; x <= 300; x += 20) {
            points.add(new Point(x, 100));
        }
        points.add(new Point(300, 200));
        points.add(new Point(100, 200));
        return Polygon.of(points);
    }

    private List<Point> outline(LabelId label) {
        return assertInstanceOf(Polygon.class, table.shape(label))
                .rings()
                .getFirst()
                .points();
    }

    @Test
    void aRunOfVerticesGoesByDraggingOverThemWithAlt() {
        LabelId label = table.lay(comb());
        table.select(label);
        SelectTool tool = new SelectTool(table);
        drag(tool, alt(140, 101), alt(240, 99));
        assertEquals(
                List.of(p(100, 100), p(120, 100), p(260, 100), p(280, 100), p(300, 100), p(300, 200), p(100, 200)),
                outline(label));
        click(tool, alt(120, 100));
        assertEquals(6, outline(label).size(), "a click takes one");
        drag(tool, alt(100, 100), alt(300, 100));
        assertEquals(3, outline(label).size(), "as many stay as an outline needs");
    }

    private static Pointer alt(double x, double y) {
        return new Pointer(new Point(x, y), 1, held(false, true), 1);
    }

    @Test
    void aStretchOfTheSelectedOutlineIsDrawnAnew() {
        LabelId label = table.lay(square(100, 100, 100));
        table.select(label);
        ChainTool tool = new ChainTool(table, ToolKind.POLYGON);
        // A bulge of the upper side, by clicks.
        click(tool, alt(120, 102));
        click(tool, at(150, 60));
        click(tool, at(180, 98));
        assertEquals(
                List.of(p(120, 100), p(150, 60), p(180, 100), p(200, 100), p(200, 200), p(100, 200), p(100, 100)),
                outline(label));
        assertFalse(tool.cancel(), "nothing is under way");

        // A corner cut off freehand, the other way round.
        tool.pressed(alt(198, 170));
        for (double d = 5; d <= 30; d += 5) {
            tool.dragged(alt(198 - d, 170 + d));
        }
        tool.released(alt(168, 200));
        assertFalse(outline(label).contains(p(200, 200)), "the corner is gone");
        assertTrue(outline(label).contains(p(200, 170)));
        assertEquals(
                new Ring(square(100, 100, 100).rings().getFirst().points()).winding(),
                new Ring(outline(label)).winding(),
                "the same way round");
        assertEquals(List.of(), table.drawn);
    }

    @Test
    void aStretchOfALineIsDrawnAnew() {
        LabelId label = table.lay(new Polyline(List.of(p(100, 100), p(200, 100), p(300, 100))));
        table.select(label);
        ChainTool tool = new ChainTool(table, ToolKind.POLYLINE);
        click(tool, alt(250, 100));
        click(tool, at(200, 160));
        click(tool, at(150, 101));
        assertEquals(
                new Polyline(List.of(p(100, 100), p(150, 100), p(200, 160), p(250, 100), p(300, 100))),
                table.shape(label));
    }

    @Test
    void pointsSnapToCornersAndEdgesOnlyWhileThatIsSwitchedOn() {
        table.lay(square(100, 100, 100));
        ChainTool tool = new ChainTool(table, ToolKind.POLYLINE);
        click(tool, at(204, 97));
        click(tool, at(300, 300));
        assertTrue(tool.finish());
        assertEquals(new Polyline(List.of(p(204, 97), p(300, 300))), table.drawn.getLast());

        desk.workspace().view().snapping().set(true);
        tool.moved(at(204, 97));
        assertEquals(new Preview.Mark(p(200, 100)), table.preview, "seen before the click");
        click(tool, at(204, 97));
        tool.moved(at(203, 150));
        assertEquals(
                Optional.of(p(200, 150)),
                assertInstanceOf(Preview.Chain.class, table.preview).snapped());
        click(tool, at(203, 150));
        click(tool, at(300, 300));
        assertTrue(tool.finish());
        assertEquals(
                new Polyline(List.of(p(200, 100), p(200, 150), p(300, 300))),
                table.drawn.getLast(),
                "a corner, an edge, and nothing near");
    }

    @Test
    void aMovedVertexSnapsToANeighbourAndNotToItself() {
        table.lay(square(100, 100, 100));
        LabelId label = table.lay(square(210, 100, 50));
        table.select(label);
        desk.workspace().view().snapping().set(true);
        drag(new SelectTool(table), at(210, 100), at(203, 104));
        assertEquals(p(200, 100), outline(label).getFirst());
    }

    @Test
    void withShiftTheOutlineOfANeighbourIsTakenOverBetweenTwoPlaces() {
        table.lay(comb());
        ChainTool tool = new ChainTool(table, ToolKind.POLYGON);
        click(tool, shift(110, 103));
        tool.moved(shift(170, 97));
        assertEquals(
                List.of(p(120, 100), p(140, 100), p(160, 100)),
                assertInstanceOf(Preview.Chain.class, table.preview).taken(),
                "seen before the click");
        click(tool, shift(170, 97));
        click(tool, at(140, 40));
        assertTrue(tool.finish());
        assertEquals(
                Polygon.of(List.of(p(110, 100), p(120, 100), p(140, 100), p(160, 100), p(170, 100), p(140, 40))),
                table.drawn.getLast());

        click(tool, shift(290, 100));
        click(tool, new Pointer(p(300, 150), 1, held(true, true), 1));
        assertTrue(tool.finish());
        assertEquals(
                14,
                assertInstanceOf(Polygon.class, table.drawn.getLast())
                        .rings()
                        .getFirst()
                        .points()
                        .size(),
                "with Alt the longer way round");
    }

    @Test
    void whatIsTracedMayBeAMask() {
        table.lay(new Mask(Rasterizer.rasterize(new Box(100, 100, 80, 40), 640, 360)));
        ChainTool tool = new ChainTool(table, ToolKind.POLYLINE);
        click(tool, shift(120, 98));
        click(tool, shift(182, 120));
        assertTrue(tool.finish());
        assertEquals(new Polyline(List.of(p(120, 100), p(180, 100), p(180, 120))), table.drawn.getLast());
    }
}
