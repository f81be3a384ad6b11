package limner.media.ffmpeg;

import java.lang.foreign.MemorySegment;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/// The memory of one plane, whose rows may be stored from the bottom up. Good while the frame is in use; any thread.
///
/// @param bytes from the first byte of the lowest address to the last one that belongs to a row
/// @param first where row 0 begins in it
/// @param stride from one row to the next
record PlaneMemory(MemorySegment bytes, long first, long stride) {
    /// @param rowBytes how many bytes of each row are looked at
    static PlaneMemory of(AVFrame frame, int plane, int rows, long rowBytes) {
        long stride = frame.linesize(plane);
        long last = (rows - 1) * stride;
        long lowest = frame.data(plane).address() + Math.min(0, last);
        MemorySegment bytes = MemorySegment.ofAddress(lowest).reinterpret(Math.abs(last) + rowBytes);
        return new PlaneMemory(bytes, Math.max(0, -last), stride);
    }

    /// Where row `y` begins.
    long at(int y) {
        return first + y * stride;
    }
}
