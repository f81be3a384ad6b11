package limner.model.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import limner.model.command.Command;
import limner.model.command.Decider;
import limner.model.command.Decision;
import limner.model.event.LabelEvent;
import limner.model.fixture.Fixture;
import limner.model.fixture.RandomCommands;
import limner.model.id.ProjectId;
import limner.model.label.Label;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.suggestion.Suggestion;
import limner.model.suggestion.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random commands; each test's name shows its seed.
final class InverseTest {

    private static final int STEPS = 400;

    static LongStream seeds() {
        return LongStream.concat(
                LongStream.of(1, 2, 3, 4, 5, 19558051538022L),
                LongStream.generate(System::nanoTime).limit(3));
    }

    /// A walk that loses its media early makes few kinds of events: as many walks as it takes, each with a seed that
    /// follows from the one before.
    private static final int MOST_WALKS = 20;

    private interface Check {
        void accept(ProjectState before, LabelEvent event, ProjectState after);
    }

    /// @return the kinds of events that happened
    private static Set<Class<?>> run(long seed, Check check) {
        RandomCommands commands = new RandomCommands(seed);
        ProjectState state = ProjectState.empty(new ProjectId(Fixture.uuid("p")), "p");
        Set<Class<?>> kinds = new HashSet<>();
        for (int step = 0; step < STEPS; step++) {
            Command command = step < RandomCommands.opening().size()
                    ? RandomCommands.opening().get(step)
                    : commands.next(state);
            if (Decider.decide(state, command) instanceof Decision.Accepted accepted) {
                for (LabelEvent event : accepted.events()) {
                    ProjectState after = state.apply(event);
                    check.accept(state, event, after);
                    kinds.add(event.getClass());
                    state = after;
                }
            }
        }
        return kinds;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theInverseOfAnyEventRestoresTheStateByValue(long seed) {
        Set<Class<?>> kinds = new HashSet<>();
        for (int walk = 0; walk < MOST_WALKS && kinds.size() < 15; walk++) {
            long walked = seed + walk;
            kinds.addAll(run(walked, (before, event, after) -> {
                assertEquals(before, after.apply(event.inverse()), () -> "seed " + walked + ": " + event);
                assertEquals(event, event.inverse().inverse());
            }));
        }
        assertTrue(kinds.size() >= 15, () -> "seed " + seed + " only made " + kinds);
    }

    /// The indexes that the screen asks by say what a walk through everything says.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void framesWithOpenSuggestionsAreThoseThatAWalkFinds(long seed) {
        Set<Integer> sizes = new HashSet<>();
        for (int walk = 0; walk < MOST_WALKS && sizes.size() <= 2; walk++) {
            long walked = seed + walk;
            run(
                    walked,
                    (_, event, after) -> after.labels().forEach((_, here) -> {
                        List<Integer> found = here.suggestions().values().stream()
                                .filter(s -> here.verdict(s.id()) == Verdict.OPEN)
                                .map(Suggestion::frame)
                                .distinct()
                                .sorted()
                                .toList();
                        assertEquals(found, here.framesWithOpenSuggestions(), () -> "seed " + walked + ": " + event);
                        sizes.add(found.size());
                    }));
        }
        assertTrue(sizes.size() > 2, () -> "seed " + seed + " only saw " + sizes);
    }

    /// What a finished frame shows is the same before and after, whatever happens elsewhere on its tracks.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aChangeLeavesDoneFramesAsTheyWere(long seed) {
        int compared = 0;
        for (int walk = 0; walk < MOST_WALKS && compared == 0; walk++) {
            compared += doneFramesCompared(seed + walk);
        }
        assertTrue(compared > 0, "no frame was done");
    }

    private static int doneFramesCompared(long seed) {
        RandomCommands commands = new RandomCommands(seed);
        ProjectState state = ProjectState.empty(new ProjectId(Fixture.uuid("p")), "p");
        int compared = 0;
        for (int step = 0; step < STEPS; step++) {
            Command command = step < RandomCommands.opening().size()
                    ? RandomCommands.opening().get(step)
                    : commands.next(state);
            if (Decider.decide(state, command) instanceof Decision.Accepted accepted) {
                ProjectState after = state.applyAll(accepted.events());
                for (Media m : state.media().values()) {
                    for (int frame = 0; frame < m.frameCount(); frame++) {
                        if (state.labelsOf(m.id()).state(frame) == FrameState.DONE) {
                            compared++;
                            int at = frame;
                            assertEquals(
                                    shown(state, m, frame),
                                    shown(after, m, frame),
                                    () -> "seed " + seed + ", frame " + at + ": " + command);
                        }
                    }
                }
                state = after;
            }
        }
        return compared;
    }

    private static List<Object> shown(ProjectState state, Media m, int frame) {
        MediaLabels here = state.labelsOf(m.id());
        List<Object> shown = new ArrayList<>(here.tagsOn(frame));
        for (PlacedLabel p : here.on(frame)) {
            Label l = p.label();
            shown.add(List.of(
                    l.id(), l.classId(), p.placement().shape(), p.placement().occluded()));
        }
        return shown;
    }
}
