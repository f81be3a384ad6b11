/// Smart tools without weights: masks and outlines from a click, a stroke or a box, and shapes followed from picture to
/// picture, on OpenCV.
@NullMarked
package limner.plugin.opencv;

import org.jspecify.annotations.NullMarked;
