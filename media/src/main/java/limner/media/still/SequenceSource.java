package limner.media.still;

import java.util.function.BooleanSupplier;
import limner.media.decode.FrameSource;
import limner.media.frame.Picture;
import limner.media.index.FrameIndex;
import limner.media.source.MediaException;

/// The pictures of a sequence by number, each decoded when it is asked for. One thread at a time; it does not own its
/// reader.
public final class SequenceSource implements FrameSource {
    private final Sequence sequence;
    private final StillReader reader;
    private final FrameIndex index;

    public SequenceSource(Sequence sequence, StillReader reader, FrameIndex index) {
        this.sequence = sequence;
        this.reader = reader;
        this.index = index;
    }

    @Override
    public FrameIndex index() {
        return index;
    }

    @Override
    public Outcome read(int frame, int keepFrom, Sink sink, BooleanSupplier stop) {
        if (frame < 0 || frame >= index.count()) {
            return Outcome.UNREACHABLE;
        }
        try (Picture picture = sequence.picture(frame, reader)) {
            sink.picture(frame, picture);
            return Outcome.FOUND;
        } catch (MediaException e) {
            return Outcome.UNREACHABLE;
        }
    }

    @Override
    public void close() {
        // Every picture was opened and closed by itself.
    }
}
