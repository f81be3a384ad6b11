package limner.app.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Shape;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.id.RunId;
import limner.model.id.SuggestionId;
import limner.model.label.Extent;
import limner.model.label.Label;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.project.MediaLabels;
import limner.model.provenance.Origin;
import limner.model.suggestion.Suggestion;
import limner.model.suggestion.Verdict;
import org.junit.jupiter.api.Test;

final class SuggestionRuleTest {

    private static final ClassId CAR = new ClassId(1);
    private static final ClassId SKY = new ClassId(2);
    private static final MediaId VIDEO = MediaId.random();
    private static final RunId RUN = RunId.random();
    private static final Ontology ONTOLOGY = new Ontology(
            1,
            List.of(
                    LabelClass.of(1, "Car", "#e69f00", ClassKind.THING),
                    LabelClass.of(2, "Sky", "#56b4e9", ClassKind.THING)));

    private final List<Suggestion> said = new ArrayList<>();
    private final List<Label> labels = new ArrayList<>();

    private static Media media() {
        return new Media(VIDEO, "clip.mp4", "clip.mp4", "f", "", 640, 480, 100, 25);
    }

    private Suggestion say(int frame, ClassId classId, double score, Shape shape) {
        Suggestion s = new Suggestion(SuggestionId.random(), VIDEO, frame, classId, shape, score, RUN, null);
        said.add(s);
        return s;
    }

    private void label(int frame, Shape shape) {
        labels.add(Label.drawn(
                LabelId.random(), VIDEO, labels.size() + 1, CAR, Extent.FRAME, frame, shape, new Origin.Manual()));
    }

    private List<Suggestion> found(SuggestionRule rule, Map<Integer, FrameState> states) {
        return chosen(rule, states, Map.of()).suggestions();
    }

    private SuggestionRule.Chosen chosen(
            SuggestionRule rule, Map<Integer, FrameState> states, Map<SuggestionId, Verdict> verdicts) {
        return rule.find(MediaLabels.of(labels, states, List.of(), List.of(), said, verdicts), media(), () -> {});
    }

    private static SuggestionRule rule(double least, double most) {
        return new SuggestionRule(
                null,
                least,
                most,
                null,
                0,
                Long.MAX_VALUE,
                SuggestionRule.Overlap.ANY,
                0.5,
                Set.of(FrameState.UNSEEN, FrameState.IN_WORK));
    }

    private static SuggestionRule overlap(SuggestionRule.Overlap how, double iou) {
        return new SuggestionRule(
                null, 0, 1, null, 0, Long.MAX_VALUE, how, iou, Set.of(FrameState.UNSEEN, FrameState.IN_WORK));
    }

    @Test
    void theBestComesFirstAndBothEndsOfTheScoresBelong() {
        Suggestion weak = say(3, CAR, 0.4, new Box(0, 0, 10, 10));
        Suggestion good = say(1, CAR, 0.8, new Box(0, 0, 10, 10));
        say(1, CAR, 0.81, new Box(0, 0, 10, 10));
        say(3, CAR, 0.39, new Box(0, 0, 10, 10));
        assertEquals(List.of(good, weak), found(rule(0.4, 0.8), Map.of()));
    }

    @Test
    void classFramesAndSizeNarrowWhatIsMeant() {
        Suggestion small = say(2, CAR, 0.9, new Box(0, 0, 10, 10));
        Suggestion large = say(5, CAR, 0.8, new Box(0, 0, 20, 20));
        Suggestion other = say(5, SKY, 0.7, new Box(0, 0, 20, 20));
        Suggestion point = say(9, CAR, 0.6, new Point(3, 3));
        Set<FrameState> states = Set.of(FrameState.UNSEEN);
        assertEquals(
                List.of(small, large, point),
                found(
                        new SuggestionRule(CAR, 0, 1, null, 0, Long.MAX_VALUE, SuggestionRule.Overlap.ANY, 0.5, states),
                        Map.of()));
        assertEquals(
                List.of(large, other),
                found(
                        new SuggestionRule(
                                null,
                                0,
                                1,
                                new FrameRange(3, 5),
                                0,
                                Long.MAX_VALUE,
                                SuggestionRule.Overlap.ANY,
                                0.5,
                                states),
                        Map.of()));
        assertEquals(
                List.of(small),
                found(new SuggestionRule(null, 0, 1, null, 1, 399, SuggestionRule.Overlap.ANY, 0.5, states), Map.of()));
        assertEquals(
                List.of(large, other),
                found(
                        new SuggestionRule(null, 0, 1, null, 400, 400, SuggestionRule.Overlap.ANY, 0.5, states),
                        Map.of()));
    }

