package limner.app.ui.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import limner.app.ui.common.Selection;
import limner.app.ui.timing.TimingDesk;
import limner.model.command.Command;
import limner.model.id.SuggestionId;
import limner.model.label.IntervalEvent;
import limner.model.media.FrameRange;
import limner.model.project.MediaLabels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelineViewModelTest {

    @TempDir
    Path folder;

    private TimingDesk desk;
    private TimelineViewModel model;

    @BeforeEach
    void open() {
        desk = TimingDesk.without(folder);
        model = new TimelineViewModel(desk.workspace());
        // Three pixels a frame, and room for all rows.
        model.resize(TimelineViewModel.NAMES + 3 * TimingDesk.FRAMES, 400);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private double x(double frame) {
        return TimelineViewModel.NAMES + model.scale().x(frame);
    }

    private double y(String key) {
        for (int i = 0; i < model.rows().size(); i++) {
            if (model.rows().get(i).key().equals(key)) {
                return model.rowY(i) + TimelineViewModel.ROW / 2;
            }
        }
        throw new AssertionError(key + " is not among " + model.rows());
    }

    private double lane() {
        return y("lane " + TimingDesk.GRASP);
    }

    private List<IntervalEvent> stored() {
        return desk.session().state().labelsOf(TimingDesk.VIDEO).intervalsInOrder();
    }

    private long head() {
        return desk.session().snapshot().lastEvent();
    }

    @Test
    void rowsStandInOneOrder() {
        assertEquals(
                List.of(
                        "sequences",
                        "group TRACKS",
                        "track " + TimingDesk.TRACK,
                        "strip LABELS",
                        "group EVENTS",
                        "lane " + TimingDesk.GRASP,
                        "lane " + TimingDesk.BLINK,
                        "strip TAGS"),
                model.rows().stream()
                        .map(Row::key)
                        .filter(k -> !k.startsWith("track ") || k.endsWith(TimingDesk.TRACK.toString()))
                        .toList());
        assertEquals(15, model.footer().orElseThrow().open().total());
    }

    @Test
    void theFilmstripStandsAboveTheRowsWhereThereIsRoomAndScrubs() {
        double rows = model.top();
        model.film(true);
        assertEquals(rows + TimelineViewModel.FILM, model.top());
        assertEquals(model.top() - model.scroll(), model.rowY(0));
        assertEquals(new Hit.OnFilm(100), model.hit(x(100), TimelineViewModel.TOP + 5));
        model.press(x(100), TimelineViewModel.TOP + 5, TimelineViewModel.Press.PLAIN);
        model.drag(x(140), 0);
        model.release();
        assertEquals(140, desk.workspace().wanted().get());
        model.resize(model.width(), TimelineViewModel.TOP + TimelineViewModel.FILM + TimelineViewModel.ROW);
        assertEquals(rows, model.top(), "rows come first where the timeline is low");
    }

    @Test
    void draggingAnEndMovesItByOneCommand() {
        long before = head();
        model.press(x(100) - 1, lane(), TimelineViewModel.Press.PLAIN);
        for (int f = 100; f <= 120; f++) {
            model.drag(x(f) - 1 + 3, lane());
        }
        assertEquals(before, head(), "nothing is stored while the pointer is down");
        assertEquals(new FrameRange(50, 120), shownEvent().range());
        model.release();
        assertEquals(new FrameRange(50, 120), shownEvent().range(), "the preview stays until the store answers");
        desk.settle();
        assertEquals(new FrameRange(50, 120), desk.event());
        assertEquals(before + 1, head());
        assertEquals(
                new Selection.OfInterval(TimingDesk.EVENT),
                desk.workspace().selection().get());
    }

    private IntervalEvent shownEvent() {
        Row.Lane lane = (Row.Lane) model.rows().stream()
                .filter(r -> r.key().equals("lane " + TimingDesk.GRASP))
                .findFirst()
                .orElseThrow();
        return model.events(lane).stream()
                .filter(e -> e.id().equals(TimingDesk.EVENT))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theFirstEndDoesNotPassTheLast() {
        model.press(x(50) + 1, lane(), TimelineViewModel.Press.PLAIN);
        model.drag(x(250), lane());
        model.release();
        desk.settle();
        assertEquals(new FrameRange(99, 99), desk.event());
    }

    @Test
    void draggingTheMiddleKeepsTheLengthInsideTheVideo() {
        model.press(x(75), lane(), TimelineViewModel.Press.PLAIN);
        model.drag(x(10), lane());
        model.release();
        desk.settle();
        assertEquals(new FrameRange(0, 49), desk.event());
    }

    @Test
    void escapeLetsGoWithoutATrace() {
        long before = head();
        model.press(x(75), lane(), TimelineViewModel.Press.PLAIN);
        model.drag(x(90), lane());
        assertTrue(model.cancel());
        model.release();
        desk.settle();
        assertEquals(before, head());
        assertEquals(new FrameRange(50, 99), shownEvent().range());
        assertFalse(desk.workspace().gesture().get());
    }

    @Test
    void draggingOnAnEmptyPieceMakesAnEvent() {
        model.press(x(120) + 1, lane(), TimelineViewModel.Press.PLAIN);
        model.drag(x(140) + 1, lane());
        model.release();
        desk.settle();
        assertEquals(
                List.of(new FrameRange(50, 99), new FrameRange(120, 140), new FrameRange(180, 230)),
                stored().stream()
                        .filter(e -> e.classId().equals(TimingDesk.GRASP))
                        .map(IntervalEvent::range)
                        .toList());
        assertTrue(desk.workspace().selection().get().interval().isPresent(), "the new event is selected");
    }

    @Test
    void aClickOnAnEmptyPieceOnlyMovesThePlayhead() {
        long before = head();
        model.press(x(130) + 1, lane(), TimelineViewModel.Press.PLAIN);
        model.drag(x(130) + 2, lane());
        model.release();
        desk.settle();
        assertEquals(before, head());
        assertEquals(130, model.playhead());
    }

    @Test
    void keysMoveTheSelectedEventAndItsEndsByFrames() {
        desk.workspace().selection().set(new Selection.OfInterval(TimingDesk.EVENT));
        assertTrue(model.nudge(Hit.Part.BODY, 1));
        assertTrue(model.nudge(Hit.Part.BODY, 1));
        assertTrue(model.nudge(Hit.Part.START, -3));
        assertTrue(model.nudge(Hit.Part.END, 5));
        desk.settle();
        assertEquals(new FrameRange(49, 106), desk.event());
        desk.workspace().selection().set(Selection.nothing());
        assertFalse(model.nudge(Hit.Part.BODY, 1));
    }

    @Test
    void aDoubleClickAddsAPointEvent() {
        model.press(x(60) + 1, y("lane " + TimingDesk.BLINK), TimelineViewModel.Press.DOUBLE);
        model.release();
        desk.settle();
        assertTrue(stored().stream()
                .anyMatch(e -> e.classId().equals(TimingDesk.BLINK) && e.range().equals(FrameRange.of(60))));
    }

    @Test
    void theKeyboardAloneStartsAndClosesAnEvent() {
        walkTo("lane " + TimingDesk.GRASP);
        desk.workspace().goTo(10);
        assertTrue(model.toggleEvent());
        desk.workspace().goTo(25);
        assertEquals(Optional.of(new FrameRange(10, 25)), model.growing((Row.Lane)
                model.cursorRow().orElseThrow()));
        assertTrue(model.toggleEvent());
        desk.settle();
        assertEquals(
                new FrameRange(10, 25),
                stored().stream()
                        .map(IntervalEvent::range)
                        .min(Comparator.naturalOrder())
                        .orElseThrow());
        assertTrue(desk.workspace().openEvents().isEmpty());
    }

    private void walkTo(String key) {
        for (int i = 0; i < 20 && !model.cursorRow().map(Row::key).equals(Optional.of(key)); i++) {
            model.walkRows(1);
        }
        assertEquals(Optional.of(key), model.cursorRow().map(Row::key));
    }

    @Test
    void tabWalksThroughEverythingAndThenLeaves() {
        int expected = model.rows().stream().mapToInt(Row::size).sum()
                + model.footer().orElseThrow().size();
        int walked = 0;
        while (model.walkItems(1)) {
            walked++;
            assertTrue(walked <= expected, "it goes round in circles");
        }
        assertEquals(expected, walked);
    }

    @Test
    void enterSelectsWhatTheKeyboardIsOn() {
        walkTo("track " + TimingDesk.TRACK);
        desk.workspace().goTo(0);
        model.walkItems(1);
        assertTrue(model.choose());
        assertEquals(
                Selection.of(TimingDesk.TRACK), desk.workspace().selection().get());
        assertEquals(60, model.playhead());
    }

    @Test
    void whatIsUnderThePointerIsNamed() {
        double track = y("track " + TimingDesk.TRACK);
        assertEquals(
                60,
                assertInstanceOf(Hit.OnKeyframe.class, model.hit(x(60.5), track))
                        .bar()
                        .frame(1));
        assertInstanceOf(Hit.OnTrack.class, model.hit(x(30), track));
        assertInstanceOf(Hit.OnTime.class, model.hit(x(250), track), "the track is outside there");
        assertEquals(
                Hit.Part.START,
                assertInstanceOf(Hit.OnEvent.class, model.hit(x(50) + 1, lane()))
                        .part());
        assertEquals(
                Hit.Part.BODY,
                assertInstanceOf(Hit.OnEvent.class, model.hit(x(75), lane())).part());
        assertEquals(new Hit.OnRuler(33), model.hit(x(33.5), 4));
        double footer = model.bottom() + 5;
        assertEquals(
                160,
                assertInstanceOf(Hit.OnAmount.class, model.hit(x(161), footer)).frame());
    }

    @Test
    void aClickOnSuggestionsGoesThere() {
        model.press(x(161), model.bottom() + 5, TimelineViewModel.Press.PLAIN);
        model.release();
        assertEquals(160, model.playhead());
    }

    @Test
    void verdictsStayOnTheRowOfSuggestionsWhenNoneWaitsAnyMore() {
        MediaLabels before = desk.session().state().labelsOf(TimingDesk.VIDEO);
        SuggestionId taken = before.suggestionsOn(150).getFirst().id();
        SuggestionId refused = before.suggestionsOn(160).getFirst().id();
        desk.edit(new Command.Accept(TimingDesk.VIDEO, taken));
        desk.edit(new Command.Reject(TimingDesk.VIDEO, Set.of(refused)));
        desk.settle();
        Row.Reviews row = model.footer().orElseThrow();
        assertEquals(13, row.open().total());
        assertEquals(1, row.taken().between(150, 150));
        assertEquals(1, row.taken().total());
        assertEquals(1, row.rejected().between(160, 160));
        assertEquals(1, row.rejected().total());
        assertEquals(15, row.size(), "all of them are walked to");
        assertEquals(
                150,
                assertInstanceOf(Hit.OnAmount.class, model.hit(x(150.5), model.bottom() + 5))
                        .frame());
        desk.edit(new Command.WithdrawOpenSuggestions(TimingDesk.VIDEO));
        desk.settle();
        assertEquals(0, model.footer().orElseThrow().open().total());
        assertEquals(2, model.footer().orElseThrow().size(), "what was judged stays");
    }

    @Test
    void theViewGoesThroughTimeByHalfOfWhatIsSeen() {
        model.zoomAtPlayhead(4);
        double seen = model.scale().visible();
        model.scale(model.scale().from(0));
        model.pan(0.5);
        assertEquals(seen / 2, model.scale().first(), 1e-6);
        model.pan(-1);
        assertEquals(0, model.scale().first(), 1e-6, "it ends at the beginning");
    }

    @Test
    void foldedTracksShowTheirKeyframesInOneRow() {
        int before = model.rows().size();
        model.fold(Row.Group.Kind.TRACKS);
        assertEquals(before - 2, model.rows().size());
        Row.Group group = (Row.Group) model.rows().get(1);
        assertEquals(7, group.content().total(), "keyframes of both tracks");
    }

    @Test
    void shiftAndDragMarkFrames() {
        model.press(x(80) + 1, lane(), TimelineViewModel.Press.MARK);
        model.drag(x(40) + 1, lane());
        model.release();
        assertEquals(
                Optional.of(new FrameRange(40, 80)), desk.workspace().range().get());
    }

    @Test
    void zoomingKeepsTheFrameUnderThePointer() {
        double at = x(123.5);
        model.zoom(at, 4);
        assertEquals(new Hit.OnRuler(123), model.hit(at, 4));
        assertEquals(12, model.scale().perFrame(), 1e-9);
        for (int i = 0; i < 20; i++) {
            model.zoom(at, 2);
        }
        assertEquals(64, model.scale().perFrame(), 1e-9, "down to the single frame");
        model.showAll();
        assertTrue(model.scale().isWhole());
    }

    @Test
    void theViewFollowsThePlayhead() {
        model.zoom(x(0), 10);
        desk.workspace().goTo(280);
        assertTrue(model.scale().shows(280));
    }

    @Test
    void theRowOfAnEventThatIsCodedComesIntoView() {
        model.resize(model.width(), model.top() + 3 * TimelineViewModel.ROW);
        assertTrue(lane() > model.bottom(), "its row is not seen");
        desk.workspace().openEvents().press(TimingDesk.GRASP, 200);
        desk.settle();
        assertTrue(lane() > model.top() && lane() < model.bottom(), () -> lane() + " up to " + model.bottom());
    }

    @Test
    void anEventOfTheStoreChangesTheRows() {
        desk.edit(new Command.MoveInterval(TimingDesk.VIDEO, TimingDesk.EVENT, new FrameRange(1, 2)));
        desk.settle();
        assertEquals(new FrameRange(1, 2), shownEvent().range());
    }

    @Test
    void anOutlineHalfDrawnOnThePictureIsNotEndedByAClickOnTheTimeline() {
        desk.workspace().gesture(true);
        model.press(x(40), TimelineViewModel.RULER / 2, TimelineViewModel.Press.PLAIN);
        model.release();
        assertTrue(desk.workspace().gesture().get());

        desk.workspace().gesture(false);
        model.press(x(75), lane(), TimelineViewModel.Press.PLAIN);
        assertTrue(desk.workspace().gesture().get());
        model.release();
        assertFalse(desk.workspace().gesture().get());
    }

    @Test
    void aSecondButtonDoesNotTakeTheEventOutOfTheHand() {
        FrameRange before = desk.event();
        model.press(x(75), lane(), TimelineViewModel.Press.PLAIN);
        model.drag(x(85), lane());
        model.press(x(85), lane(), TimelineViewModel.Press.PAN);
        model.drag(x(90), lane());
        model.release();
        desk.settle();
        assertEquals(new FrameRange(before.first() + 15, before.last() + 15), desk.event());
    }

    @Test
    void droppingAMarkBringsTheOneBeforeBack() {
        FrameRange before = new FrameRange(5, 9);
        desk.workspace().range().set(Optional.of(before));
        model.press(x(80) + 1, lane(), TimelineViewModel.Press.MARK);
        model.drag(x(120), lane());
        assertTrue(model.cancel());
        assertEquals(Optional.of(before), desk.workspace().range().get());
    }
}
