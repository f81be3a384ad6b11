package limner.media.decode;

import java.util.function.Consumer;
import limner.media.bitstream.PacketLook;
import limner.media.index.FrameIndex;
import limner.media.index.FrameIndexBuilder;
import limner.media.index.IndexProgress;
import limner.media.index.PacketMark;
import limner.media.source.Cancellation;
import limner.media.source.MediaFile;
import limner.media.source.MediaInfo;
import org.jspecify.annotations.Nullable;

/// Lists the packets of a file without decoding, and decides whether they alone tell which picture has which number.
/// One use, one thread.
///
/// They do when nothing is doubtful: each packet is one shown picture by the standard of its codec, every timestamp is
/// there and distinct, and the order of timestamps is the order in which the standard has the decoder put them out.
/// The reason for a doubt is told; the first one found is enough.
public final class PacketScan {
    private static final int PROGRESS_EVERY = 4096;

    private final PictureReaders readers;
    private final MediaFile file;

    public PacketScan(PictureReaders readers, MediaFile file) {
        this.readers = readers;
        this.file = file;
    }

    /// What came of a scan.
    ///
    /// @param index the provisional index, or null where there is a doubt
    /// @param doubt why there is none, in a few words; empty where there is one
    public record Result(@Nullable FrameIndex index, String doubt) {}

    /// Reads the file once on the calling thread.
    ///
    /// @param progress told now and then, on the calling thread
    /// @throws limner.media.source.MediaException when the file is no video, or when `cancellation` was used
    public Result run(Consumer<IndexProgress> progress, Cancellation cancellation) {
        try (@Nullable PacketReader reader = readers.packets(file)) {
            if (reader == null) {
                return new Result(null, "this kind of file is not read by packets");
            }
            return scan(reader, progress, cancellation);
        }
    }

    private Result scan(PacketReader reader, Consumer<IndexProgress> progress, Cancellation cancellation) {
        MediaInfo info = reader.info();
        TrustTest trust = new TrustTest(reader.delay());
        if (!info.container().contains("mp4") && !info.container().contains("matroska")) {
            return doubt("container " + info.container() + " does not number its packets");
        }
        if (info.attachedPicture()) {
            return doubt("it is a cover picture");
        }
        PacketLook look = PacketLook.of(info.codec(), reader.headers());
        FrameIndexBuilder builder = new FrameIndexBuilder();
        PacketReader.@Nullable Packet packet = reader.next();
        while (packet != null) {
            if (!packet.plain()) {
                return doubt("the container marks packets as incomplete or not to be shown");
            }
            PacketMark mark = packet.mark();
            switch (look.look(packet.bytes())) {
                case PacketLook.Doubt(String reason) -> {
                    return doubt(reason);
                }
                case PacketLook.OnePicture(boolean resets, long order) -> {
                    boolean start = (resets || look.trustsContainerKeys()) && mark.key();
                    int number = builder.packet(mark, start);
                    @Nullable String reason = trust.packet(mark, start, resets && !start, order);
                    if (reason != null) {
                        return doubt(reason);
                    }
                    if (number % PROGRESS_EVERY == 0) {
                        cancellation.check(file.path());
                        progress.accept(new IndexProgress(IndexProgress.Stage.SCANNING, reader.position(), number + 1));
                    }
                }
            }
            packet = reader.next();
        }
        cancellation.check(file.path());
        if (reader.readingFailed()) {
            return doubt("reading ended early");
        }
        @Nullable String reason = trust.finish(builder);
        if (reason != null) {
            return doubt(reason);
        }
        return new Result(
                builder.buildProvisional(info.timeBase(), info.averageRate().value()), "");
    }

    private static Result doubt(String reason) {
        return new Result(null, reason);
    }
}
