/// YOLO's text files: boxes, outlines, poses and turned boxes.
@NullMarked
package limner.model.exchange.yolo;

import org.jspecify.annotations.NullMarked;
