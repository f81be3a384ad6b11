package limner.test.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import limner.app.task.Progress;
import limner.app.usecase.AppException;
import limner.app.usecase.OpenProject;
import limner.app.usecase.PropagateRequest;
import limner.app.usecase.PropagateRequest.Method;
import limner.app.usecase.PropagateResult;
import limner.app.usecase.PropagateResult.End;
import limner.app.usecase.Services;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Shape;
import limner.model.id.LabelId;
import limner.model.label.Extent;
import limner.model.label.Label;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.project.MediaLabels;
import limner.model.provenance.Run;
import limner.model.store.Access;
import limner.model.suggestion.Suggestion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Labels are carried forwards and backwards; what people decided stays, and every place is compared with where the
/// thing
/// truly is.
final class PropagateTest {

    private static final FrameRange ALL = new FrameRange(0, 500);
    private static final LabelClass DISC = LabelClass.of(1, "Disc", "#e69f00", ClassKind.THING);

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // made by open()
    private Services services;

    @SuppressWarnings("NullAway.Init") // made by open()
    private OpenProject project;

    @SuppressWarnings("NullAway.Init") // made by open()
    private Media media;

    private boolean opened;

    private void open(int frames, boolean hides) throws Exception {
        Path pictures = new MovingPictures().write(folder.resolve("pictures"), frames, hides);
        services = Rooms.of(folder);
        project = services.projects().create(folder.resolve("disc.limner"));
        media = services.importMedia()
                .all(project, List.of(pictures), OptionalInt.empty(), Progress.none())
                .getFirst();
        project.perform(new Command.EditClasses(List.of(DISC)));
        opened = true;
    }

    @AfterEach
    void close() {
        if (opened) {
            opened = false;
            project.close();
            services.close();
        }
    }

    private LabelId draw(int frame, Shape shape) {
        LabelId id = LabelId.random();
        project.perform(new Command.Draw(media.id(), frame, id, DISC.id(), Extent.TRACK, shape));
        return id;
    }

    private PropagateResult carry(LabelId label, int from, int to) {
        return services.propagate()
                .run(project, new PropagateRequest(media.id(), label, from, to, Method.BEST), Progress.none());
    }

    private MediaLabels labels() {
        return project.state().labelsOf(media.id());
    }

    private SortedMap<Integer, Suggestion> places(LabelId label) {
        return labels().openPlaces(label, ALL);
    }

    private Suggestion place(LabelId label, int frame) {
        return labels().openPlace(label, frame).orElseThrow();
    }

    private Label label(LabelId id) {
        return labels().label(id).orElseThrow();
    }

    private static double overlap(Shape shape, int frame) {
        return shape instanceof Mask(var rle)
                ? rle.iou(MovingPictures.mask(frame).rle())
                : overlap((Box) shape, MovingPictures.box(frame));
    }

    private static double overlap(Box a, Box b) {
        double width = Math.min(a.right(), b.right()) - Math.max(a.x(), b.x());
        double height = Math.min(a.bottom(), b.bottom()) - Math.max(a.y(), b.y());
        double both = Math.max(0, width) * Math.max(0, height);
        return both / (a.width() * a.height() + b.width() * b.height() - both);
    }

