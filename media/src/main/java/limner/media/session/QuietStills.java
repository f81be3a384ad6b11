package limner.media.session;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import limner.media.index.FrameIndex;
import limner.media.still.Sequence;
import limner.media.still.StillReader;

/// A [QuietReader] of a sequence: every picture is a file of its own. One thread at a time, but [#close] by any.
final class QuietStills implements QuietReader {
    private final Sequence sequence;
    private final StillReader reader;
    private final FrameIndex index;
    private final Consumer<QuietReader> whenClosed;
    private volatile boolean closed;

    QuietStills(Sequence sequence, StillReader reader, FrameIndex index, Consumer<QuietReader> whenClosed) {
        this.sequence = sequence;
        this.reader = reader;
        this.index = index;
        this.whenClosed = whenClosed;
    }

    @Override
    public synchronized Optional<Frame> read(int number, BooleanSupplier stop) {
        if (closed || stop.getAsBoolean()) {
            return Optional.empty();
        }
        return Optional.of(
                new Frame(number, index.pts(number), index.seconds(number), sequence.picture(number, reader)));
    }

    @Override
    public int startOf(int number) {
        return number;
    }

    @Override
    public void rest() {
        // Nothing stays open between pictures.
    }

    @Override
    public void close() {
        closed = true;
        synchronized (this) {
            whenClosed.accept(this);
        }
    }
}
