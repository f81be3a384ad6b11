package limner.model.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import limner.model.fixture.Fixture;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import limner.model.id.LabelId;
import limner.model.provenance.Origin;
import org.junit.jupiter.api.Test;
import org.pcollections.TreePMap;

final class LabelTest {

    private static Label track(int frame, Shape shape) {
        return Label.drawn(
                new LabelId(Fixture.uuid("l")),
                Fixture.VIDEO,
                1,
                Fixture.CAR,
                Extent.TRACK,
                frame,
                shape,
                new Origin.Manual());
    }

    private static Shape at(Label label, int frame) {
        return label.at(frame).orElseThrow().shape();
    }

    @Test
    void everyNumberOfAShapeGoesInAStraightLine() {
        assertEquals(
                new Box(2.5, 5, 12.5, 10),
                at(track(0, new Box(0, 0, 10, 10)).withKeyframe(4, Keyframe.of(new Box(10, 20, 20, 10))), 1));
        assertEquals(new Point(1, 3), at(track(0, new Point(0, 2)).withKeyframe(2, Keyframe.of(new Point(2, 4))), 1));
        assertEquals(
                Fixture.polyline().translated(3, 4),
                at(
                        track(0, Fixture.polyline())
                                .withKeyframe(2, Keyframe.of(Fixture.polyline().translated(6, 8))),
                        1));
        assertEquals(
                Polygon.of(List.of(new Point(1, 0), new Point(11, 0), new Point(1, 10))),
                at(
                        track(0, Polygon.of(List.of(new Point(0, 0), new Point(10, 0), new Point(0, 10))))
                                .withKeyframe(
                                        4,
                                        Keyframe.of(Polygon.of(
                                                List.of(new Point(4, 0), new Point(14, 0), new Point(4, 10))))),
                        1));
    }

    private static void assertHeld(Shape from, Shape to, Interpolation how) {
        Label label = track(0, from)
                .withKeyframe(0, Keyframe.of(from).withInterpolation(how))
                .withKeyframe(10, Keyframe.of(to));
        assertEquals(
                new Placement(from, false, Placement.Source.HELD), label.at(9).orElseThrow());
        assertEquals(
                new Placement(to, false, Placement.Source.KEYFRAME),
                label.at(10).orElseThrow());
    }

    private static final Shape TRIANGLE = Polygon.of(List.of(new Point(0, 0), new Point(9, 0), new Point(0, 9)));
    private static final Shape LINE = new Polyline(List.of(new Point(0, 0), new Point(9, 9)));

    @Test
    void aShapeOfAnotherKindIsHeld() {
        List<Shape> kinds = List.of(
                Fixture.mask(9, 9, 4), TRIANGLE, LINE, Fixture.box(0, 0), new Point(1, 2), new Mask(Rle.empty(64, 48)));
        for (Shape from : kinds) {
            for (Shape to : kinds) {
                if (from.kind() != to.kind()) {
                    assertHeld(from, to, Interpolation.LINEAR);
                }
            }
        }
        assertHeld(Fixture.mask(9, 9, 4), new Mask(Rle.ofCounts(2, 2, new int[] {0, 4})), Interpolation.LINEAR);
    }

    @Test
    void whatCannotBePairedNumberByNumberIsHeldWhereKeyframesSayThatOfOldProjects() {
        assertHeld(Fixture.mask(9, 9, 4), Fixture.mask(20, 9, 4), Interpolation.PAIRED);
        assertHeld(TRIANGLE, Fixture.polygon(), Interpolation.PAIRED);
        assertHeld(LINE, Fixture.polyline(), Interpolation.PAIRED);
        Label boxes = track(0, Fixture.box(0, 0))
                .withKeyframe(0, Keyframe.of(Fixture.box(0, 0)).withInterpolation(Interpolation.PAIRED))
                .withKeyframe(4, Keyframe.of(Fixture.box(4, 4)));
        assertEquals(Fixture.box(1, 1), at(boxes, 1));
    }

    @Test
    void whatIsToBeHeldIsHeldWhateverItsShape() {
        assertHeld(Fixture.box(0, 0), Fixture.box(9, 9), Interpolation.HELD);
        assertHeld(Fixture.mask(9, 9, 4), Fixture.mask(20, 9, 4), Interpolation.HELD);
    }

    @Test
    void howAPlaceIsKnownIsSaidWithoutWorkingItOut() {
        Label label = track(3, Fixture.mask(9, 9, 4))
                .withKeyframe(6, Keyframe.of(Fixture.mask(20, 9, 5)).withInterpolation(Interpolation.HELD))
                .withKeyframe(9, Keyframe.of(Fixture.mask(20, 20, 5)).withOutside(true))
                .withKeyframe(12, Keyframe.of(Fixture.box(1, 1)));
        for (int frame = 0; frame < 20; frame++) {
            assertEquals(label.at(frame).map(Placement::source), label.source(frame), "frame " + frame);
        }
        assertEquals(Optional.of(Placement.Source.INTERPOLATED), label.source(4));
        assertEquals(Optional.of(Placement.Source.HELD), label.source(7));
    }

    @Test
    void aTrackIsHeldAfterItsLastKeyframeAndAbsentBeforeItsFirstAndWhereItIsOutside() {
        Label label = track(5, Fixture.box(0, 0))
                .withKeyframe(9, Keyframe.of(Fixture.box(8, 0)).withOutside(true))
                .withKeyframe(12, Keyframe.of(Fixture.box(12, 0)));
        assertTrue(label.at(4).isEmpty());
        assertEquals(Placement.Source.KEYFRAME, label.at(5).orElseThrow().source());
        assertEquals(
                new Placement(Fixture.box(0, 0), false, Placement.Source.HELD),
                label.at(8).orElseThrow(),
                "held, not drawn towards where it was lost");
        assertTrue(label.at(9).isEmpty());
        assertTrue(label.at(11).isEmpty());
        assertEquals(Fixture.box(12, 0), at(label, 12));
        assertEquals(Placement.Source.HELD, label.at(4_000_000).orElseThrow().source());
    }

    @Test
    void aLabelOfOneFrameIsThereAndNowhereElse() {
        Label label = Label.drawn(
                new LabelId(Fixture.uuid("l")),
                Fixture.VIDEO,
                1,
                Fixture.CAR,
                Extent.FRAME,
                5,
                Fixture.box(0, 0),
                new Origin.Manual());
        assertTrue(label.at(4).isEmpty());
        assertTrue(label.at(5).isPresent());
        assertTrue(label.at(6).isEmpty());
        assertThrows(IllegalArgumentException.class, () -> label.withKeyframe(6, Keyframe.of(Fixture.box(1, 1))));
        assertThrows(IllegalArgumentException.class, () -> label.withoutKeyframe(5));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Label(
                        label.id(),
                        label.media(),
                        0,
                        label.classId(),
                        label.extent(),
                        label.keyframes(),
                        label.origin()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Label(
                        label.id(),
                        label.media(),
                        1,
                        label.classId(),
                        label.extent(),
                        TreePMap.<Integer, Keyframe>empty().plus(-1, Keyframe.of(Fixture.box(0, 0))),
                        label.origin()));
    }
}
