package limner.app.ui.canvas.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import limner.app.ui.common.Selection;
import limner.app.ui.common.ToolKind;
import limner.app.ui.common.Workspace;
import limner.app.ui.timing.TimingDesk;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
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
        public void commit(Command command, LabelId label, ClassId classId, Shape shape) {
            drawn.add(shape);
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

    private static Pointer at(double x, double y) {
        return new Pointer(new Point(x, y), 1, false, false, 1);
    }

    private static Pointer again(double x, double y) {
        return new Pointer(new Point(x, y), 1, false, false, 2);
    }

    private static Pointer shift(double x, double y) {
        return new Pointer(new Point(x, y), 1, true, false, 1);
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
        click(tool, new Pointer(new Point(50, 50), 1, false, true, 1));
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
}
