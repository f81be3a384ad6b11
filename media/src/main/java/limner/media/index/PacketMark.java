package limner.media.index;

/// What is remembered of one compressed packet, to know it again after a seek.
///
/// @param pos byte position in the file, or -1 when the demuxer does not say
/// @param size bytes
/// @param hash 16 bits of a CRC over the content
/// @param pts presentation timestamp, or [FrameIndex#NO_PTS]
/// @param dts decoding timestamp, or [FrameIndex#NO_PTS]
/// @param key whether the container calls it a place where decoding may start
public record PacketMark(long pos, int size, int hash, long pts, long dts, boolean key) {}
