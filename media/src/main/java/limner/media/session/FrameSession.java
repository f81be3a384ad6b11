package limner.media.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import limner.media.index.FrameIndex;
import limner.media.index.IndexProgress;
import limner.media.source.Cancellation;
import limner.media.source.MediaFile;
import limner.media.source.MediaInfo;
import limner.media.still.PictureList;
import limner.media.still.PictureSize;

/// Pictures by number in use: those of a video file ([MediaSession]) or of a sequence of picture files
/// ([SequenceSession]). **Whoever opens a session closes it, whoever receives a [Frame] closes that**, before or after
/// the session.
///
/// Any thread may call any method; none but [#open], [#digest] and [#close] waits. Futures complete on the session's
/// threads, so what hangs on them must be short.
public interface FrameSession extends AutoCloseable {
    /// Opens a video, a picture, a folder of pictures or a list of them. Takes milliseconds, seconds at most; for a
    /// picture or a folder, as long as it takes to decode one.
    ///
    /// @throws limner.media.source.MediaException when it cannot be used; the message says why, nothing was changed
    static FrameSession open(Path path, SessionOptions options) {
        return open(path, OptionalInt.empty(), options);
    }

    /// [#open(Path, SessionOptions)] of one of several video streams.
    ///
    /// @param stream number of the stream in the file; empty for the one flagged as default, else the best
    static FrameSession open(Path path, OptionalInt stream, SessionOptions options) {
        return stream.isEmpty() && SequenceSession.isFor(path)
                ? SequenceSession.open(path, options)
                : MediaSession.open(path, stream, options);
    }

    /// The quick identity of what [#open] would open now: of a file by its size, head and tail, of a folder or a list
    /// by the names, sizes and times of its pictures. It is no proof of equal content; [#digest] is.
    ///
    /// @throws limner.media.source.MediaException when there is nothing to read
    static String identity(Path path) {
        return PictureList.isOne(path)
                ? PictureList.of(path).identity()
                : MediaFile.of(path).fingerprint().text();
    }

    /// The file, folder or list that was opened, absolute.
    Path path();

    /// The quick identity of what was opened, see [#identity(Path)].
    String identity();

    /// What the file says about itself; for a sequence, what its first picture that can be decoded says.
    MediaInfo info();

    /// The first index there is to work with; completes exceptionally with a `MediaException` when there is none. For
    /// a video whose packets earn trust it may be provisional, and comes within a second or so; no number that goes
    /// out by it changes. Cancelling this future stops nothing: [#close()] does. For a sequence it tells numbers and
    /// times, and holds no checksums.
    CompletableFuture<FrameIndex> index();

    /// The index to keep or hand on, of a video when every picture was decoded; else as [#index()].
    CompletableFuture<FrameIndex> proved();

    /// The numbers under which a picture went out before the proof that is not the one that was proved, in order; it
    /// should be asked for again. Empty for a sound file, and before [#proved()] is done.
    List<Integer> corrected();

    /// What indexing found, and how long it took, for a person. Meaningful when [#index()] is done.
    ///
    /// @param index what [#index()] gave
    IndexReport report(FrameIndex index);

    /// Whether the proved index came from the cache. Meaningful when [#proved()] is done.
    boolean isIndexRemembered();

    /// What decodes the pictures now.
    default DecoderUse decoder() {
        return DecoderUse.SOFTWARE;
    }

    /// What decodes the pictures once it is known whether a device that was wanted gives the right ones.
    default CompletableFuture<DecoderUse> decoding() {
        return CompletableFuture.completedFuture(DecoderUse.SOFTWARE);
    }

    /// `listener` is told, on a thread of the session, when something else decodes the pictures from now on.
    default void onDecoder(Consumer<DecoderUse> listener) {
        // Pictures of a sequence are never decoded by a device.
    }

    /// How far indexing is.
    IndexProgress progress();

    /// Tells `listener` how far indexing is: at once on the calling thread, then on the indexing thread.
    void onProgress(Consumer<IndexProgress> listener);

    /// Number of pictures, once the index is there.
    OptionalInt frameCount();

    /// The file name of picture `frame` of a sequence, relative to its folder with `/` between names; empty for a
    /// video.
    Optional<String> name(int frame);

    /// How large picture `frame` of a sequence is when it stands upright, where its file says so without being decoded;
    /// empty for a video. Waits for the disk.
    ///
    /// @throws limner.media.source.MediaException when its file is gone or is not the one that was listed
    default Optional<PictureSize> size(int frame) {
        return Optional.empty();
    }

    /// Asks for picture `number`. The future completes with a frame that the receiver closes, or with
    /// [FrameUnreachable], with `MediaException`, or with `CancellationException` when a newer NOW came or the session
    /// was closed. A picture in the cache is there at once.
    CompletableFuture<Frame> frame(int number, Priority priority);

    /// Opens a second way to the pictures for what nobody waits for. The receiver closes it.
    ///
    /// @param index what [#index()] or [#proved()] gave
    QuietReader quiet(FrameIndex index);

    /// `listener` is told, on a thread of the session, when the file of a video could not be read because it was gone
    /// or was another one, and now is back: pictures that failed can be asked for again. A sequence reads every
    /// picture from its own file when it is asked for, and tells nobody.
    default void onReturn(Runnable listener) {
        // Nothing to watch.
    }

    /// Whether picture `number` would come without decoding.
    boolean isCached(int number);

    /// Gives up all cached pictures, for when memory is short.
    void dropCache();

    /// The SHA-256 in lower-case hex of all content; the calling thread reads the disk. For a sequence: of the text
    /// that has for each picture in order its SHA-256, two spaces, its name and a line feed, as `sha256sum` prints it.
    ///
    /// @throws limner.media.source.MediaException when it cannot be read, or `cancellation` was used
    String digest(DoubleConsumer progress, Cancellation cancellation);

    /// Native handles open in this session; 0 after closing it and all frames.
    int openHandles();

    /// Stops the threads, cancels what was asked, frees all native memory but that of frames still held. Waits until it
    /// is done: some milliseconds, or until one picture is decoded.
    @Override
    void close();
}
