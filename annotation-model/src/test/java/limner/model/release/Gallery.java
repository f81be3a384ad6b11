package limner.model.release;

import static limner.model.fixture.Fixture.uuid;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import limner.model.event.LabelEvent;
import limner.model.event.LabelEvent.FrameStateChanged;
import limner.model.event.LabelEvent.FrameTagged;
import limner.model.event.LabelEvent.IntervalAdded;
import limner.model.event.LabelEvent.KeyframeAdded;
import limner.model.event.LabelEvent.LabelAdded;
import limner.model.event.LabelEvent.MediaAdded;
import limner.model.event.LabelEvent.OntologyChanged;
import limner.model.event.LabelEvent.PolicyRecorded;
import limner.model.event.LabelEvent.RunRecorded;
import limner.model.event.LabelEvent.SuggestionsOffered;
import limner.model.event.Recorded;
import limner.model.fixture.Fixture;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.Ring;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.EventId;
import limner.model.id.IntervalId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.id.PolicyId;
import limner.model.id.ProjectId;
import limner.model.id.RunId;
import limner.model.id.SuggestionId;
import limner.model.label.Extent;
import limner.model.label.FrameTag;
import limner.model.label.IntervalEvent;
import limner.model.label.Keyframe;
import limner.model.label.Label;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.provenance.Origin;
import limner.model.provenance.Policy;
import limner.model.provenance.Run;
import limner.model.provenance.Stamp;
import limner.model.store.LogHead;
import limner.model.suggestion.Suggestion;

/// A project with something of everything that releases know, as the log of its events.
///
/// `clip one.mp4`, 64 x 48 pixels, 10 frames: frames 0 to 5 are done, 6 is in work, 7 to 9 are unseen. `Übung.mov`, 20
/// x 16
/// pixels: frame 2 is done and carries a box a model suggested and a policy accepted.
///
/// | frame of clip one | what is on it beside the track (0 to 4, gone at 5) |
/// |---|---|
/// | 0 | box, triangle |
/// | 1 | polygon with a hole, mask with a hole |
/// | 2 | mask of two parts, point, polyline |
/// | 3 | box too small for a pixel, polygon that leaves the picture |
/// | 4 | nothing |
/// | 5 | nothing at all: a negative |
/// | 6 | box, but the frame is in work |
final class Gallery {

    static final ClassId PERSON = new ClassId(7);
    static final ClassId SKY = new ClassId(3);
    static final ClassId CHILD = new ClassId(90);
    static final ClassId BLURRED = new ClassId(11);
    static final ClassId WALKS = new ClassId(12);
    static final MediaId CLIP = new MediaId(uuid("clip"));
    static final MediaId EXERCISE = new MediaId(uuid("exercise"));
    static final int WIDTH = 64;
    static final int HEIGHT = 48;

    private static final ProjectId PROJECT = new ProjectId(uuid("gallery"));
    private static final Run RUN = new Run(
            new RunId(uuid("run")), "limner.onnx", "0.1", "ssd", "12", "cd".repeat(32), Map.of("threshold", "0.4"));
    private static final Policy POLICY = new Policy(new PolicyId(uuid("policy")), "sure ones", "0.5 or more", 0.5);

    private Gallery() {}

    static ReleaseSource source() {
        return sourceOf(log());
    }

    static ReleaseSource sourceOf(List<Recorded> log) {
        long at = ReleaseSource.lastChange(log);
        return ReleaseSource.replay(PROJECT, "Gallery of Größen", log, new LogHead(at, "ef".repeat(32)));
    }

    static ReleasePlan plan() {
        return ReleasePlan.of("first light", source().head().number());
    }

    static List<Recorded> log() {
        return recorded(events());
    }

    /// The same facts, with labels and frames said in another order.
    static List<Recorded> logInAnotherOrder() {
        List<LabelEvent> events = new ArrayList<>(groundwork());
        events.addAll(states().reversed());
        events.addAll(sayings().reversed());
        events.addAll(labels().reversed());
        events.addAll(keyframes().reversed());
        return recorded(events);
    }

    static List<Recorded> recorded(List<LabelEvent> events) {
        List<Recorded> log = new ArrayList<>();
        for (LabelEvent event : events) {
            int number = log.size() + 1;
            Instant at = Instant.parse("2026-03-01T12:00:00Z").plus(Duration.ofMillis(number * 1500L));
            Stamp stamp = new Stamp(at, Fixture.ACTOR, Fixture.REPLICA);
            log.add(new Recorded(number, new EventId(uuid("event " + number)), number, stamp, event));
        }
        return log;
    }

    static List<LabelEvent> events() {
        List<LabelEvent> events = new ArrayList<>(groundwork());
        events.addAll(labels());
        events.addAll(keyframes());
        events.addAll(sayings());
        events.addAll(states());
        return events;
    }

