package limner.app.ui.transport;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import limner.app.ui.common.FrameFeed;
import limner.app.ui.common.Selection;
import limner.app.ui.common.ShownFrame;
import limner.app.ui.common.Sound;
import limner.app.ui.common.Speed;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.media.pace.StepGrid;
import limner.media.pace.Stepping;
import limner.model.command.Command;
import limner.model.label.IntervalEvent;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.media.Sequence;

/// What the transport does, without a window. It only ever asks for frames; what is on the screen, and with it the
/// counter, is told by whoever draws. JavaFX thread only.
final class TransportViewModel {
    private static final Texts TEXTS = Texts.beside(TransportViewModel.class);

    /// A picture that takes longer than this is no longer waited for, so that one that never comes does not end
    /// playing.
    private static final long PATIENCE_NANOS = 2_000_000_000L;

    private final Workspace workspace;
    private final Sound sound;
    private final BooleanProperty looping = new SimpleBooleanProperty();
    private final ReadOnlyStringWrapper refusal = new ReadOnlyStringWrapper("");
    private Optional<Playback> playback = Optional.empty();
    private Optional<FrameRange> once = Optional.empty();
    private int asked = -1;
    private long askedAt;

    TransportViewModel(Workspace workspace) {
        this(workspace, Sound.none());
    }

    /// @param sound is told where the pictures are while they play
    TransportViewModel(Workspace workspace, Sound sound) {
        this.workspace = workspace;
        this.sound = sound;
        workspace.playing().addListener((_, _, on) -> {
            playback = Optional.empty();
            asked = -1;
            if (on) {
                rewindAtEnd();
            } else {
                once = Optional.empty();
                sound.rest();
            }
        });
        // After a jump time is counted anew from where we are.
        workspace.wanted().addListener((_, _, now) -> {
            if (now.intValue() != asked) {
                playback = Optional.empty();
                sound.rest();
            }
        });
    }

    BooleanProperty looping() {
        return looping;
    }

    /// Why what was typed leads nowhere; empty while there is nothing to say.
    ReadOnlyStringProperty refusal() {
        return refusal.getReadOnlyProperty();
    }

    /// Plays the marked frames, the selected event or the sequence from their beginning, once.
    void playRange() {
        if (workspace.feed().get().isEmpty()) {
            return;
        }
        workspace.playing().set(false);
        Speed speed = workspace.speed().get();
        once = Optional.of(chosenRange());
        track().ifPresent(t -> workspace.goTo(t.begin(speed.way())));
        workspace.play(speed);
    }

    /// The shuttle: plays this way at the video's own speed, faster with every further press.
    void shuttle(Speed.Way way) {
        Speed now = workspace.speed().get();
        boolean on = workspace.playing().get() && now.way() == way;
        workspace.play(on ? now.faster(1) : Speed.NORMAL.going(way));
    }

    void pause() {
        workspace.playing().set(false);
    }

    private void rewindAtEnd() {
        int at = workspace.wanted().get();
        Speed.Way way = workspace.speed().get().way();
        track().filter(t -> t.through(at, way) || !t.range().contains(at)).ifPresent(t -> workspace.goTo(t.begin(way)));
    }

    /// What is played, as far as its times are known.
    private Optional<Playback.Track> track() {
        FrameRange range = range();
        StepGrid stops = workspace.stops().get();
        return workspace
                .feed()
                .get()
                .map(FrameFeed::times)
                .filter(t -> t.count() == stops.frameCount() && range.within(t.count()))
                .map(t -> new Playback.Track(t, stops, range));
    }

    /// Asks for the frame that is due; called once a pulse while playing.
    ///
    /// @param now a time in nanoseconds that only ever rises
    void pulse(long now) {
        play(now);
        tell(now);
    }

    /// Sound goes by the clock of the pictures, which waits when they are far behind.
    private void tell(long now) {
        Optional<Playback.Track> track = track();
        if (playback.isEmpty() || track.isEmpty() || !workspace.playing().get()) {
            sound.rest();
            return;
        }
        Playback from = playback.get();
        double factor =
                from.speed().forwards() ? from.speed().factor() : -from.speed().factor();
        sound.follow(
                from.at(now),
                factor,
                track.get().times().end(track.get().range().last()));
    }

    private void play(long now) {
        Optional<Playback.Track> played = track();
        if (!workspace.playing().get() || played.isEmpty()) {
            return;
        }
        Playback.Track track = played.get();
        int wanted = workspace.wanted().get();
        boolean caughtUp = workspace
                .shown()
                .get()
                .map(ShownFrame::frame)
                .filter(f -> f == wanted)
                .isPresent();
        if (!caughtUp && asked != wanted) {
            // Somebody jumped there: the clock starts with the picture, not with the wish for it.
            asked = wanted;
            askedAt = now;
        }
        if (!caughtUp && now - askedAt < PATIENCE_NANOS) {
            return;
        }
        Speed speed = workspace.speed().get();
        Playback from = playback.orElseGet(() -> Playback.from(wanted, track, speed, now));
        if (!from.speed().equals(speed)) {
            from = from.changed(wanted, speed, now);
        }
        from = from.waitingFor(wanted, track, now);
        playback = Optional.of(from);
        Playback.AtEnd atEnd = looping.get() && once.isEmpty() ? Playback.AtEnd.LOOP : Playback.AtEnd.STOP;
        switch (from.due(track, atEnd, now)) {
            case Playback.Show(int frame) -> {
                if (frame != wanted) {
                    ask(frame, now);
                }
            }
            case Playback.Again(int frame) -> {
                ask(frame, now);
                playback = Optional.empty();
            }
            case Playback.Ended(int frame) -> {
                ask(frame, now);
                workspace.playing().set(false);
            }
        }
    }

