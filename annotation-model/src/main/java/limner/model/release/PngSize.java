package limner.model.release;

import java.nio.ByteBuffer;

/// Width and height as the header of a PNG file says (PNG specification, W3C, third edition, section 11.2.1); zero for
/// anything else.
record PngSize(int width, int height) {

    private static final long SIGNATURE = 0x89504e470d0a1a0aL;
    private static final int HEADER = 0x49484452;

    static PngSize of(byte[] file) {
        if (file.length < 24) {
            return new PngSize(0, 0);
        }
        ByteBuffer bytes = ByteBuffer.wrap(file);
        if (bytes.getLong(0) != SIGNATURE || bytes.getInt(12) != HEADER) {
            return new PngSize(0, 0);
        }
        return new PngSize(bytes.getInt(16), bytes.getInt(20));
    }
}
