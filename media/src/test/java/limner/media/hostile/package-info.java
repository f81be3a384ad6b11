/// Files that somebody broke on purpose, read in processes that may die of it.
@NullMarked
package limner.media.hostile;

import org.jspecify.annotations.NullMarked;
