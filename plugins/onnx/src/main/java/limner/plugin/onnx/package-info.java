/// Pre-labellers on ONNX Runtime: a box detector and the segmentation of people, described by recipes that are data.
@NullMarked
package limner.plugin.onnx;

import org.jspecify.annotations.NullMarked;
