package limner.media.ffmpeg;

import limner.media.source.MediaFile;

/// How many pixels a picture of a file may have. A head of a few bytes may claim any size, and memory is taken by what
/// it claims.
final class PixelLimit {
    /// More than the largest cameras give.
    private static final long MOST = 1L << 27;

    /// Allowed whatever the size of the file: 8192 × 4320 and a little more.
    private static final long ALWAYS = 36_000_000;

    /// Beyond that: so many for each byte of the file. The best that a still image of one colour and one bit reaches is
    /// 8 × 1032, by the longest match that deflate (RFC 1951) can code.
    private static final long FOR_EACH_BYTE = 16_384;

    private PixelLimit() {}

    static long of(MediaFile file) {
        return of(file.fingerprint().size());
    }

    static long of(long bytes) {
        return Math.min(MOST, Math.max(ALWAYS, bytes > MOST ? MOST : bytes * FOR_EACH_BYTE));
    }

    /// Whether a picture is so large that decoding several at a time would take too much memory.
    static boolean isLarge(long width, long height) {
        return width * height > ALWAYS;
    }
}
