/// What is labelled: videos, named ranges of their frames, and the state of each frame.
@NullMarked
package limner.model.media;

import org.jspecify.annotations.NullMarked;
