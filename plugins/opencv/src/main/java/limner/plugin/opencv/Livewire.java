package limner.plugin.opencv;

import java.util.ArrayList;
import java.util.List;
import limner.plugin.api.PluginException;
import limner.plugin.api.SuggestedShape.Point;
import org.opencv.core.CvException;
import org.opencv.core.Mat;
import org.opencv.imgproc.IntelligentScissorsMB;

/// Finds the way along edges from an anchor to wherever the pointer is (intelligent scissors: Mortensen, Barrett,
/// 1995). Asking for a way is quick once the anchor is set; setting it takes time that grows with the region.
///
/// One thread at a time.
public final class Livewire {

    /// The side of the part that an anchor sees.
    public static final int REACH = 512;

    private final Area area;
    private final IntelligentScissorsMB scissors;
    private final Point anchor;

    private Livewire(Area area, IntelligentScissorsMB scissors, Point anchor) {
        this.area = area;
        this.scissors = scissors;
        this.anchor = anchor;
    }

    /// The part of a picture that an anchor should be given.
    public static Area around(int x, int y, int pictureWidth, int pictureHeight) {
        return Area.around(x, y, REACH, pictureWidth, pictureHeight);
    }

    /// Drops an anchor on a pixel; the region is not needed after this call.
    ///
    /// @throws PluginException when the pixel is not in the region, or the region is larger than anchors can see
    /// @throws java.util.concurrent.CancellationException when nobody waits any more
    public static Livewire at(Region region, int x, int y, Patience patience) throws PluginException {
        region.require(x, y);
        Area area = region.area();
        if (area.pixels() > (long) REACH * REACH) {
            throw new PluginException("An anchor sees no more than " + REACH + " × " + REACH + " pixels around it.");
        }
        patience.check();
        return Natives.run(scratch -> {
            IntelligentScissorsMB scissors = new IntelligentScissorsMB();
            // Edges by Canny's rule; what is stronger than the limit is an edge like any other.
            scissors.setEdgeFeatureCannyParameters(32, 100);
            scissors.setGradientMagnitudeMaxLimit(200);
            scissors.applyImage(region.bgr());
            patience.check();
            scissors.buildMap(new org.opencv.core.Point(x - area.x(), y - area.y()));
            return new Livewire(area, scissors, new Point(x + 0.5, y + 0.5));
        });
    }

    /// Whether the way to a pixel can be found from here; one further off needs another anchor.
    public boolean reaches(int x, int y) {
        return area.contains(x, y);
    }

    /// The centre of the anchor's pixel.
    public Point anchor() {
        return anchor;
    }

    /// The way from the anchor to a pixel, both included: centres of pixels, each next to the one before.
    ///
    /// @throws PluginException when the pixel is out of reach
    public List<Point> to(int x, int y) throws PluginException {
        if (!reaches(x, y)) {
            throw new PluginException("The edge cannot be followed so far. Click closer to the last anchor.");
        }
        try (Scratch scratch = new Scratch()) {
            Mat way = scratch.mat();
            scissors.getContour(new org.opencv.core.Point(x - area.x(), y - area.y()), way);
            int[] numbers = new int[Math.toIntExact(way.total() * 2)];
            way.get(0, 0, numbers);
            List<Point> points = new ArrayList<>(numbers.length / 2);
            for (int i = 0; i < numbers.length; i += 2) {
                points.add(new Point(area.x() + numbers[i] + 0.5, area.y() + numbers[i + 1] + 0.5));
            }
            return points;
        } catch (CvException e) {
            throw new PluginException("The edge cannot be followed to this place. Click somewhere else.", e);
        }
    }
}
