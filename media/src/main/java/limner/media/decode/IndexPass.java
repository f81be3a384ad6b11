package limner.media.decode;

import java.util.function.Consumer;
import limner.media.index.Damage;
import limner.media.index.FrameIndex;
import limner.media.index.FrameIndexBuilder;
import limner.media.index.IndexProgress;
import limner.media.index.PacketMark;
import limner.media.source.Cancellation;
import limner.media.source.MediaException;
import limner.media.source.MediaFile;
import limner.media.source.MediaInfo;
import org.jspecify.annotations.Nullable;

/// Builds the proved [FrameIndex] by decoding the whole stream once. A file that turns out damaged is decoded a second
/// time by
/// one thread, because only then do concealed pictures come out the same every time.
public final class IndexPass {
    private static final int PROGRESS_EVERY = 32;

    private final PictureReaders readers;
    private final MediaFile file;
    private final IndexProgress.Stage stage;
    private final Runnable giveWay;

    public IndexPass(PictureReaders readers, MediaFile file) {
        this(readers, file, IndexProgress.Stage.COUNTING, () -> {});
    }

    /// @param stage what progress says is being done
    /// @param giveWay called between pictures; may wait while something else is more urgent
    public IndexPass(PictureReaders readers, MediaFile file, IndexProgress.Stage stage, Runnable giveWay) {
        this.readers = readers;
        this.file = file;
        this.stage = stage;
        this.giveWay = giveWay;
    }

    /// Decodes on the calling thread, which may take minutes.
    ///
    /// @param progress told now and then, on the calling thread
    /// @throws MediaException when the file is no video, when nothing decodes, or when `cancellation` was used
    public FrameIndex run(Consumer<IndexProgress> progress, Cancellation cancellation) {
        Pass pass = new Pass(cancellation);
        MediaInfo info = decode(0, pass, progress, cancellation);
        boolean again = pass.builder.isDamagedInside();
        if (again) {
            pass = new Pass(cancellation);
            info = decode(1, pass, progress, cancellation);
        }
        if (pass.builder.pictures() == 0) {
            throw new MediaException.NoPictures(file.path(), "codec " + info.codec());
        }
        if (endsEarly(info, pass)) {
            pass.builder.damage(Damage.Kind.READING_ENDED);
        }
        progress.accept(new IndexProgress(stage, 1.0, pass.builder.pictures()));
        return pass.builder.build(info.timeBase(), info.averageRate().value(), again);
    }

    /// A file cut short in a container that needs no ending reads to its end without an error; only the duration it
    /// states gives it away. With sound in it the duration may be that of the sound, and program streams state none.
    private static boolean endsEarly(MediaInfo info, Pass pass) {
        boolean states =
                info.container().contains("matroska") || info.container().contains("mp4");
        if (!states || info.hasAudio() || pass.first == FrameIndex.NO_PTS || pass.last < pass.first) {
            return false;
        }
        double seen = (pass.last - pass.first) * info.timeBase().value();
        return info.claimedSeconds() - seen > Math.max(1.0, info.claimedSeconds() * 0.05)
                && info.claimedSeconds() - seen - pass.first * info.timeBase().value() > 1.0;
    }

    private MediaInfo decode(int threads, Pass pass, Consumer<IndexProgress> progress, Cancellation cancellation) {
        try (PictureReader reader = readers.open(file, threads)) {
            while (true) {
                cancellation.check(file.path());
                giveWay.run();
                try (@Nullable Decoded decoded = reader.next(pass)) {
                    if (decoded == null) {
                        return reader.info();
                    }
                    pass.picture(decoded);
                }
                if (pass.builder.pictures() % PROGRESS_EVERY == 0) {
                    progress.accept(new IndexProgress(stage, reader.position(), pass.builder.pictures()));
                }
            }
        }
    }

    private final class Pass implements ReadListener {
        private final FrameIndexBuilder builder = new FrameIndexBuilder();
        private final Cancellation cancellation;
        private long first = FrameIndex.NO_PTS;
        private long last = FrameIndex.NO_PTS;

        Pass(Cancellation cancellation) {
            this.cancellation = cancellation;
        }

        void picture(Decoded decoded) {
            first = builder.pictures() == 0 ? decoded.pts() : first;
            last = decoded.pts();
            if (decoded.concealed()) {
                builder.damage(Damage.Kind.PICTURE_CONCEALED);
            }
            builder.picture(decoded.tag(), decoded.pts(), decoded.picture().checksum());
        }

        @Override
        public int packet(PacketMark mark) {
            // A long stretch of packets may give no picture at all.
            cancellation.check(file.path());
            return builder.packet(mark);
        }

        @Override
        public void damage(Damage.Kind kind) {
            builder.damage(kind);
        }
    }
}