    @Test
    void aMaskAndABoxAreCarriedForwardsAndBackwardsAndBecomeKeyframesWhenAccepted() throws Exception {
        open(24, false);
        LabelId mask = draw(10, MovingPictures.mask(10));
        LabelId box = draw(10, MovingPictures.box(10));
        for (LabelId id : List.of(mask, box)) {
            assertEquals(End.ARRIVED, carry(id, 10, 23).end());
            assertEquals(End.ARRIVED, carry(id, 10, 0).end());
            assertEquals(23, places(id).size());
            places(id).forEach((frame, s) -> {
                double overlap = overlap(s.shape(), frame);
                assertTrue(overlap > (id.equals(mask) ? 0.95 : 0.8), () -> id + " at " + frame + ": " + overlap);
                assertTrue(s.drift() < PropagateResult.WORTH_A_LOOK, () -> frame + ": " + s.drift());
            });
            assertEquals(Set.of(10), label(id).keyframes().keySet(), "nothing is a keyframe before it is accepted");
        }
        Run run = Objects.requireNonNull(
                project.state().runs().get(place(mask, 11).run()));
        assertEquals("limner.opencv", run.plugin());
        assertEquals("10", run.settings().get("from"));
        assertEquals(
                23,
                services.propagate()
                        .accept(
                                project,
                                media.id(),
                                mask,
                                new TreeSet<>(places(mask).keySet()),
                                0.5));
        assertEquals(24, label(mask).keyframes().size());
        assertTrue(labels().carried(label(mask), 4).isPresent());
        assertTrue(project.session().lookedAt(media.id()).isEmpty(), "no model looked at anything else");
    }

    @Test
    void driftMarksTheFramesWhereTheThingIsHiddenAndTheLostRunEnds() throws Exception {
        open(48, true);
        LabelId id = draw(0, MovingPictures.mask(0));
        PropagateResult result = carry(id, 0, 47);
        assertTrue(
                result.end() == End.LOST || result.end() == End.GONE,
                () -> result.end().toString());
        // The disc touches the wall at frame 26 and is half behind it at 33.
        for (int f = 1; f < 24; f++) {
            assertTrue(result.drift().getOrDefault(f, 1.0) < 0.3, "frame " + f + ": " + result.drift());
        }
        assertFalse(result.worthALook().isEmpty(), () -> result.drift().toString());
        int marked = result.worthALook().getFirst();
        assertTrue(marked >= 26 && marked <= 38, () -> marked + ": " + result.drift());
    }

    @Test
    void carryingAgainFromACorrectedFrameTouchesNothingThatAPersonDecided() throws Exception {
        open(24, false);
        LabelId id = draw(0, MovingPictures.box(0));
        LabelId other = draw(0, MovingPictures.mask(0));
        carry(id, 0, 23);
        carry(other, 0, 23);
        SortedMap<Integer, Suggestion> first = places(id);
        SortedMap<Integer, Suggestion> others = places(other);
        // A person accepts frame 3, corrects frame 8, draws frame 16 and finishes frame 20.
        project.perform(new Command.Accept(
                media.id(), Objects.requireNonNull(first.get(3)).id()));
        project.perform(new Command.Reshape(media.id(), 8, id, MovingPictures.box(8)));
        project.perform(new Command.Reshape(media.id(), 16, id, MovingPictures.box(16)));
        var before = label(id).keyframes();
        PropagateResult again = carry(id, 8, 23);
        assertEquals(End.DECIDED, again.end());
        assertEquals(Set.of(9, 10, 11, 12, 13, 14, 15), again.drift().keySet());
        assertEquals(before, label(id).keyframes());
        SortedMap<Integer, Suggestion> now = places(id);
        for (int f : List.of(1, 2, 4, 5, 6, 7, 17, 18, 22)) {
            assertEquals(first.get(f), now.get(f), "frame " + f + " was not asked for");
        }
        for (int f = 9; f < 16; f++) {
            assertEquals(again.run(), place(id, f).run(), "frame " + f);
        }
        assertEquals(others, places(other), "other labels stay");
        project.perform(new Command.SetFrameState(media.id(), FrameRange.of(20), FrameState.DONE));
        assertEquals(Set.of(17, 18, 19), carry(id, 16, 23).drift().keySet());
    }

