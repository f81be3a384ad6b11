package limner.app.usecase;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import limner.media.index.FrameIndex;
import limner.media.session.Frame;
import limner.media.session.FrameSession;
import limner.media.session.QuietReader;

/// The exact pictures of a video one after the other, forwards or backwards, by a decoder of its own: what plays, and
/// what is
/// kept for the screen, is not disturbed. Backwards a few pictures are decoded at a time and handed out from the last.
/// One
/// thread.
final class FrameWalk implements AutoCloseable {

    /// What pictures that wait may take.
    private static final long MOST_BYTES = 160L << 20;

    private static final int MOST = 24;

    private final QuietReader reader;
    private final FrameIndex index;
    private final boolean forwards;
    private final BooleanSupplier stop;
    private final Deque<Frame> waiting = new ArrayDeque<>();
    private int batch = 2;

    FrameWalk(FrameSession session, FrameIndex index, boolean forwards, BooleanSupplier stop) {
        this.reader = session.quiet(index);
        this.index = index;
        this.forwards = forwards;
        this.stop = stop;
    }

    /// The picture of a frame, for the caller to close; frames are asked for in order. Nothing when the file has none
    /// there,
    /// or somebody asked to stop.
    Optional<Frame> at(int frame) {
        if (frame < 0 || frame >= index.count() || index.isHole(frame)) {
            return Optional.empty();
        }
        if (forwards) {
            return reader.read(frame, stop);
        }
        while (!waiting.isEmpty() && waiting.peekLast().number() > frame) {
            waiting.removeLast().close();
        }
        if (waiting.isEmpty()) {
            fill(frame);
        }
        if (waiting.isEmpty() || waiting.peekLast().number() != frame) {
            return Optional.empty();
        }
        return Optional.of(waiting.removeLast());
    }

    private void fill(int last) {
        int first = Math.max(0, last - batch + 1);
        for (int f = first; f <= last && !stop.getAsBoolean(); f++) {
            if (!index.isHole(f)) {
                reader.read(f, stop).ifPresent(waiting::add);
            }
        }
        Frame any = waiting.peekLast();
        if (any != null) {
            // Eight bytes a pixel are more than any picture here takes.
            long bytes = 8L * any.picture().width() * any.picture().height();
            batch = (int) Math.clamp(MOST_BYTES / Math.max(1, bytes), 2, MOST);
        }
    }

    @Override
    public void close() {
        waiting.forEach(Frame::close);
        waiting.clear();
        reader.close();
    }
}
