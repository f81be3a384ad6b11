package limner.media.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import limner.media.cache.FrameCache;
import limner.media.decode.ExactFrameSource;
import limner.media.decode.FrameSource;
import limner.media.decode.NativeOwner;
import limner.media.decode.PictureReader;
import limner.media.decode.PictureReaders;
import limner.media.ffmpeg.FfmpegReaders;
import limner.media.ffmpeg.FfmpegStills;
import limner.media.frame.Picture;
import limner.media.index.CheckVerdict;
import limner.media.index.CheckVerdictFile;
import limner.media.index.FrameIndex;
import limner.media.index.IndexIdentity;
import limner.media.index.IndexProgress;
import limner.media.source.Cancellation;
import limner.media.source.MediaException;
import limner.media.source.MediaFile;
import limner.media.source.MediaInfo;
import limner.media.still.PictureList;
import limner.media.still.PictureTimes;
import limner.media.still.Sequence;
import limner.media.still.SequenceSource;
import limner.media.still.StillReader;
import org.jspecify.annotations.Nullable;

/// Commands over one file that answer in order on the calling thread: the index report, and the protocol by which frame
/// readers are compared.
///
/// The protocol prints `frames N`, then for each asked number `n md5 seconds milliseconds`: the MD5 of
/// [Picture#planeMd5()], the timestamp, and the time it took to have the picture ready. A number that is not there or
/// cannot be reached gives `n - - -`. Nothing is printed before the file is known to be a video.
///
/// One thread; whoever opens one closes it.
public final class FramesProtocol implements AutoCloseable {
    private final MediaFile file;
    private final MediaInfo info;
    private final NativeOwner owner;
    private final Supplier<List<String>> complaints;
    private final CheckVerdictFile verdicts;
    private final IndexIdentity identity;
    private final @Nullable DecoderChoice choice;
    private FrameSource source;
    private final FrameCache cache;
    private final boolean remembered;
    private final double milliseconds;
    private Playhead playhead = Playhead.NOWHERE;

    private FramesProtocol(
            MediaFile file,
            MediaInfo info,
            NativeOwner owner,
            Supplier<List<String>> complaints,
            SessionOptions options,
            IndexIdentity identity,
            @Nullable DecoderChoice choice,
            FrameSource source,
            boolean remembered,
            double milliseconds) {
        this.file = file;
        this.info = info;
        this.owner = owner;
        this.complaints = complaints;
        this.verdicts = new CheckVerdictFile(options.indexFolder());
        this.identity = identity;
        this.choice = choice;
        this.source = source;
        this.cache = new FrameCache(options.pictures());
        this.remembered = remembered;
        this.milliseconds = milliseconds;
    }

    /// Opens `path` and gets its index, remembered or built; may take minutes for a long video.
    ///
    /// @throws MediaException when it is no readable video
    public static FramesProtocol open(
            Path path, SessionOptions options, Consumer<IndexProgress> progress, Cancellation cancellation) {
        return open(path, OptionalInt.empty(), options, progress, cancellation);
    }

    /// The same for one of several video streams.
    ///
    /// @param stream number of the stream in the file; empty for the one flagged as default, else the best
    /// @throws MediaException.NoSuchStream when that stream holds no video
    public static FramesProtocol open(
            Path path,
            OptionalInt stream,
            SessionOptions options,
            Consumer<IndexProgress> progress,
            Cancellation cancellation) {
        if (SequenceSession.isFor(path) && stream.isEmpty()) {
            return ofPictures(path, options, progress, cancellation);
        }
        long start = System.nanoTime();
        MediaFile file = MediaFile.of(path);
        PictureReaders readers = new FfmpegReaders(stream);
        try {
            PictureReader reader = readers.open(file, 0);
            try {
                Indexing indexing = new Indexing(readers, file, reader.info().stream(), options);
                FrameIndex index = indexing.get(progress, cancellation, Audience.NOBODY);
                DecoderChoice choice = new DecoderChoice(readers, file, options);
                choice.prove(index, indexing.identity(), cancellation::isCancelled);
                double took = (System.nanoTime() - start) / 1e6;
                if (index.needsOneThread() || choice.wantsDevice()) {
                    reader.close();
                    reader = choice.open(index).reader();
                }
                return new FramesProtocol(
                        file,
                        reader.info(),
                        readers,
                        readers::complaints,
                        options,
                        indexing.identity(),
                        choice,
                        new ExactFrameSource(file, index, reader),
                        indexing.isRemembered(),
                        took);
            } catch (RuntimeException e) {
                reader.close();
                throw e;
            }
        } catch (RuntimeException e) {
            readers.close();
            throw e;
        }
    }

