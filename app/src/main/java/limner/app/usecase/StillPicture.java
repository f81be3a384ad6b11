package limner.app.usecase;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import limner.media.frame.Picture;
import limner.media.frame.PngWriter;

/// The picture of one frame in the size of its video, upright, to be handed on. Its colours are those that releases
/// write. Not shared between threads while somebody paints on it.
///
/// @param rgb three bytes a pixel, red first, read from index 0
public record StillPicture(int width, int height, ByteBuffer rgb) {

    /// Converts a picture, which takes as long as it is large.
    ///
    /// @param picture stays the caller's
    /// @param turn how it is turned to stand upright
    public static StillPicture of(Picture picture, Upright turn) {
        Upright upright = turn.of(picture);
        return new StillPicture(
                upright.width(picture.width(), picture.height()),
                upright.height(picture.width(), picture.height()),
                upright.rgb(picture));
    }

    /// Writes an 8-bit RGB PNG. There is the whole new file afterwards, or what was there before; the caller's thread
    /// waits for the disk.
    ///
    /// @param project the open project, which is never written over
    /// @throws AppException when the picture would take the place of the project
    public void save(Path project, Path target) throws IOException {
        Beside.demandAnother(target, project);
        Beside.write(
                target,
                out -> PngWriter.write(out, width, height, rgb.duplicate().rewind()));
    }
}
