package limner.model.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Polygons out of masks: rings along the edges of the pixels, so that drawing them with [Rasterizer#rasterize] gives
/// the
/// very same mask.
///
/// Pixels hang together when they share a side; two that touch at a corner only are apart. Outer rings run clockwise on
/// the screen and holes counterclockwise; each ring begins at the left end of its topmost, then leftmost upper side,
/// and
/// has a point only where it turns. Rings come in the order of these points, from the top, then from the left. So equal
/// masks have equal polygons.
///
/// Stateless; safe to call from any thread.
public final class Contours {
    private Contours() {}

    /// All rings of the mask as one polygon, part by part as in [#parts(Rle)]; nothing when the mask is empty.
    public static Optional<Polygon> polygon(Rle mask) {
        List<Ring> rings =
                parts(mask).stream().flatMap(part -> part.rings().stream()).toList();
        return rings.isEmpty() ? Optional.empty() : Optional.of(new Polygon(rings));
    }

    /// One polygon for each part of the mask that hangs together: its outer ring, then its holes.
    public static List<Polygon> parts(Rle mask) {
        return mask.bounds().map(area -> parts(mask, area)).orElse(List.of());
    }

    private static List<Polygon> parts(Rle mask, PixelBox area) {
        BitRaster bits = new BitRaster(area.width(), area.height());
        Parts parts = new Parts(area.height());
        RowSweep sweep = new RowSweep(mask, area);
        for (int y = 0; sweep.next(); y++) {
            bits.fill(y, 0, sweep.row(), Ink.PAINT);
            parts.addRow(sweep.row(), area.width());
        }
        int[] indexOfPart = new int[parts.runs()];
        Arrays.fill(indexOfPart, -1);
        List<List<Ring>> found = new ArrayList<>();
        RingTracer tracer = new RingTracer(bits, area.x(), area.y());
        while (tracer.next()) {
            int part = parts.partOf(tracer.startX(), tracer.startY());
            if (indexOfPart[part] < 0) {
                // The first ring of a part begins at its topmost row, so it is the outer one.
                indexOfPart[part] = found.size();
                found.add(new ArrayList<>(1));
            }
            found.get(indexOfPart[part]).add(tracer.ring());
        }
        return found.stream().map(Polygon::new).toList();
    }
}
