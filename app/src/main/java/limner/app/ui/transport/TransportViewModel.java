package limner.app.ui.transport;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import limner.app.ui.common.FrameFeed;
import limner.app.ui.common.ShownFrame;
import limner.app.ui.common.Workspace;
import limner.model.command.Command;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.media.Sequence;

/// What the transport does, without a window. It only ever asks for frames; what is on the screen, and with it the
/// counter, is told by whoever draws. JavaFX thread only.
final class TransportViewModel {

    static final List<Double> SPEEDS = List.of(0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0);

    /// A picture that takes longer than this is overtaken, so that one frame that cannot be read does not end playing.
    private static final long PATIENCE_NANOS = 400_000_000L;

    private final Workspace workspace;
    private final DoubleProperty speed = new SimpleDoubleProperty(1);
    private final BooleanProperty looping = new SimpleBooleanProperty();
    private final ReadOnlyStringWrapper refusal = new ReadOnlyStringWrapper("");
    private Optional<Playback> playback = Optional.empty();
    private int asked = -1;
    private long askedAt;

    TransportViewModel(Workspace workspace) {
        this.workspace = workspace;
        workspace.playing().addListener((_, _, on) -> {
            playback = Optional.empty();
            if (on) {
                rewindAtEnd();
            }
        });
        // At another speed, and after a jump, time is counted anew from where we are.
        speed.addListener((_, _, _) -> playback = Optional.empty());
        workspace.wanted().addListener((_, _, now) -> {
            if (now.intValue() != asked) {
                playback = Optional.empty();
            }
        });
    }

    DoubleProperty speed() {
        return speed;
    }

    BooleanProperty looping() {
        return looping;
    }

    /// Why what was typed leads nowhere; empty while there is nothing to say.
    ReadOnlyStringProperty refusal() {
        return refusal.getReadOnlyProperty();
    }

    void togglePlay() {
        workspace
                .playing()
                .set(!workspace.playing().get() && workspace.feed().get().isPresent());
    }

    private void rewindAtEnd() {
        FrameRange range = range();
        int at = workspace.wanted().get();
        if (at >= range.last() || at < range.first()) {
            workspace.goTo(range.first());
        }
    }

    /// Asks for the frame that is due; called once a pulse while playing.
    ///
    /// @param now a time in nanoseconds that only ever rises
    void pulse(long now) {
        Optional<FrameFeed> feed = workspace.feed().get();
        if (!workspace.playing().get() || feed.isEmpty()) {
            return;
        }
        int wanted = workspace.wanted().get();
        boolean caughtUp = workspace
                .shown()
                .get()
                .map(ShownFrame::frame)
                .filter(f -> f == wanted)
                .isPresent();
        if (playback.isEmpty()) {
            // The clock starts with the picture, not with the wish for it.
            if (!caughtUp && asked == wanted && now - askedAt < PATIENCE_NANOS) {
                return;
            }
            if (!caughtUp && asked != wanted) {
                ask(wanted, now);
                return;
            }
            playback = Optional.of(new Playback(wanted, now, speed.get()));
        }
        Playback from = playback.get();
        Playback.AtEnd atEnd = looping.get() ? Playback.AtEnd.LOOP : Playback.AtEnd.STOP;
        switch (from.due(feed.get(), range(), atEnd, now)) {
            case Playback.Show(int frame) -> {
                if (frame != wanted && (caughtUp || now - askedAt > PATIENCE_NANOS)) {
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
        workspace.goTo(frame);
    }

    /// What is played: while looping the marked frames, else the sequence we are in; otherwise the whole video.
    FrameRange range() {
        FrameRange all = workspace.media().map(Media::frames).orElse(FrameRange.of(0));
        if (!looping.get()) {
            return all;
        }
        int at = workspace.wanted().get();
        return workspace
                .range()
                .get()
                .filter(r -> r.within(all.length()))
                .orElseGet(() -> sequences().stream()
                        .map(Sequence::range)
                        .filter(r -> r.contains(at))
                        .findFirst()
                        .orElse(all));
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
        int at = 0;
        for (int i = 0; i < SPEEDS.size(); i++) {
            if (Math.abs(SPEEDS.get(i) - speed.get()) < Math.abs(SPEEDS.get(at) - speed.get())) {
                at = i;
            }
        }
        speed.set(SPEEDS.get(Math.clamp(at + (long) steps, 0, SPEEDS.size() - 1)));
    }

    /// Goes where the text says.
    ///
    /// @return whether it led somewhere; else [#refusal()] says why not
    boolean goTo(String typed) {
        Optional<Media> media = workspace.media();
        if (media.isEmpty()) {
            return refuse("There is no video open.");
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

    private boolean refuse(String sentence) {
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
                workspace.labels(), workspace.wanted().get(), media.get().frameCount(), way);
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
