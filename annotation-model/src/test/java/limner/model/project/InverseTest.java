package limner.model.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import limner.model.command.Command;
import limner.model.command.Decider;
import limner.model.command.Decision;
import limner.model.event.LabelEvent;
import limner.model.fixture.Fixture;
import limner.model.fixture.RandomCommands;
import limner.model.id.ProjectId;
import limner.model.label.Label;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.ontology.Ontology;
import limner.model.provenance.ModelFile;
import limner.model.suggestion.Suggestion;
import limner.model.suggestion.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random commands; each test's name shows its seed.
final class InverseTest {

    private static final int STEPS = 400;

    static LongStream seeds() {
        return LongStream.concat(
                LongStream.of(1, 2, 3, 4, 5, 19558051538022L, 25106527909001L, 25121737285888L, 25268078545632L),
                LongStream.generate(System::nanoTime).limit(3));
    }

    /// One walk in some hundreds never has open suggestions on two frames: then the next ones are walked too, each with
    /// a seed that follows from the one before.
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
        Set<Class<?>> kinds = run(
                seed, (before, event, after) -> assertTakenBack(before, event, after, "seed " + seed + ": " + event));
        assertTrue(kinds.size() >= 15, () -> "seed " + seed + " only made " + kinds);
    }

    /// Taking back, and taking that back, which is how the kinds that only come from taking back are tried.
    private static void assertTakenBack(ProjectState before, LabelEvent event, ProjectState after, String where) {
        ProjectState restored = after.apply(event.inverse());
        assertEquals(before, restored, where);
        assertEquals(event, event.inverse().inverse(), where);
        assertEquals(after, restored.apply(event.inverse().inverse()), where);
    }

    @Test
    void everyKindOfEventThereIsWasTakenBack() {
        Set<Class<?>> taken = new HashSet<>();
        Check check = (before, event, after) -> {
            assertTakenBack(before, event, after, String.valueOf(event));
            taken.add(event.getClass());
            taken.add(event.inverse().getClass());
        };
        for (long seed = 1; seed <= 5; seed++) {
            run(seed, check);
        }
        // No chance makes this one: models are kept before anything runs them.
        ProjectState state = ProjectState.empty(new ProjectId(Fixture.uuid("p")), "p");
        LabelEvent kept = new LabelEvent.ModelKept(new ModelFile("ab".repeat(32), "m", "m.onnx", "{}", 1));
        check.accept(state, kept, state.apply(kept));
        assertEquals(Set.of(LabelEvent.class.getPermittedSubclasses()), taken);
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
                                .filter(s -> here.verdict(s.id()) == Verdict.OPEN && s.target() == null)
                                .map(Suggestion::frame)
                                .distinct()
                                .sorted()
                                .toList();
                        assertEquals(found, here.framesWithOpenSuggestions(), () -> "seed " + walked + ": " + event);
                        sizes.add(found.size());
                        for (Label label : here.labels().values()) {
                            Map<Integer, Suggestion> places = new TreeMap<>();
                            here.suggestions().values().stream()
                                    .filter(s -> s.isPlaceOf(label.id()) && here.verdict(s.id()) == Verdict.OPEN)
                                    .filter(s -> label.keyframe(s.frame())
                                            .filter(k -> !k.outside())
                                            .isEmpty())
                                    .forEach(s -> places.put(s.frame(), s));
                            assertEquals(
                                    places,
                                    here.openPlaces(label.id(), new FrameRange(0, Fixture.FRAMES)),
                                    () -> "seed " + walked + ": " + event);
                        }
                    }));
        }
        assertTrue(sizes.size() > 2, () -> "seed " + seed + " only saw " + sizes);
    }

    /// What a finished frame shows is the same before and after, whatever happens elsewhere on its tracks; a class that
    /// is merged into another one is called like that there too.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aChangeLeavesDoneFramesAsTheyWere(long seed) {
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
                                    shown(state, m, frame, command, after.ontology()),
                                    shown(after, m, frame, command, after.ontology()),
                                    () -> "seed " + seed + ", frame " + at + ": " + command);
                        }
                    }
                }
                state = after;
            }
        }
        assertTrue(compared > 0, "no frame was done");
    }

    private static List<Object> shown(ProjectState state, Media m, int frame, Command command, Ontology names) {
        MediaLabels here = state.labelsOf(m.id());
        boolean merged = command instanceof Command.MergeClasses;
        List<Object> shown = new ArrayList<>(here.tagsOn(frame).stream()
                .map(t -> merged ? names.current(t) : t)
                .distinct()
                .sorted()
                .toList());
        for (PlacedLabel p : here.on(frame)) {
            Label l = p.label();
            shown.add(List.of(
                    l.id(),
                    merged ? names.current(l.classId()) : l.classId(),
                    p.placement().shape(),
                    p.placement().occluded(),
                    merged ? "" : l.attributesAt(frame)));
        }
        return shown;
    }
}
