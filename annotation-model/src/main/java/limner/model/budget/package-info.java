/// How often events happen in a video and how long they last.
@NullMarked
package limner.model.budget;

import org.jspecify.annotations.NullMarked;