    private void ask(int frame, long now) {
        asked = frame;
        askedAt = now;
        workspace.playTo(frame);
    }

    /// What is played: while looping the marked frames, the selected event or the sequence we are in; otherwise the
    /// whole video.
    FrameRange range() {
        return once.orElseGet(() -> looping.get()
                ? chosenRange()
                : workspace.media().map(Media::frames).orElse(FrameRange.of(0)));
    }

    private FrameRange chosenRange() {
        FrameRange all = workspace.media().map(Media::frames).orElse(FrameRange.of(0));
        int at = workspace.wanted().get();
        return workspace
                .range()
                .get()
                .or(this::selectedEvent)
                .filter(r -> r.within(all.length()))
                .orElseGet(() -> sequences().stream()
                        .map(Sequence::range)
                        .filter(r -> r.contains(at))
                        .findFirst()
                        .orElse(all));
    }

    private Optional<FrameRange> selectedEvent() {
        return workspace.selection().get() instanceof Selection.OfInterval(var id)
                ? Optional.ofNullable(workspace.labels().intervals().get(id)).map(IntervalEvent::range)
                : Optional.empty();
    }

    private List<Sequence> sequences() {
        return workspace
                .mediaId()
                .get()
                .map(m -> workspace.state().sequencesOf(m))
                .orElse(List.of());
    }

    /// A step by hand ends playing: who steps wants to look.
    void step(int frames) {
        workspace.playing().set(false);
        workspace.step(frames);
    }

    void first() {
        workspace.playing().set(false);
        workspace.goTo(0);
    }

    void last() {
        workspace.playing().set(false);
        workspace.goTo(Integer.MAX_VALUE);
    }

    void faster(int steps) {
        workspace.speed().set(workspace.speed().get().faster(steps));
    }

    /// Steps to the next frame of the file, stop or not.
    void stepFrames(int frames) {
        workspace.playing().set(false);
        workspace.stepFrames(frames);
    }

    void stepping(Stepping next) {
        workspace.mediaId().get().ifPresent(m -> workspace.stepping(m, next));
    }

    /// Goes where the text says.
    ///
    /// @return whether it led somewhere; else [#refusal()] says why not
    boolean goTo(String typed) {
        Optional<Media> media = workspace.media();
        if (media.isEmpty()) {
            return refuse(TEXTS.get("goto.noVideo"));
        }
        return switch (Destination.of(
                typed, current(), media.get().frameCount(), workspace.feed().get())) {
            case Destination.Frame(int frame) -> {
                refusal.set("");
                workspace.playing().set(false);
                workspace.goTo(frame);
                yield true;
            }
            case Destination.Nowhere(String sentence) -> refuse(sentence);
        };
    }

    /// Says why what was typed is of no use.
    ///
    /// @return false
    boolean refuse(String sentence) {
        refusal.set(sentence);
        return false;
    }

    /// Takes back what was said about a wrong input.
    void forgive() {
        refusal.set("");
    }

    /// The frame on the screen, or the one that was asked for before there is any.
    int current() {
        return workspace
                .shown()
                .get()
                .map(ShownFrame::frame)
                .orElse(workspace.wanted().get());
    }

    /// Goes to the nearest frame of a kind; says so when there is none.
    void seek(FrameSearch kind, FrameSearch.Way way, String none) {
        Optional<Media> media = workspace.media();
        if (media.isEmpty()) {
            return;
        }
        OptionalInt found = kind.find(
                workspace.labels(),
                workspace.foundHere(),
                workspace.wanted().get(),
                workspace.stops().get(),
                way);
        workspace.playing().set(false);
        if (found.isPresent()) {
            workspace.goTo(found.getAsInt());
        } else {
            workspace.errors().info(none);
        }
    }

    /// Sets the state of the frame on the screen.
    void setState(FrameState state) {
        workspace
                .shown()
                .get()
                .filter(s -> workspace.frameState() != state)
                .ifPresent(
                        s -> workspace.submit(new Command.SetFrameState(s.media(), FrameRange.of(s.frame()), state)));
    }

    /// Marks the first or last frame of the range at the frame on the screen.
    void markFirst() {
        int at = current();
        int last = workspace
                .range()
                .get()
                .map(FrameRange::last)
                .filter(l -> l >= at)
                .orElse(lastFrame());
        workspace.range().set(Optional.of(new FrameRange(at, last)));
    }

    void markLast() {
        int at = current();
        int first = workspace
                .range()
                .get()
                .map(FrameRange::first)
                .filter(f -> f <= at)
                .orElse(0);
        workspace.range().set(Optional.of(new FrameRange(first, at)));
    }

    private int lastFrame() {
        return workspace.media().map(m -> m.frameCount() - 1).orElse(current());
    }
}
