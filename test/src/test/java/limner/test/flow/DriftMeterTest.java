package limner.test.flow;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import limner.app.task.Progress;
import limner.app.usecase.OpenProject;
import limner.app.usecase.PropagateRequest;
import limner.app.usecase.PropagateRequest.Method;
import limner.app.usecase.PropagateResult;
import limner.app.usecase.PropagateResult.End;
import limner.app.usecase.Services;
import limner.model.command.Command;
import limner.model.geometry.Mask;
import limner.model.geometry.Rle;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.label.Extent;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.suggestion.Suggestion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the drift meter says is held against where the thing truly is, frame by frame: on a clip in which it goes
/// behind a wall, and on one in which it jumps. The truth of both is known since the clips are made.
final class DriftMeterTest {

    private static final int HIDDEN_FROM = 26;
    private static final int JUMP = 16;
    private static final int LEFT_OUT = 14;

    /// Within so many frames after something happened the meter says so, or there is nothing more to be told.
    private static final int SOON = 12;

    @TempDir
    Path folder;

    /// A frame that was carried to.
    private record Told(int frame, double drift, double overlap) {}

    private record Carried(List<Told> told, End end) {

        double drift(Predicate<Told> which) {
            return told.stream()
                    .filter(which)
                    .mapToDouble(Told::drift)
                    .average()
                    .orElseThrow();
        }

        boolean any(Predicate<Told> which) {
            return told.stream().anyMatch(which);
        }

        int last() {
            return told.getLast().frame();
        }
    }

    private Carried carry(Path pictures, int frames, IntFunction<Rle> truth) throws Exception {
        try (Services services = Rooms.of(folder);
                OpenProject project = services.projects().create(folder.resolve("drift.limner"))) {
            MediaId media = services.importMedia()
                    .all(project, List.of(pictures), OptionalInt.empty(), Progress.none())
                    .getFirst()
                    .id();
            LabelClass disc = LabelClass.of(1, "Disc", "#e69f00", ClassKind.THING);
            project.perform(new Command.EditClasses(List.of(disc)));
            LabelId id = LabelId.random();
            project.perform(new Command.Draw(media, 0, id, disc.id(), Extent.TRACK, MovingPictures.mask(0)));
            PropagateResult result = services.propagate()
                    .run(project, new PropagateRequest(media, id, 0, frames - 1, Method.BEST), Progress.none());
            List<Told> told = new ArrayList<>();
            for (int frame = 1; frame < frames; frame++) {
                int f = frame;
                project.state()
                        .labelsOf(media)
                        .openPlace(id, f)
                        .ifPresent(s -> told.add(new Told(f, s.drift(), overlap(s, truth.apply(f)))));
            }
            return new Carried(told, result.end());
        }
    }

    private static double overlap(Suggestion place, Rle truth) {
        return place.shape() instanceof Mask(var rle) ? rle.iou(truth) : 0;
    }

    /// Where all is well the meter is low; soon after something happened it is high or the carrying has ended; and of
    /// what was carried to wrong places it says so.
    private static void assertMeterFollowsTheTruth(Carried carried, int event) {
        List<Told> told = carried.told();
        System.out.println("DriftMeterTest: " + carried.end() + " at frame " + carried.last() + ", then "
                + told.stream().filter(t -> t.frame() >= event).toList());
        assertTrue(told.size() >= event - 1, () -> "it came to frame " + carried.last() + ": " + told);
        assertTrue(
                told.stream().filter(t -> t.frame() < event).allMatch(t -> t.overlap() > 0.9 && t.drift() < 0.3),
                () -> "before anything happens it is right and sure: " + told);
        boolean ended = carried.end() == End.LOST || carried.end() == End.GONE;
        boolean marked = carried.any(
                t -> t.frame() >= event && t.frame() <= event + SOON && t.drift() >= PropagateResult.WORTH_A_LOOK);
        assertTrue(marked || ended && carried.last() <= event + SOON, () -> carried.end() + ": " + told);
        Predicate<Told> right = t -> t.overlap() > 0.8;
        Predicate<Told> wrong = t -> t.overlap() < 0.5;
        if (carried.any(wrong)) {
            assertTrue(
                    carried.drift(wrong) > 2 * carried.drift(right),
                    () -> String.format(
                            Locale.ROOT,
                            "%.2f where wrong, %.2f where right: %s",
                            carried.drift(wrong),
                            carried.drift(right),
                            told));
        }
    }

    @Test
    void theMeterRisesWhereTheThingGoesBehindAWall() throws Exception {
        Path pictures = new MovingPictures().write(folder.resolve("pictures"), 48, true);
        Carried carried = carry(pictures, 48, MovingPictures::seen);
        assertMeterFollowsTheTruth(carried, HIDDEN_FROM);
        assertTrue(
                carried.any(t -> t.drift() >= PropagateResult.WORTH_A_LOOK),
                () -> carried.told().toString());
    }

    @Test
    void theMeterRisesWhereTheThingJumps() throws Exception {
        Path pictures = new MovingPictures().write(folder.resolve("pictures"), 44, false);
        for (int f = JUMP; f < JUMP + LEFT_OUT; f++) {
            Files.delete(pictures.resolve(String.format(Locale.ROOT, "f%03d.png", f)));
        }
        Carried carried = carry(
                pictures,
                44 - LEFT_OUT,
                f -> MovingPictures.mask(f < JUMP ? f : f + LEFT_OUT).rle());
        assertMeterFollowsTheTruth(carried, JUMP);
    }
}
