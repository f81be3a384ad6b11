/// The COCO instances format, written and read piece by piece; knows pictures and shapes, no projects.
@NullMarked
package limner.model.release.coco;

import org.jspecify.annotations.NullMarked;