    /// Folders, lists and pictures need no index built; only their times are found out.
    private static FramesProtocol ofPictures(
            Path path, SessionOptions options, Consumer<IndexProgress> progress, Cancellation cancellation) {
        long start = System.nanoTime();
        PictureList list = PictureList.of(path);
        Sequence sequence = new Sequence(list);
        StillReader stills = new FfmpegStills(options.indexFolder().resolveSibling("pixels"));
        try (Sequence.First first = sequence.first(stills)) {
            PictureTimes times = PictureTimes.of(
                    list,
                    n -> progress.accept(new IndexProgress(IndexProgress.Stage.COUNTING, (double) n / list.count(), n)),
                    cancellation);
            FrameSource source = new SequenceSource(sequence, stills, sequence.index(times));
            MediaFile place = new MediaFile(path.toAbsolutePath(), 0, sequence.fingerprint());
            double took = (System.nanoTime() - start) / 1e6;
            return new FramesProtocol(
                    place,
                    sequence.info(first.frame(), first.picture()),
                    stills,
                    times::notes,
                    options,
                    SequenceSession.checkIdentity(place),
                    null,
                    source,
                    false,
                    took);
        } catch (RuntimeException e) {
            stills.close();
            throw e;
        }
    }

    /// What the file says about itself.
    public MediaInfo info() {
        return info;
    }

    /// The index.
    public FrameIndex index() {
        return source.index();
    }

    /// Everything there is to tell about the index.
    public IndexReport report() {
        DecoderUse decoder = decoder();
        return IndexReport.of(
                file,
                info,
                source.index(),
                complaints.get(),
                remembered,
                milliseconds,
                decoder,
                verdicts.read(identity, source.index(), decoder.device().orElse(CheckVerdict.SOFTWARE)));
    }

    /// What decodes the pictures now.
    public DecoderUse decoder() {
        return choice == null ? DecoderUse.SOFTWARE : choice.use();
    }

    /// Prints the protocol for `numbers` in the order given.
    public void print(IntStream numbers, Appendable out) throws IOException {
        print(numbers, out, (_, _) -> {});
    }

    /// Prints the protocol for `numbers`, and hands each picture that was reached to `also`, which must not keep it.
    public void print(IntStream numbers, Appendable out, PictureTaker also) throws IOException {
        out.append("frames ").append(Integer.toString(index().count())).append('\n');
        try {
            numbers.forEach(n -> line(n, out, also));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// Prints the protocol for every picture in order.
    public void printAll(Appendable out) throws IOException {
        print(IntStream.range(0, index().count()), out);
    }

    private void line(int n, Appendable out, PictureTaker also) {
        try {
            long start = System.nanoTime();
            try (@Nullable Picture picture = picture(n)) {
                double took = (System.nanoTime() - start) / 1e6;
                if (picture == null) {
                    out.append(n + " - - -\n");
                    return;
                }
                out.append(
                        String.format(Locale.ROOT, "%d %s %.6f %.3f%n", n, picture.planeMd5(), index().seconds(n), took)
                                .replace(System.lineSeparator(), "\n"));
                also.picture(n, picture);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Picture `n` for the caller to close, or null when it is not there or cannot be reached exactly.
    public @Nullable Picture picture(int n) {
        @Nullable Picture known = cache.get(n);
        if (known != null) {
            return known;
        }
        BooleanSupplier never = () -> false;
        playhead = playhead.movedTo(n);
        cache.focus(n, playhead.direction());
        String reason = "it did not give frame " + n + " as it was indexed";
        boolean found = false;
        try {
            found = read(n, never);
        } catch (MediaException e) {
            if (choice == null || !choice.wantsDevice()) {
                throw e;
            }
            reason = e instanceof MediaException.NoDevice no ? no.reason() : "reading by it failed";
        }
        if (!found && choice != null && choice.wantsDevice() && n >= 0 && n < index().count()) {
            choice.giveUp(reason);
            FrameIndex index = index();
            PictureReader bySoftware = choice.open(index).reader();
            source.close();
            source = new ExactFrameSource(file, index, bySoftware);
            found = read(n, never);
        }
        return found ? cache.get(n) : null;
    }

    private boolean read(int n, BooleanSupplier never) {
        return source.read(n, playhead.keepFrom(cache.room()), cache::put, never) == FrameSource.Outcome.FOUND;
    }

    /// Native handles open now; 0 after closing this and all pictures.
    int openHandles() {
        return owner.openHandles();
    }

    @Override
    public void close() {
        cache.close();
        source.close();
        owner.close();
    }

    /// Takes a picture for the length of the call.
    public interface PictureTaker {
        void picture(int frame, Picture picture) throws IOException;
    }
}
