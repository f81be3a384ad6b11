/// CVAT's XML, for images and for videos.
@NullMarked
package limner.model.exchange.cvat;

import org.jspecify.annotations.NullMarked;
