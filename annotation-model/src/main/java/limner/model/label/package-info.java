/// What is drawn on which frame: labels with keyframes, frame tags, interval events, and interpolation.
@NullMarked
package limner.model.label;

import org.jspecify.annotations.NullMarked;
