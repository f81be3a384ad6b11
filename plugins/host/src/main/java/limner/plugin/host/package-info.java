/// Finds plugins, runs them behind a fence, and turns what they say into the model's suggestions.
@NullMarked
package limner.plugin.host;

import org.jspecify.annotations.NullMarked;
