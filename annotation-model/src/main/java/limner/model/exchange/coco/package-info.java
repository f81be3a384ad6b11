/// COCO's JSON as the rest of the world writes it: polygons, run lengths of both kinds, keypoints, videos and tracks.
@NullMarked
package limner.model.exchange.coco;

import org.jspecify.annotations.NullMarked;