    private static List<LabelEvent> groundwork() {
        Ontology empty = Ontology.empty();
        Ontology full = new Ontology(
                2,
                List.of(
                        LabelClass.of(7, "Person", "#e69f00", ClassKind.THING).withGuideline("# People\nnot *dolls*"),
                        LabelClass.of(3, "Sky", "#56b4e9", ClassKind.STUFF),
                        new LabelClass(CHILD, "Größe | 3 卡", "#009e73", ClassKind.THING, "g", PERSON, "", false),
                        LabelClass.of(11, "Blurred", "#f0e442", ClassKind.FRAME_TAG),
                        LabelClass.of(12, "Walks", "#0072b2", ClassKind.INTERVAL_EVENT)));
        return List.of(
                new OntologyChanged(empty, full),
                new MediaAdded(new Media(CLIP, "clip one.mp4", "clip one.mp4", "fp1", "", WIDTH, HEIGHT, 10, 29.97)),
                new MediaAdded(new Media(
                        EXERCISE,
                        "Übung.mov",
                        "/nowhere/Übung.mov",
                        "fp2",
                        PaintedVideos.sha256Of("Übung.mov"),
                        20,
                        16,
                        5,
                        25)),
                new RunRecorded(RUN),
                new PolicyRecorded(POLICY),
                new SuggestionsOffered(
                        EXERCISE,
                        2,
                        List.of(new Suggestion(
                                new SuggestionId(uuid("suggestion")),
                                EXERCISE,
                                2,
                                PERSON,
                                new Box(1.5, 2, 6, 6.25),
                                0.875,
                                RUN.id(),
                                null))));
    }

    private static List<LabelEvent> labels() {
        return List.of(
                drawn(1, "track", PERSON, Extent.TRACK, 0, new Box(2, 3, 10.5, 20)),
                drawn(2, "box", PERSON, Extent.FRAME, 0, new Box(30.25, 10, 12, 9.5)),
                drawn(
                        3,
                        "triangle",
                        CHILD,
                        Extent.FRAME,
                        0,
                        Polygon.of(List.of(new Point(20, 20), new Point(44.125, 22.5), new Point(31, 40)))),
                drawn(4, "holed polygon", SKY, Extent.FRAME, 1, holed()),
                drawn(5, "holed mask", SKY, Extent.FRAME, 1, Fixture.mask(40, 24, 12)),
                drawn(6, "parts", CHILD, Extent.FRAME, 2, parts()),
                drawn(7, "point", PERSON, Extent.FRAME, 2, new Point(5, 5)),
                drawn(8, "line", PERSON, Extent.FRAME, 2, new Polyline(List.of(new Point(1, 1), new Point(9, 3)))),
                drawn(9, "speck", PERSON, Extent.FRAME, 3, new Box(10.6, 10.6, 0.25, 0.25)),
                drawn(
                        10,
                        "leaving",
                        PERSON,
                        Extent.FRAME,
                        3,
                        Polygon.of(
                                List.of(new Point(50, 10), new Point(80, 10), new Point(80, 30), new Point(50, 30)))),
                drawn(11, "in work", PERSON, Extent.FRAME, 6, new Box(1, 1, 5, 5)),
                new LabelAdded(Label.drawn(
                        new LabelId(uuid("suggestion")),
                        EXERCISE,
                        1,
                        PERSON,
                        Extent.FRAME,
                        2,
                        new Box(1.5, 2, 6, 6.25),
                        new Origin.Suggested(
                                new SuggestionId(uuid("suggestion")),
                                RUN.id(),
                                0.875,
                                Origin.How.ACCEPTED,
                                POLICY.id()))));
    }

    static LabelEvent drawn(int number, String name, ClassId classId, Extent extent, int frame, Shape shape) {
        return new LabelAdded(
                Label.drawn(new LabelId(uuid(name)), CLIP, number, classId, extent, frame, shape, new Origin.Manual()));
    }

    private static List<LabelEvent> keyframes() {
        LabelId track = new LabelId(uuid("track"));
        return List.of(
                new KeyframeAdded(
                        CLIP, track, 2, Keyframe.of(new Box(6, 5, 11.5, 22)).withOccluded(true)),
                new KeyframeAdded(
                        CLIP, track, 5, Keyframe.of(new Box(6, 5, 11.5, 22)).withOutside(true)));
    }

    private static List<LabelEvent> sayings() {
        return List.of(
                new FrameTagged(new FrameTag(CLIP, 1, BLURRED)),
                new FrameTagged(new FrameTag(CLIP, 8, BLURRED)),
                new IntervalAdded(new IntervalEvent(new IntervalId(uuid("walk")), CLIP, WALKS, new FrameRange(4, 8))),
                new IntervalAdded(new IntervalEvent(new IntervalId(uuid("late")), CLIP, WALKS, new FrameRange(8, 9))));
    }

    private static List<LabelEvent> states() {
        List<LabelEvent> states = new ArrayList<>();
        for (int frame = 0; frame <= 5; frame++) {
            states.add(new FrameStateChanged(CLIP, frame, FrameState.UNSEEN, FrameState.DONE));
        }
        states.add(new FrameStateChanged(CLIP, 6, FrameState.UNSEEN, FrameState.IN_WORK));
        states.add(new FrameStateChanged(EXERCISE, 2, FrameState.UNSEEN, FrameState.DONE));
        return states;
    }

    static Polygon holed() {
        return new Polygon(List.of(
                new Ring(List.of(new Point(4, 4), new Point(28, 4), new Point(28, 28), new Point(4, 28))),
                new Ring(List.of(new Point(10, 10), new Point(10, 20), new Point(20, 20), new Point(20, 10)))));
    }

    static Mask parts() {
        byte[] pixels = new byte[WIDTH * HEIGHT];
        for (int y = 4; y < 14; y++) {
            for (int x = 4; x < 14; x++) {
                pixels[y * WIDTH + x] = 1;
                pixels[(y + 25) * WIDTH + x + 40] = 1;
            }
        }
        return new Mask(Rle.ofRowMajor(WIDTH, HEIGHT, pixels));
    }
}
