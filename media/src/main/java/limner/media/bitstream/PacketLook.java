package limner.media.bitstream;

import java.nio.ByteBuffer;
import java.util.Set;

/// Reads the headers of the packets of one stream, in file order, without decoding. One thread, one use.
///
/// It is made to be strict: what it does not know, or what standards allow and files seldom have, is a doubt. A doubt
/// costs a decode pass; a mistake would cost a wrong frame number.
public sealed interface PacketLook permits H264Look, HevcLook, Vp8Look, Vp9Look, Av1Look, IntraLook, NoLook {
    /// Codecs each of whose packets is one picture that needs no other.
    Set<String> INTRA = Set.of(
            "mjpeg",
            "prores",
            "dnxhd",
            "rawvideo",
            "v210",
            "png",
            "huffyuv",
            "ffvhuff",
            "utvideo",
            "magicyuv",
            "jpeg2000");

    /// What the next packet says. `packet` is only read, between position and limit.
    Finding look(ByteBuffer packet);

    /// Whether a container's word counts for where decoding may start, because the packets do not say it in a way that
    /// is cheap to read.
    default boolean trustsContainerKeys() {
        return false;
    }

    /// The look for a codec.
    ///
    /// @param codec FFmpeg's short name of it
    /// @param headers what the container keeps apart from the packets (FFmpeg's extradata)
    static PacketLook of(String codec, ByteBuffer headers) {
        return switch (codec) {
            case "h264" -> new H264Look(headers);
            case "hevc" -> new HevcLook(headers);
            case "vp8" -> new Vp8Look();
            case "vp9" -> new Vp9Look();
            case "av1" -> new Av1Look(headers);
            case "ffv1" -> new IntraLook(codec, true);
            default ->
                INTRA.contains(codec)
                        ? new IntraLook(codec, false)
                        : new NoLook("codec " + codec + " may hide or repeat pictures");
        };
    }

    /// What a packet says.
    sealed interface Finding {}

    /// The packet gives exactly one picture.
    ///
    /// @param resets whether a decoder that starts here shows this and all later pictures right
    /// @param order place in the order of output, counted from the last packet that resets
    record OnePicture(boolean resets, long order) implements Finding {}

    /// It cannot be told what the packet gives.
    ///
    /// @param reason why, in a few words
    record Doubt(String reason) implements Finding {}
}
