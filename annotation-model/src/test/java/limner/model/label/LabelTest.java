package limner.model.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import limner.model.fixture.Fixture;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Joint;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Rle;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import limner.model.id.LabelId;
import limner.model.provenance.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

    @Test
    void anAngleGoesTheShorterWayRound() {
        Label box = track(0, new RotatedBox(0, 0, 10, 20, 170))
                .withKeyframe(4, Keyframe.of(new RotatedBox(8, 4, 14, 20, -150)));
        assertEquals(new RotatedBox(2, 1, 11, 20, 180), at(box, 1));
        assertEquals(new RotatedBox(4, 2, 12, 20, -170), at(box, 2));
        Label ellipse =
                track(0, new Ellipse(0, 0, 10, 20, 10)).withKeyframe(2, Keyframe.of(new Ellipse(8, 4, 14, 20, -30)));
        assertEquals(new Ellipse(4, 2, 12, 20, -10), at(ellipse, 1));
        Label half =
                track(0, new RotatedBox(0, 0, 1, 1, 0)).withKeyframe(2, Keyframe.of(new RotatedBox(0, 0, 1, 1, 180)));
        assertEquals(90, ((RotatedBox) at(half, 1)).angle(), "half a turn goes clockwise");
        Label back =
                track(0, new RotatedBox(0, 0, 1, 1, 180)).withKeyframe(2, Keyframe.of(new RotatedBox(0, 0, 1, 1, 0)));
        assertEquals(-90, ((RotatedBox) at(back, 1)).angle(), "clockwise on");
    }

    @Test
    void pointsOfOneObjectGoOneByOneAndAreHeldWhereTheyAreNotAsMany() {
        Shape two = new PointSet(List.of(new Point(0, 0), new Point(10, 10)));
        assertEquals(
                new PointSet(List.of(new Point(2, 0), new Point(10, 12))),
                at(
                        track(0, two)
                                .withKeyframe(
                                        2, Keyframe.of(new PointSet(List.of(new Point(4, 0), new Point(10, 14))))),
                        1));
        assertHeld(two, new PointSet(List.of(new Point(1, 1))), Interpolation.LINEAR);
    }

    @Test
    void jointsGoToThoseOfTheSameNameAndWhatIsToBeSeenOfThemIsHeld() {
        Joint nose = new Joint("nose", new Point(0, 0), Joint.State.VISIBLE);
        Joint tail = new Joint("tail", new Point(10, 0), Joint.State.OCCLUDED);
        Label label = track(0, new Skeleton(List.of(nose, tail)))
                .withKeyframe(
                        2,
                        Keyframe.of(new Skeleton(List.of(
                                new Joint("paw", new Point(90, 90), Joint.State.VISIBLE),
                                new Joint("nose", new Point(4, 8), Joint.State.ABSENT)))));
        assertEquals(new Skeleton(List.of(nose.withAt(new Point(2, 4)), tail)), at(label, 1));
        assertHeld(
                new Skeleton(List.of(nose)),
                new Skeleton(List.of(new Joint("paw", new Point(1, 1), Joint.State.VISIBLE))),
                Interpolation.LINEAR);
    }

    @Test
    void turnedShapesAndJointsThatGoEvenlyAreThinned() {
        Label box = track(0, new RotatedBox(0, 0, 10, 20, 0))
                .withKeyframe(5, Keyframe.of(new RotatedBox(5, 0, 10, 20, 15)))
                .withKeyframe(10, Keyframe.of(new RotatedBox(10, 0, 10, 20, 30)))
                .withKeyframe(20, Keyframe.of(new RotatedBox(10, 0, 10, 20, 90)));
        assertEquals(
                List.of(5), Thinned.of(box, new Tolerance(0.01, 1), _ -> false).gone());
        Skeleton first = Fixture.skeleton();
        Skeleton seen = first.with(1, first.joints().get(1).withState(Joint.State.VISIBLE));
        Label skeleton = track(0, first)
                .withKeyframe(2, Keyframe.of(first.translated(2, 2)))
                .withKeyframe(4, Keyframe.of(seen.translated(4, 4)))
                .withKeyframe(6, Keyframe.of(seen.translated(6, 6)));
        assertEquals(
                List.of(2),
                Thinned.of(skeleton, new Tolerance(0.5, 1), _ -> false).gone(),
                "a joint comes to be seen at 4");
        Label ellipse = track(0, new Ellipse(10, 10, 4, 8, 0))
                .withKeyframe(2, Keyframe.of(new Ellipse(10, 10, 5, 8, 0)))
                .withKeyframe(4, Keyframe.of(new Ellipse(10, 10, 4, 8, 0)));
        assertEquals(
                List.of(2), Thinned.of(ellipse, new Tolerance(1, 1), _ -> false).gone());
        assertEquals(
                List.of(),
                Thinned.of(ellipse, new Tolerance(0.9, 1), _ -> false).gone());
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
        List<Shape> kinds = Stream.concat(
                        Stream.of(
                                Fixture.mask(9, 9, 4),
                                TRIANGLE,
                                LINE,
                                Fixture.box(0, 0),
                                new Point(1, 2),
                                new Mask(Rle.empty(64, 48))),
                        Fixture.shapes().stream())
                .toList();
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

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void goingThroughAllPlacesGivesWhatAskingOfEachFrameGives(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            Label label = random.nextInt(5) == 0
                    ? Label.drawn(
                            LabelId.random(),
                            Fixture.VIDEO,
                            1,
                            Fixture.CAR,
                            Extent.FRAME,
                            random.nextInt(30),
                            Fixture.box(1, 2),
                            new Origin.Manual())
                    : track(random);
            BitSet frames = new BitSet();
            for (int f = 0; f < 40; f++) {
                frames.set(f, random.nextInt(4) > 0);
            }
            Map<Integer, Shape> read = new TreeMap<>();
            label.places(frames, read::put);
            Map<Integer, Shape> asked = new TreeMap<>();
            frames.stream().forEach(f -> label.at(f).ifPresent(p -> asked.put(f, p.shape())));
            assertEquals(asked, read, () -> "seed " + seed + ": " + label);
        }
    }

    private static Label track(Random random) {
        List<Shape> shapes = Fixture.shapes();
        Label track = Label.drawn(
                LabelId.random(),
                Fixture.VIDEO,
                1,
                Fixture.CAR,
                Extent.TRACK,
                random.nextInt(10),
                shapes.get(random.nextInt(shapes.size())),
                new Origin.Manual());
        int more = random.nextInt(6);
        for (int i = 0; i < more; i++) {
            Shape next = random.nextBoolean()
                    ? Fixture.box(random.nextInt(30), random.nextInt(20))
                    : shapes.get(random.nextInt(shapes.size()));
            Interpolation[] all = Interpolation.values();
            track = track.withKeyframe(
                    random.nextInt(36),
                    Keyframe.of(next)
                            .withOutside(random.nextInt(4) == 0)
                            .withInterpolation(all[random.nextInt(all.length)]));
        }
        return track;
    }
}
