package limner.media.frame;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Writes pictures to disk exactly. A file appears under its name only when it is complete.
public final class FrameExport {
    private FrameExport() {}

    /// Writes `picture` as an 8-bit RGB PNG in coded orientation; equal pictures give equal bytes. The picture
    /// stays the caller's.
    public static void writePng(Picture picture, Path target) throws IOException {
        ByteBuffer rgb = ByteBuffer.allocateDirect(Math.multiplyExact(picture.width() * 3, picture.height()));
        picture.toRgb24(rgb);
        writePng(picture.width(), picture.height(), rgb, target);
    }

    /// Writes pixels that were already converted, and perhaps turned: rows packed, red, green, blue.
    public static void writePng(int width, int height, ByteBuffer rgb, Path target) throws IOException {
        Path parent = target.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException(target + " has no folder to be written into");
        }
        long writer = Thread.currentThread().threadId();
        String part = "." + target.getFileName() + "." + ProcessHandle.current().pid() + "-" + writer + ".part";
        Path beside = parent.resolve(part);
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(beside), 1 << 16)) {
                PngWriter.write(out, width, height, rgb);
            }
            Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