    @Test
    void overlapWithLabelsIsMeasuredInPixelsWhateverTheShapes() {
        Suggestion same = say(1, CAR, 0.9, new Box(100, 100, 20, 10));
        Suggestion half = say(1, CAR, 0.8, new Box(110, 100, 20, 10));
        Suggestion apart = say(1, CAR, 0.7, new Box(300, 100, 20, 10));
        Suggestion elsewhere = say(2, CAR, 0.6, new Box(100, 100, 20, 10));
        // As a mask the label compares pixel by pixel with the boxes.
        label(1, new Mask(Rasterizer.rasterize(new Box(100, 100, 20, 10), 640, 480)));
        assertEquals(List.of(same), found(overlap(SuggestionRule.Overlap.SOME, 0.5), Map.of()));
        assertEquals(List.of(same, half), found(overlap(SuggestionRule.Overlap.SOME, 1 / 3.0), Map.of()));
        assertEquals(List.of(half, apart, elsewhere), found(overlap(SuggestionRule.Overlap.NONE, 0.5), Map.of()));
        assertEquals(List.of(apart, elsewhere), found(overlap(SuggestionRule.Overlap.NONE, 0.1), Map.of()));
        labels.clear();
        label(1, new Box(100, 100, 20, 10));
        assertEquals(List.of(same, half), found(overlap(SuggestionRule.Overlap.SOME, 1 / 3.0), Map.of()));
    }

    @Test
    void whatIsJudgedIsNotMeantAndDoneFramesCannotBeAccepted() {
        Suggestion open = say(1, CAR, 0.9, new Box(0, 0, 10, 10));
        Suggestion judged = say(1, CAR, 0.8, new Box(50, 0, 10, 10));
        Suggestion done = say(2, CAR, 0.7, new Box(0, 0, 10, 10));
        Map<Integer, FrameState> states = Map.of(2, FrameState.DONE);
        Map<SuggestionId, Verdict> verdicts = Map.of(judged.id(), Verdict.REJECTED);
        assertEquals(
                List.of(open), chosen(SuggestionRule.all(), states, verdicts).suggestions());
        SuggestionRule.Chosen all = chosen(
                new SuggestionRule(
                        null,
                        0,
                        1,
                        null,
                        0,
                        Long.MAX_VALUE,
                        SuggestionRule.Overlap.ANY,
                        0.5,
                        EnumSet.allOf(FrameState.class)),
                states,
                verdicts);
        assertEquals(List.of(open, done), all.suggestions());
        assertEquals(List.of(open), all.acceptable());
        assertEquals(2, all.frames());
    }

    @Test
    void aRuleIsSaidInWordsAndRecordedWithItsThreshold() {
        SuggestionRule rule = new SuggestionRule(
                CAR,
                0.25,
                1,
                new FrameRange(3, 9),
                20,
                Long.MAX_VALUE,
                SuggestionRule.Overlap.NONE,
                0.5,
                EnumSet.of(FrameState.IN_WORK, FrameState.UNSEEN));
        assertEquals(
                "open suggestions of class Car, scored 0.25 to 1.00, on frames 3 to 9, of 20 pixels or more, overlapping"
                        + " no label by 0.50 or more, on frames that are unseen or in work",
                rule.words(ONTOLOGY));
        assertEquals("Car scored 0.25–1.00", rule.policy(ONTOLOGY).name());
        assertEquals(0.25, rule.policy(ONTOLOGY).threshold());
    }

    @Test
    void nonsenseIsSaidAndLongWorkCanBeEnded() {
        assertThrows(AppException.class, () -> rule(0.8, 0.4));
        assertThrows(AppException.class, () -> overlap(SuggestionRule.Overlap.SOME, 0));
        say(1, CAR, 0.9, new Box(0, 0, 10, 10));
        MediaLabels here = MediaLabels.of(labels, Map.of(), List.of(), List.of(), said, Map.of());
        assertThrows(
                CancellationException.class,
                () -> SuggestionRule.all().find(here, media(), () -> {
                    throw new CancellationException();
                }));
    }
}
