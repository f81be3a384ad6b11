package limner.model.release;

import limner.model.geometry.Box;
import limner.model.release.coco.CocoSegmentation;

/// A shape as COCO says it.
///
/// @param area pixels by Limner's rule
/// @param box of the pixels, or the drawn box where nothing but a box was drawn
/// @param whole whether the shape can be read back from this alone, exactly
/// @param madeRuns whether rings were wanted and could not say it
/// @param borderPixels pixels that pycocotools draws differently
/// @param cut whether it lost pixels to what lies over it
record Segment(
        CocoSegmentation segmentation,
        long area,
        Box box,
        boolean whole,
        boolean madeRuns,
        long borderPixels,
        boolean cut) {}
