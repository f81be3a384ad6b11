package limner.model.release.diff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limner.model.geometry.PixelBox;
import limner.model.geometry.Polygon;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Rle;
import limner.model.release.ReleaseReader;
import limner.model.release.coco.CocoAnnotation;
import limner.model.release.coco.CocoSegmentation;
import limner.model.release.coco.FormatException;

/// A label on one picture of a release.
///
/// @param annotation nothing for what covers no pixel, such as points and lines
/// @param classKey which class it is, in numbers that mean the same class for both releases
record Shown(ReleaseReader.Line line, Optional<CocoAnnotation> annotation, int classKey) {

    /// The labels of a picture: annotations in the order in which they lie, then those that cover no pixel.
    static List<Shown> on(ReleaseReader release, int image, Classes.Keys keys) throws IOException {
        Map<Integer, ReleaseReader.Line> lines = new HashMap<>();
        List<Shown> kept = new ArrayList<>();
        for (ReleaseReader.Line line : release.linesOn(image)) {
            if (line.annotation().isPresent()) {
                lines.put(line.annotation().getAsInt(), line);
            } else {
                kept.add(new Shown(line, Optional.empty(), keys.of(line.classId())));
            }
        }
        List<Shown> all = new ArrayList<>();
        for (CocoAnnotation a : release.annotationsOn(image)) {
            ReleaseReader.Line line = lines.get(a.id());
            if (line == null) {
                throw new FormatException("annotation " + a.id() + " has no line in the provenance");
            }
            all.add(new Shown(line, Optional.of(a), keys.of(a.category())));
        }
        all.addAll(kept);
        return all;
    }

    String label() {
        return line.label();
    }

    /// What it covers of a picture of this size, by Limner's rule.
    Rle pixels(int width, int height) {
        if (annotation.isEmpty()) {
            return Rle.empty(width, height);
        }
        return switch (annotation.get().segmentation()) {
            case CocoSegmentation.None() ->
                Rasterizer.rasterize(annotation.get().box(), width, height);
            case CocoSegmentation.Rings(var rings) -> Rasterizer.rasterize(new Polygon(rings), width, height);
            case CocoSegmentation.Runs(Rle rle) -> fitted(rle, width, height);
        };
    }

    private static Rle fitted(Rle rle, int width, int height) {
        if (rle.width() == width && rle.height() == height) {
            return rle;
        }
        byte[] pixels = new byte[Math.multiplyExact(width, height)];
        PixelBox common = new PixelBox(0, 0, Math.min(width, rle.width()), Math.min(height, rle.height()));
        rle.decodeRowMajor(common, pixels, 0, width, (byte) 1);
        return Rle.ofRowMajor(width, height, pixels);
    }

    /// Whether both are written so that nothing needs to be drawn to see that they cover the same.
    boolean writtenLike(Shown other) {
        if (annotation.isEmpty() || other.annotation.isEmpty()) {
            return annotation.isEmpty() && other.annotation.isEmpty();
        }
        CocoAnnotation a = annotation.get();
        CocoAnnotation b = other.annotation.get();
        return a.segmentation().equals(b.segmentation()) && a.box().equals(b.box());
    }
}