    @Test
    void betweenTwoKeyframesBothSidesMeet() throws Exception {
        open(24, false);
        LabelId id = draw(2, MovingPictures.mask(2));
        project.perform(new Command.Reshape(media.id(), 20, id, MovingPictures.mask(20)));
        PropagateResult result =
                services.propagate().between(project, media.id(), id, 2, 20, Method.BEST, Progress.none());
        assertEquals(17, result.drift().size());
        places(id).forEach((frame, s) -> assertTrue(overlap(s.shape(), frame) > 0.95, "frame " + frame));
        long fromLeft = places(id).headMap(9).values().stream()
                .filter(s -> overlap(s.shape(), s.frame()) > 0.95)
                .count();
        assertEquals(6, fromLeft);
    }

    @Test
    void aStopKeepsWhatIsDoneAndWhatCannotBeFollowedIsSaid() throws Exception {
        open(24, false);
        LabelId id = draw(5, MovingPictures.mask(5));
        PropagateResult result = services.propagate()
                .run(project, new PropagateRequest(media.id(), id, 5, 23, Method.BEST), new Progress() {
                    private volatile int reports;

                    @Override
                    public void report(double fraction, String message) {
                        if (message.startsWith("Frame")) {
                            reports++;
                        }
                    }

                    @Override
                    public boolean cancelled() {
                        return reports >= 4;
                    }

                    @Override
                    public void onCancel(Runnable action) {
                        // This work looks by itself.
                    }
                });
        assertEquals(End.STOPPED, result.end());
        assertEquals(Set.of(6, 7, 8, 9), result.drift().keySet());
        assertEquals(Set.of(6, 7, 8, 9), places(id).keySet());
        assertThrows(AppException.class, () -> carry(id, 4, 0), "the label is not there");
        assertThrows(AppException.class, () -> carry(id, 5, 24), "no such frame");
        assertThrows(
                AppException.class,
                () -> services.propagate()
                        .run(project, new PropagateRequest(media.id(), id, 5, 6, Method.CORRELATION), Progress.none()),
                "a filter follows boxes alone");
    }

    @Test
    void theCommandLineCarriesAcceptsAndAnswers() throws Exception {
        open(12, false);
        draw(6, MovingPictures.box(6));
        close();
        Path file = folder.resolve("disc.limner");
        Limner limner = new Limner(folder.resolve("user"));
        Limner.Run run = limner.run(
                "propagate", file, "--label", "1", "--from", "6", "--backward", "--accept-below", "0.5", "--json");
        assertEquals(0, run.exit(), () -> run.out() + run.err());
        JsonNode answer = JsonMapper.shared().readTree(run.out());
        assertEquals(
                List.of("media", "label", "run", "method", "end", "medianMillis", "accepted", "frames", "worthALook"),
                List.copyOf(answer.propertyNames()));
        assertEquals(6, answer.path("accepted").asInt());
        assertEquals(6, answer.path("frames").size());
        Limner.Run wrong = limner.run("propagate", file, "--label", "7", "--from", "6");
        assertEquals(2, wrong.exit(), wrong::err);
        assertTrue(wrong.err().contains("no label 7"), wrong::err);
        Limner.Run round = limner.run("propagate", file, "--label", "1", "--from", "6", "--to", "2");
        assertTrue(round.err().contains("--backward"), round::err);
    }

    @Test
    void theCommandLineAcceptsWhatItCarriedAndNothingOfAnOlderRun() throws Exception {
        open(12, false);
        LabelId id = draw(4, MovingPictures.box(4));
        carry(id, 4, 11);
        project.perform(new Command.Reshape(media.id(), 8, id, MovingPictures.box(8)));
        close();
        Path file = folder.resolve("disc.limner");
        Limner.Run run = new Limner(folder.resolve("user"))
                .run("propagate", file, "--label", "1", "--from", "4", "--to", "11", "--accept-below", "0.9", "--json");
        assertEquals(0, run.exit(), () -> run.out() + run.err());
        assertEquals(3, JsonMapper.shared().readTree(run.out()).path("accepted").asInt());
        services = Rooms.of(folder);
        project = services.projects().open(file, Access.READ);
        opened = true;
        assertEquals(Set.of(4, 5, 6, 7, 8), label(id).keyframes().keySet());
    }
}
