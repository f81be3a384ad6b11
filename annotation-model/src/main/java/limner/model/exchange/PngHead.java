package limner.model.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What the first bytes of a PNG say (format: the PNG specification, chunk `IHDR`).
///
/// @param width pixels
/// @param height pixels
/// @param depth bits of each number, from 1 to 16
/// @param kind what the numbers are
public record PngHead(int width, int height, int depth, Kind kind) {

    /// What the numbers of a PNG are.
    public enum Kind {
        /// One number, a grey.
        GREY,
        /// One number, a place in a palette.
        PALETTE,
        /// Three numbers or more.
        COLOURS
    }

    private static final int LENGTH = 26;
    private static final long MARK = 0x89504E470D0A1A0AL;
    private static final int FIRST_CHUNK = 0x49484452;

    /// @return empty when it is no PNG
    public static Optional<PngHead> of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in.readNBytes(LENGTH));
        }
    }

    /// @param png at least its beginning
    /// @return empty when it is no PNG
    public static Optional<PngHead> of(byte[] png) {
        if (png.length < LENGTH) {
            return Optional.empty();
        }
        ByteBuffer b = ByteBuffer.wrap(png);
        if (b.getLong(0) != MARK || b.getInt(12) != FIRST_CHUNK) {
            return Optional.empty();
        }
        Kind kind = switch (b.get(25)) {
            case 0, 4 -> Kind.GREY;
            case 3 -> Kind.PALETTE;
            default -> Kind.COLOURS;
        };
        return Optional.of(new PngHead(b.getInt(16), b.getInt(20), b.get(24), kind));
    }
}
