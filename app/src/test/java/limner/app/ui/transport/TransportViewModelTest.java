package limner.app.ui.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limner.app.ui.common.Selection;
import limner.app.ui.common.Speed;
import limner.app.ui.timing.ClockFeed;
import limner.app.ui.timing.TimingDesk;
import limner.media.pace.StepGrid;
import limner.media.pace.Stepping;
import limner.media.source.Rational;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransportViewModelTest {

    private static final long PULSE = 16_666_667L;

    @TempDir
    Path folder;

    private TimingDesk desk;
    private TransportViewModel model;
    private long now = 1_000_000_000L;

    @BeforeEach
    void open() {
        desk = TimingDesk.without(folder);
        model = new TransportViewModel(desk.workspace());
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private void play(double seconds) {
        long end = now + (long) (seconds * 1e9);
        while (now < end) {
            model.pulse(now);
            now += PULSE;
        }
    }

    private void toggle() {
        desk.workspace().togglePlay(Speed.Way.FORWARDS);
    }

    private int wanted() {
        return desk.workspace().wanted().get();
    }

    @Test
    void playingFollowsTheTimesOfTheFramesAndNoRate() {
        toggle();
        play(2.0);
        ClockFeed times = new ClockFeed(TimingDesk.FRAMES);
        assertEquals(times.frameAt(2.0 - 2 * PULSE / 1e9), wanted(), 1);
        assertTrue(wanted() < 45, "at 25 frames a second this would be frame 50, it is " + wanted());
    }

    @Test
    void everyFrameIsAskedForInOrderWhenTheScreenKeepsUp() {
        List<Integer> asked = new ArrayList<>();
        desk.workspace().wanted().addListener((_, _, f) -> asked.add(f.intValue()));
        toggle();
        play(1.5);
        for (int i = 0; i < asked.size(); i++) {
            assertEquals(i + 1, asked.get(i));
        }
        assertTrue(asked.size() > 25, "frames asked for: " + asked);
    }

    @Test
    void aScreenThatIsSlowLosesPicturesButNoTime() {
        toggle();
        play(0.2);
        desk.screen(TimingDesk.Screen.STUCK);
        play(0.1);
        int stuckAt = wanted();
        play(0.2);
        assertEquals(stuckAt, wanted(), "nothing new is asked for while a picture is awaited");
        desk.screen(TimingDesk.Screen.AT_ONCE);
        play(0.1);
        assertEquals(new ClockFeed(TimingDesk.FRAMES).frameAt(0.6 - PULSE / 1e9), wanted(), 1);
    }

    @Test
    void halfSpeedTakesTwiceAsLong() {
        desk.workspace().speed().set(Speed.NORMAL.at(0.5));
        toggle();
        play(2.0);
        assertEquals(new ClockFeed(TimingDesk.FRAMES).frameAt(1.0), wanted(), 1);
    }

    @Test
    void theClockKeepsItsPlaceWhenTheSpeedChangesAndWhenItTurns() {
        ClockFeed times = new ClockFeed(TimingDesk.FRAMES);
        toggle();
        play(1.0);
        model.faster(2);
        play(1.0);
        assertEquals(times.frameAt(5.0 - 5 * PULSE / 1e9), wanted(), 2);
        desk.workspace().togglePlay(Speed.Way.BACKWARDS);
        assertTrue(desk.workspace().playing().get(), "it turns and does not stop");
        play(0.5);
        assertEquals(times.frameAt(3.0), wanted(), 2);
        assertEquals(4.0, desk.workspace().speed().get().factor());
        desk.workspace().togglePlay(Speed.Way.BACKWARDS);
        assertFalse(desk.workspace().playing().get());
    }

    @Test
    void backwardsItEndsOnTheFirstFrameAndBeginsAnewAtTheEnd() {
        desk.workspace().goTo(4);
        desk.workspace().togglePlay(Speed.Way.BACKWARDS);
        List<Integer> asked = new ArrayList<>();
        desk.workspace().wanted().addListener((_, _, f) -> asked.add(f.intValue()));
        play(1.0);
        assertEquals(List.of(3, 2, 1, 0), asked);
        assertFalse(desk.workspace().playing().get());
        desk.workspace().togglePlay(Speed.Way.BACKWARDS);
        assertEquals(TimingDesk.FRAMES - 1, wanted());
    }

    @Test
    void theShuttleGoesFasterWithEachPressAndTurnsAtOnce() {
        desk.workspace().goTo(150);
        model.shuttle(Speed.Way.FORWARDS);
        assertEquals(Speed.NORMAL, desk.workspace().speed().get());
        model.shuttle(Speed.Way.FORWARDS);
        model.shuttle(Speed.Way.FORWARDS);
        assertEquals(4.0, desk.workspace().speed().get().factor());
        play(0.5);
        int turned = wanted();
        assertTrue(turned > 180, "frame " + turned);
        model.shuttle(Speed.Way.BACKWARDS);
        assertEquals(new Speed(1, Speed.Way.BACKWARDS), desk.workspace().speed().get());
        play(0.5);
        assertTrue(wanted() < turned);
        model.pause();
        assertFalse(desk.workspace().playing().get());
    }

    @Test
    void theRangeIsPlayedOnceFromItsBeginningAndEndsOnItsLastFrame() {
        desk.workspace().range().set(Optional.of(new FrameRange(10, 14)));
        desk.workspace().goTo(200);
        model.playRange();
        assertEquals(10, wanted());
        play(1.0);
        assertEquals(14, wanted());
        assertFalse(desk.workspace().playing().get());
        toggle();
        play(0.5);
        assertTrue(wanted() > 14, "after that it plays the whole video again");
    }

    @Test
    void loopingStaysInTheSelectedEventUnlessFramesAreMarked() {
        model.looping().set(true);
        desk.workspace().selection().set(new Selection.OfInterval(TimingDesk.EVENT));
        assertEquals(desk.event(), model.range());
        desk.workspace().goTo(desk.event().last());
        desk.workspace().togglePlay(Speed.Way.BACKWARDS);
        List<Integer> asked = new ArrayList<>();
        desk.workspace().wanted().addListener((_, _, f) -> asked.add(f.intValue()));
        play(8.0);
        assertTrue(asked.stream().allMatch(desk.event()::contains), asked.toString());
        assertTrue(
                asked.contains(desk.event().first())
                        && asked.contains(desk.event().last()),
                asked.toString());
        desk.workspace().range().set(Optional.of(new FrameRange(3, 5)));
        assertEquals(new FrameRange(3, 5), model.range());
    }

    @Test
    void atARateEverythingStopsOnTheGridAndTheRestCanStillBeReached() {
        model.stepping(new Stepping.AtRate(new Rational(5, 1)));
        StepGrid stops = desk.workspace().stops().get();
        assertEquals(List.of(0, 5, 9, 13, 18), stops.stops().limit(5).boxed().toList());
        model.step(1);
        assertEquals(5, wanted());
        model.step(10);
        assertEquals(stops.stop(11), wanted());
        model.step(-1);
        assertEquals(stops.stop(10), wanted());
        model.stepFrames(1);
        assertEquals(stops.stop(10) + 1, wanted(), "the next frame of the file, between two stops");
        model.step(-1);
        assertEquals(stops.stop(10), wanted());
        assertTrue(model.goTo("7"));
        assertEquals(7, wanted(), "a number is that of the file");
        model.step(1);
        assertEquals(9, wanted());
        model.seek(FrameSearch.UNDONE, FrameSearch.Way.BACK, "");
        assertEquals(5, wanted(), "frames 3 and 4 are no stops");
        desk.workspace().goTo(0);
        List<Integer> asked = new ArrayList<>();
        desk.workspace().wanted().addListener((_, _, f) -> asked.add(f.intValue()));
        toggle();
        play(16);
        assertEquals(stops.stops().skip(1).boxed().toList(), asked, "every stop, in order, and nothing else");
        assertFalse(desk.workspace().playing().get());
    }

    @Test
    void stepsBelongToTheVideoAndBeginWithTimes() {
        desk.workspace().stepping(new limner.model.id.MediaId(java.util.UUID.randomUUID()), new Stepping.EveryNth(3));
        assertTrue(desk.workspace().stops().get().isWhole(), "another video's steps");
        model.stepping(new Stepping.EveryNth(7));
        assertEquals(43, desk.workspace().stops().get().count());
        model.stepping(new Stepping.All());
        assertTrue(desk.workspace().stops().get().isWhole());
    }

    @Test
    void playingEndsOnTheLastFrameAndBeginsAnewFromThere() {
        desk.workspace().goTo(TimingDesk.FRAMES - 5);
        toggle();
        play(1.0);
        assertFalse(desk.workspace().playing().get());
        assertEquals(TimingDesk.FRAMES - 1, wanted());
        toggle();
        assertEquals(0, wanted());
    }

    @Test
    void loopingStaysInTheMarkedFrames() {
        model.looping().set(true);
        desk.workspace().range().set(Optional.of(new FrameRange(10, 14)));
        desk.workspace().goTo(12);
        List<Integer> asked = new ArrayList<>();
        desk.workspace().wanted().addListener((_, _, f) -> asked.add(f.intValue()));
        toggle();
        play(1.0);
        assertTrue(desk.workspace().playing().get());
        assertTrue(asked.stream().allMatch(f -> f >= 10 && f <= 14), asked.toString());
        assertTrue(asked.stream().filter(f -> f == 10).count() >= 3, asked.toString());
    }

    @Test
    void loopingWithoutMarkedFramesStaysInTheSequence() {
        model.looping().set(true);
        desk.workspace().goTo(30);
        assertEquals(new FrameRange(20, 119), model.range());
        desk.workspace().goTo(130);
        assertEquals(new FrameRange(0, TimingDesk.FRAMES - 1), model.range());
    }

    @Test
    void aStepByHandEndsPlaying() {
        toggle();
        play(0.3);
        int at = wanted();
        model.step(10);
        assertFalse(desk.workspace().playing().get());
        assertEquals(at + 10, wanted());
        model.step(-100);
        assertEquals(0, wanted());
    }

    @Test
    void theFieldUnderstandsNumbersStepsAndTimes() {
        assertTrue(model.goTo("2 00"));
        assertEquals(200, wanted());
        assertTrue(model.goTo("-25"));
        assertEquals(175, wanted());
        assertTrue(model.goTo("00:01.000"));
        assertEquals(new ClockFeed(TimingDesk.FRAMES).frameAt(1.0), wanted());
    }

    @Test
    void aWrongInputIsAnsweredAndMovesNothing() {
        desk.workspace().goTo(7);
        assertFalse(model.goTo("300"));
        assertEquals("Frames go from 0 to 299.", model.refusal().get());
        assertFalse(model.goTo("soon"));
        assertEquals(
                "Type a frame such as 310 or a time such as 00:12.4.",
                model.refusal().get());
        assertFalse(model.goTo("59:00"));
        assertEquals("The video ends at 00:14.400.", model.refusal().get());
        assertEquals(7, wanted());
        model.forgive();
        assertEquals("", model.refusal().get());
    }

    @Test
    void framesOfAKindAreFoundInBothDirections() {
        model.seek(FrameSearch.UNDONE, FrameSearch.Way.FORWARD, "");
        assertEquals(1 + 2, wanted(), "frames 0 to 2 are done");
        model.seek(FrameSearch.LABELLED, FrameSearch.Way.FORWARD, "");
        assertEquals(4, wanted());
        model.seek(FrameSearch.SUGGESTED, FrameSearch.Way.FORWARD, "");
        assertEquals(150, wanted());
        model.seek(FrameSearch.LABELLED, FrameSearch.Way.BACK, "");
        assertEquals(140, wanted(), "a keyframe of the track");
        model.seek(FrameSearch.SUGGESTED, FrameSearch.Way.BACK, "No frame before this one has open suggestions.");
        assertEquals(140, wanted());
        assertEquals(
                "No frame before this one has open suggestions.",
                desk.workspace().errors().notices().getFirst().sentence());
    }

    @Test
    void theStateOfTheFrameOnTheScreenIsStored() {
        desk.workspace().goTo(42);
        model.setState(FrameState.DONE);
        desk.settle();
        assertEquals(
                FrameState.DONE,
                desk.session().state().labelsOf(TimingDesk.VIDEO).state(42));
        model.setState(FrameState.UNSEEN);
        desk.settle();
        assertEquals(
                FrameState.UNSEEN,
                desk.session().state().labelsOf(TimingDesk.VIDEO).state(42));
    }

    @Test
    void aRangeIsMarkedFromHereAndUpToHere() {
        desk.workspace().goTo(40);
        model.markFirst();
        desk.workspace().goTo(60);
        model.markLast();
        assertEquals(
                Optional.of(new FrameRange(40, 60)), desk.workspace().range().get());
        desk.workspace().goTo(80);
        model.markFirst();
        assertEquals(
                Optional.of(new FrameRange(80, TimingDesk.FRAMES - 1)),
                desk.workspace().range().get());
    }

    @Test
    void timesReadBackAsTheyWereWritten() {
        for (double seconds : new double[] {0, 0.04, 12.4, 59.999, 60, 3599.5, 3600, 7325.25}) {
            assertEquals(Optional.of(seconds), Timecode.parse(Timecode.of(seconds)));
        }
        assertEquals("1:00:00.000", Timecode.of(3599.9999));
        assertEquals(Optional.empty(), Timecode.parse("1:75"));
        assertEquals(Optional.empty(), Timecode.parse("12"));
    }
}
