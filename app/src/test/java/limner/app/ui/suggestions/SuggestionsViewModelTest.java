package limner.app.ui.suggestions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import limner.app.ui.common.Amendment;
import limner.app.ui.common.Notice;
import limner.app.ui.common.Selection;
import limner.app.ui.common.ShownFrame;
import limner.app.ui.timing.TimingDesk;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.id.MediaId;
import limner.model.id.RunId;
import limner.model.id.SuggestionId;
import limner.model.label.Label;
import limner.model.media.Media;
import limner.model.provenance.Origin;
import limner.model.provenance.Run;
import limner.model.suggestion.Suggestion;
import limner.model.suggestion.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Judging without a window.
final class SuggestionsViewModelTest {

    private static final int FRAME = 222;

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // opened before each test
    private TimingDesk desk;

    @SuppressWarnings("NullAway.Init")
    private SuggestionsViewModel model;

    private final SuggestionId better = SuggestionId.random();
    private final SuggestionId worse = SuggestionId.random();

    @BeforeEach
    void open() {
        desk = TimingDesk.without(folder);
        model = new SuggestionsViewModel(desk.workspace());
        RunId run = RunId.random();
        desk.session()
                .edit(new Command.RecordRun(new Run(run, "p", "1", "m", "1", "00", Map.of())))
                .join();
        desk.session()
                .edit(new Command.OfferSuggestions(
                        TimingDesk.VIDEO, FRAME, List.of(suggestion(worse, 0.3, run), suggestion(better, 0.9, run))))
                .join();
        desk.workspace().goTo(FRAME);
        desk.settle();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private static Suggestion suggestion(SuggestionId id, double score, RunId run) {
        return new Suggestion(id, TimingDesk.VIDEO, FRAME, TimingDesk.CAR, new Box(10, 10, 20, 20), score, run, null);
    }

    private Verdict verdict(SuggestionId id) {
        return desk.session().state().labelsOf(TimingDesk.VIDEO).verdict(id);
    }

    @Test
    void nothingIsTakenBeforeItWasPointedAt() {
        model.accept();
        desk.settle();
        assertEquals(Verdict.OPEN, verdict(better));
        assertEquals(Optional.of(better), desk.workspace().selection().get().suggestion(), "the best one is selected");
        model.accept();
        desk.settle();
        assertEquals(Verdict.ACCEPTED, verdict(better));
        assertEquals(Optional.of(worse), desk.workspace().selection().get().suggestion(), "the next one is in hand");
    }

    @Test
    void aCorrectedShapeIsTakenAsAnAmendment() {
        desk.workspace().selection().set(new Selection.OfSuggestion(better));
        model.amend();
        Amendment corrected = desk.workspace().amendment().get().orElseThrow();
        Box box = new Box(5, 5, 30, 30);
        desk.workspace().amendment().set(Optional.of(corrected.withShape(box).withClass(TimingDesk.PERSON)));
        model.accept();
        desk.settle();
        assertEquals(Verdict.AMENDED, verdict(better));
        Label label = desk.session().state().labelsOf(TimingDesk.VIDEO).labels().values().stream()
                .filter(l -> l.origin() instanceof Origin.Suggested)
                .findFirst()
                .orElseThrow();
        assertEquals(TimingDesk.PERSON, label.classId());
        assertEquals(box, label.at(FRAME).orElseThrow().shape());
    }

    @Test
    void aCorrectionThatChangedNothingIsAnAcceptance() {
        desk.workspace().selection().set(new Selection.OfSuggestion(better));
        model.amend();
        model.accept();
        desk.settle();
        assertEquals(Verdict.ACCEPTED, verdict(better));
    }

    @Test
    void rejectingGoesOnToTheNextOne() {
        desk.workspace().selection().set(new Selection.OfSuggestion(better));
        model.reject();
        desk.settle();
        assertEquals(Verdict.REJECTED, verdict(better));
        assertInstanceOf(
                Selection.OfSuggestion.class, desk.workspace().selection().get());
    }

    @Test
    void aKeyThatComesTwiceSaysItOnce() {
        desk.workspace().selection().set(new Selection.OfSuggestion(better));
        model.accept();
        model.accept();
        model.reject();
        desk.settle();
        assertEquals(Verdict.ACCEPTED, verdict(better));
        assertEquals(Verdict.OPEN, verdict(worse));
        assertEquals(List.of(), desk.workspace().errors().notices(), "nobody is told that it has been judged already");
    }

    @Test
    void whatWasSelectedMeanwhileStaysSelected() {
        desk.workspace().selection().set(new Selection.OfSuggestion(better));
        model.accept();
        desk.workspace().selection().set(new Selection.OfSuggestion(worse));
        model.amend();
        desk.settle();
        assertEquals(Verdict.ACCEPTED, verdict(better));
        assertEquals(
                worse,
                desk.workspace().amendment().get().orElseThrow().suggestion().id(),
                "the correction that was begun goes on");
        assertEquals(Optional.of(worse), desk.workspace().selection().get().suggestion());
    }

    @Test
    void askingToCorrectAgainKeepsWhatWasCorrected() {
        desk.workspace().selection().set(new Selection.OfSuggestion(better));
        model.amend();
        Box box = new Box(5, 5, 30, 30);
        desk.workspace().amendment().set(desk.workspace().amendment().get().map(a -> a.withShape(box)));
        model.amend();
        assertEquals(box, desk.workspace().amendment().get().orElseThrow().shape());
    }

    @Test
    void aFrameThatWasAskedForEarlierDoesNotEndTheWayToTheSuggestion() {
        desk.workspace().goTo(10);
        desk.settle();
        desk.screen(TimingDesk.Screen.STUCK);
        desk.workspace().goTo(FRAME - 2);
        model.next();
        int frame = desk.workspace().wanted().get();
        desk.workspace().shown(new ShownFrame(TimingDesk.VIDEO, 11, ShownFrame.Picture.DRAWN));
        desk.workspace().shown(new ShownFrame(TimingDesk.VIDEO, frame, ShownFrame.Picture.DRAWN));
        assertEquals(
                desk.workspace().labels().openOn(frame).getFirst().id(),
                desk.workspace().selection().get().suggestion().orElseThrow());
    }

    @Test
    void nextGoesToTheFrameThatWaits() {
        desk.workspace().goTo(FRAME - 1);
        desk.settle();
        model.next();
        desk.settle();
        assertEquals(FRAME, desk.workspace().wanted().get());
        assertEquals(Optional.of(better), desk.workspace().selection().get().suggestion());
    }

    @Test
    void whatIsHiddenIsNotJudgedByKeyAndThatIsSaid() {
        desk.workspace().selection().set(new Selection.OfSuggestion(better));
        for (BooleanProperty hidden : List.of(
                desk.workspace().view().suggestionsHidden(),
                desk.workspace().view().labelsHidden())) {
            hidden.set(true);
            model.ifSeen(model::accept);
            model.ifSeen(model::reject);
            desk.settle();
            assertEquals(Verdict.OPEN, verdict(better));
            Notice said = desk.workspace().errors().notices().getLast();
            assertTrue(said.sentence().endsWith("hidden, so nothing was judged."), said.sentence());
            said.actions().getFirst().run().run();
            assertFalse(hidden.get(), "the button shows them");
        }
        model.ifSeen(model::accept);
        desk.settle();
        assertEquals(Verdict.ACCEPTED, verdict(better));
    }

    @Test
    void theNextOneIsFoundOnFurtherFramesAndInOtherVideosAndThePreviousOneOnTheWayBack() {
        MediaId other = MediaId.random();
        RunId run = RunId.random();
        SuggestionId early = SuggestionId.random();
        SuggestionId last = SuggestionId.random();
        SuggestionId further = SuggestionId.random();
        desk.session()
                .edit(new Command.AddMedia(new Media(other, "zz.mp4", "zz.mp4", "f", "", 640, 480, 50, 25)))
                .join();
        desk.session()
                .edit(new Command.RecordRun(new Run(run, "p", "1", "m", "1", "00", Map.of())))
                .join();
        desk.session()
                .edit(new Command.WithdrawOpenSuggestions(TimingDesk.VIDEO))
                .join();
        SuggestionId here = SuggestionId.random();
        offer(TimingDesk.VIDEO, FRAME, here, run);
        offer(TimingDesk.VIDEO, 230, further, run);
        offer(other, 3, early, run);
        offer(other, 9, last, run);
        desk.settle();
        desk.workspace().selection().set(new Selection.OfSuggestion(here));
        model.next();
        assertEquals(230, desk.workspace().wanted().get());
        desk.settle();
        desk.workspace().shown(new ShownFrame(TimingDesk.VIDEO, 230, ShownFrame.Picture.DRAWN));
        assertEquals(Optional.of(further), selected());
        model.next();
        assertEquals(Optional.of(other), desk.workspace().mediaId().get());
        desk.workspace().shown(new ShownFrame(other, 3, ShownFrame.Picture.DRAWN));
        assertEquals(Optional.of(early), selected());
        model.next();
        desk.workspace().shown(new ShownFrame(other, 9, ShownFrame.Picture.DRAWN));
        assertEquals(Optional.of(last), selected());
        model.next();
        assertEquals(Optional.of(TimingDesk.VIDEO), desk.workspace().mediaId().get(), "from the beginning again");
        assertEquals(FRAME, desk.workspace().wanted().get());
        desk.workspace().shown(new ShownFrame(TimingDesk.VIDEO, FRAME, ShownFrame.Picture.DRAWN));
        assertEquals(Optional.of(here), selected());
        model.previous();
        desk.workspace().shown(new ShownFrame(other, 9, ShownFrame.Picture.DRAWN));
        assertEquals(Optional.of(last), selected());
        model.previous();
        desk.workspace().shown(new ShownFrame(other, 3, ShownFrame.Picture.DRAWN));
        model.previous();
        desk.workspace().shown(new ShownFrame(TimingDesk.VIDEO, 230, ShownFrame.Picture.DRAWN));
        model.previous();
        desk.workspace().shown(new ShownFrame(TimingDesk.VIDEO, FRAME, ShownFrame.Picture.DRAWN));
        assertEquals(Optional.of(here), selected());
    }

    private Optional<SuggestionId> selected() {
        return desk.workspace().selection().get().suggestion();
    }

    private void offer(MediaId video, int frame, SuggestionId id, RunId run) {
        desk.session()
                .edit(new Command.OfferSuggestions(
                        video,
                        frame,
                        List.of(new Suggestion(
                                id, video, frame, TimingDesk.CAR, new Box(10, 10, 20, 20), 0.5, run, null))))
                .join();
    }
}
