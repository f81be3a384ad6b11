package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_NEW_EXTRADATA;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_PARAM_CHANGE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;

import java.nio.ByteBuffer;
import java.util.OptionalInt;
import limner.media.decode.PacketReader;
import limner.media.source.MediaFile;
import limner.media.source.MediaInfo;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.jspecify.annotations.Nullable;

/// A demuxer alone. One thread; the opener closes it.
final class FfmpegPackets implements PacketReader {
    private final FfmpegInput input;
    private final MediaInfo info;
    private final AVCodecParameters codec;
    private final PacketMarks marks = new PacketMarks();

    FfmpegPackets(NativeHandles handles, FfmpegLog log, MediaFile file, OptionalInt wanted) {
        log.listen();
        this.input = new FfmpegInput(handles, file);
        try {
            this.info = FfmpegProbe.describe(input.format(), wanted, file);
            this.codec = input.stream(info.stream()).codecpar();
            input.only(info.stream());
        } catch (RuntimeException e) {
            input.close();
            throw e;
        }
    }

    @Override
    public MediaInfo info() {
        return info;
    }

    @Override
    public ByteBuffer headers() {
        return codec.extradata() == null
                ? ByteBuffer.allocate(0)
                : FfmpegPicture.bytes(codec.extradata().address(), codec.extradata_size());
    }

    @Override
    public int delay() {
        return codec.video_delay();
    }

    @Override
    public @Nullable Packet next() {
        AVPacket packet = input.next(info.stream());
        if (packet == null) {
            return null;
        }
        ByteBuffer bytes = FfmpegPicture.bytes(packet.data().address(), packet.size());
        boolean plain = (packet.flags() & (AV_PKT_FLAG_CORRUPT | AV_PKT_FLAG_DISCARD)) == 0 && !changesCodec(packet);
        return new Packet(marks.of(packet, bytes), plain, bytes);
    }

    private static boolean changesCodec(AVPacket packet) {
        for (int i = 0; i < packet.side_data_elems(); i++) {
            int type = packet.side_data().position(i).type();
            if (type == AV_PKT_DATA_NEW_EXTRADATA || type == AV_PKT_DATA_PARAM_CHANGE) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean readingFailed() {
        return input.readingFailed();
    }

    @Override
    public double position() {
        return input.position();
    }

    @Override
    public void close() {
        input.close();
    }
}
