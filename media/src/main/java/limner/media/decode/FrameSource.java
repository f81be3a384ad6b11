package limner.media.decode;

import java.util.function.BooleanSupplier;
import limner.media.frame.Picture;
import limner.media.index.FrameIndex;

/// Pictures by number, each checked against the index before it is handed out. One thread at a time; the opener closes
/// it.
public interface FrameSource extends AutoCloseable {
    /// The index whose numbers are used.
    FrameIndex index();

    /// Brings picture `frame`, and those before it from `keepFrom` on as far as they are decoded on the way.
    ///
    /// @param sink receives every right picture on the way and the wanted one last; it must [Picture#retain()] what it
    ///     keeps
    /// @param stop looked at between pictures
    Outcome read(int frame, int keepFrom, Sink sink, BooleanSupplier stop);

    @Override
    void close();

    /// Takes right pictures.
    interface Sink {
        void picture(int frame, Picture picture);
    }

    /// How a read ended.
    enum Outcome {
        /// The wanted picture went to the sink.
        FOUND,
        /// It cannot be decoded so that it equals what the index saw, or what it leads to expect while it is not
        /// proved; nothing else was shown in its place.
        UNREACHABLE,
        /// Someone asked to stop; the next read goes on from here where that helps.
        STOPPED
    }
}
