package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import limner.media.index.FrameIndex;
import limner.media.index.PacketMark;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/// Takes down what is remembered of packets. One thread.
final class PacketMarks {
    private final CRC32C crc = new CRC32C();

    /// @param bytes the packet's content, left as it was
    PacketMark of(AVPacket packet, ByteBuffer bytes) {
        crc.reset();
        crc.update(bytes);
        bytes.rewind();
        return new PacketMark(
                packet.pos(),
                packet.size(),
                (int) crc.getValue() & 0xFFFF,
                stamp(packet.pts()),
                stamp(packet.dts()),
                (packet.flags() & AV_PKT_FLAG_KEY) != 0);
    }

    static long stamp(long value) {
        return value == AV_NOPTS_VALUE ? FrameIndex.NO_PTS : value;
    }
}
