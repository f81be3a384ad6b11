/// YouTube-VIS and its relatives: tracks of masks in one JSON file.
@NullMarked
package limner.model.exchange.youtubevis;

import org.jspecify.annotations.NullMarked;
