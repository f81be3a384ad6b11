package limner.test.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import limner.model.command.Command;
import limner.model.geometry.Joint;
import limner.model.geometry.Joint.State;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import limner.model.label.Label;
import limner.model.ontology.LabelClass;
import limner.model.ontology.SkeletonTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Draws skeletons and sets of points with the pointer and by keys, and reads the store.
final class SkeletonDeskTest {

    private static final double SIZE = 1000;

    private static final SkeletonTemplate TEMPLATE = new SkeletonTemplate(
            List.of(
                    new SkeletonTemplate.Joint("head", 0.5, 0),
                    new SkeletonTemplate.Joint("left hand", 0, 0.5),
                    new SkeletonTemplate.Joint("right hand", 1, 0.5),
                    new SkeletonTemplate.Joint("foot", 0.5, 1)),
            List.of(new SkeletonTemplate.Edge(0, 1), new SkeletonTemplate.Edge(0, 2), new SkeletonTemplate.Edge(0, 3)),
            List.of());

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

    private void giveTemplate() {
        LabelClass person =
                Toolkit.on(() -> desk.workspace().ontology().find(Desk.PERSON).orElseThrow());
        desk.store(new Command.EditClasses(
                List.of(person.withDetails(person.details().withSkeleton(TEMPLATE)))));
        desk.await("the class has joints", () -> hasTemplate());
    }

    private boolean hasTemplate() {
        return desk.workspace()
                .ontology()
                .find(Desk.PERSON)
                .flatMap(LabelClass::skeleton)
                .isPresent();
    }

    private Label last() {
        return desk.stored().labelsInOrder().getLast();
    }

    private Shape shape() {
        return last().at(desk.shownFrame()).orElseThrow().shape();
    }

    private List<Joint> joints() {
        return assertInstanceOf(Skeleton.class, shape()).joints();
    }

    private void lies(Joint joint, double x, double y, State state) {
        assertEquals(x, joint.at().x(), 1.5 / desk.scale(), joint.name());
        assertEquals(y, joint.at().y(), 1.5 / desk.scale(), joint.name());
        assertEquals(state, joint.state(), joint.name());
    }

    @Test
    void aSkeletonIsPlacedByADragAndItsJointsAreMovedAndHidden() {
        giveTemplate();
        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.S);
        desk.drag(100, 100, 300, 300);
        desk.settle();
        lies(joints().get(0), 200, 100, State.VISIBLE);
        lies(joints().get(1), 100, 200, State.VISIBLE);
        lies(joints().get(3), 200, 300, State.VISIBLE);

