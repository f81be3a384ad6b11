/// Label Studio's JSON: lists of tasks with what was said of them.
@NullMarked
package limner.model.exchange.labelstudio;

import org.jspecify.annotations.NullMarked;
