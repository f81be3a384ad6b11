package limner.app.usecase;

import java.nio.ByteBuffer;
import limner.media.frame.Display;
import limner.media.frame.Picture;
import limner.model.geometry.PixelBox;
import limner.plugin.api.FrameView;
import limner.plugin.api.PixelLayout;
import limner.plugin.api.PluginException;
import limner.plugin.opencv.Area;
import limner.plugin.opencv.Region;

/// Cuts parts out of decoded pictures for the smart tools: only the part is converted, turned upright, and looks as it
/// does on the screen. Keeps its memory for the next part; one thread at a time.
public final class RegionCutter {

    private final PartPixels parts = new PartPixels();

    /// A part of a picture, which the caller closes; the picture stays the caller's.
    ///
    /// @param turn how the picture is turned to stand upright
    /// @param display how it is shown: tools see what the eye sees
    /// @param area in the upright picture
    /// @throws PluginException when the part cannot be looked at
    public Region cut(Picture picture, Upright turn, Display display, Area area) throws PluginException {
        int width = turn.width(picture.width(), picture.height());
        int height = turn.height(picture.width(), picture.height());
        if (area.pixels() > Region.MOST_PIXELS) {
            throw Region.tooLarge();
        }
        ByteBuffer pixels =
                parts.bgra(picture, turn, display, new PixelBox(area.x(), area.y(), area.width(), area.height()));
        FrameView view = new FrameView(area.width(), area.height(), 0, 0, PixelLayout.BGRA32, area.width() * 4, pixels);
        return Region.of(view, area.x(), area.y(), width, height);
    }
}
