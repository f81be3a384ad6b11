/// Finding frames and objects by a small language: `class:car -occluded state:done`.
@NullMarked
package limner.model.query;

import org.jspecify.annotations.NullMarked;