        desk.drag(100, 200, 140, 260);
        desk.settle();
        assertEquals(1, desk.stored().labelsInOrder().size(), "a joint is moved, nothing is drawn");
        lies(joints().get(1), 140, 260, State.VISIBLE);
        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.J);
        desk.settle();
        lies(joints().get(1), 140, 260, State.OCCLUDED);
        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.J);
        desk.settle();
        lies(joints().get(1), 140, 260, State.ABSENT);
        desk.key(KeyCode.ALT, KeyCode.RIGHT);
        desk.settle();
        assertEquals(State.VISIBLE, joints().get(1).state(), "who puts a joint somewhere says that it is there");
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        assertEquals(State.OCCLUDED, joints().get(1).state(), "each is a step of its own");
    }

    @Test
    void aSkeletonIsClickedJointByJointAndATrackOfItIsInterpolated() {
        giveTemplate();
        desk.key(KeyCode.T);
        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.S);
        desk.click(200, 100);
        desk.click(100, 200, KeyCode.SHIFT);
        desk.click(350, 340);
        desk.key(KeyCode.BACK_SPACE);
        desk.click(300, 200);
        desk.key(KeyCode.ENTER);
        desk.settle();
        lies(joints().get(0), 200, 100, State.VISIBLE);
        lies(joints().get(1), 100, 200, State.OCCLUDED);
        lies(joints().get(2), 300, 200, State.VISIBLE);
        lies(joints().get(3), 200, 300, State.ABSENT);

        desk.show(10);
        desk.drag(200, 100, 240, 140);
        desk.settle();
        desk.show(5);
        lies(joints().get(0), 220, 120, State.VISIBLE);
        lies(joints().get(1), 100, 200, State.OCCLUDED);
    }

    @Test
    void withoutATemplateTheUserIsSentToThePageOfTheClassWhereItIsWrittenByKeys() {
        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.S);
        desk.drag(100, 100, 300, 300);
        desk.settle();
        assertTrue(desk.stored().labelsInOrder().isEmpty());

        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.O);
        desk.await("the page is open", () -> look("onto-joints") != null);
        Toolkit.run(() -> ((TextArea) there("onto-joints")).setText("head 0.5 0\nfoot 0.5 1"));
        Toolkit.run(() -> ((TextField) there("onto-edges")).setText("head - hand"));
        Toolkit.run(() -> there("onto-edges").requestFocus());
        desk.key(KeyCode.ENTER);
        Toolkit.pulses(2);
        assertTrue(!hasTemplate(), "no joint is called hand");
        Toolkit.run(() -> ((TextField) there("onto-edges")).setText("head - foot"));
        desk.key(KeyCode.ENTER);
        desk.await("the class has joints", this::hasTemplate);
        desk.key(KeyCode.ESCAPE);

        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.S);
        desk.drag(100, 100, 300, 300);
        desk.settle();
        assertEquals(List.of("head", "foot"), ((Skeleton) shape()).names());
    }

    private @org.jspecify.annotations.Nullable Node look(String id) {
        return desk.stage().getScene().lookup("#" + id);
    }

    private Node there(String id) {
        return Objects.requireNonNull(look(id), id);
    }

    @Test
    void pointsAreClickedAndOneMoreIsAddedAndOneTakenAway() {
        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.P);
        desk.click(100, 100);
        desk.click(200, 120);
        desk.click(300, 300);
        desk.key(KeyCode.BACK_SPACE);
        desk.click(250, 150);
        desk.key(KeyCode.ENTER);
        desk.settle();
        assertEquals(3, points().size());
        assertEquals(250, points().get(2).x(), 1.5 / desk.scale());
        desk.click(320, 200, KeyCode.SHIFT);
        desk.settle();
        assertEquals(4, points().size());
        desk.drag(100, 100, 120, 140);
        desk.settle();
        assertEquals(120, points().getFirst().x(), 1.5 / desk.scale());
        assertEquals(140, points().getFirst().y(), 1.5 / desk.scale());
        desk.key(KeyCode.DELETE);
        desk.settle();
        assertEquals(3, points().size(), "the point in hand");
        assertEquals(1, desk.stored().labelsInOrder().size());
        desk.key(KeyCode.CONTROL, KeyCode.Z);
        desk.settle();
        assertEquals(4, points().size());
    }

    private List<Point> points() {
        return assertInstanceOf(PointSet.class, shape()).points();
    }

    @Test
    void aSkeletonAndPointsAreSetByKeysAlone() {
        giveTemplate();
        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.S);
        desk.key(KeyCode.F7);
        desk.key(KeyCode.SPACE);
        desk.key(KeyCode.RIGHT);
        desk.key(KeyCode.SPACE);
        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.J);
        desk.key(KeyCode.ENTER);
        desk.settle();
        assertEquals(
                List.of(State.VISIBLE, State.OCCLUDED, State.ABSENT, State.ABSENT),
                joints().stream().map(Joint::state).toList());
        desk.key(KeyCode.ALT, KeyCode.SHIFT, KeyCode.P);
        desk.key(KeyCode.DOWN);
        desk.key(KeyCode.SPACE);
        desk.key(KeyCode.DOWN);
        desk.key(KeyCode.SPACE);
        desk.key(KeyCode.ENTER);
        desk.settle();
        assertEquals(2, points().size());
    }
}
