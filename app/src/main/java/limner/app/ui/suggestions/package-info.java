/// What models said about the frame: judged one by one with one key each, or by a recorded policy.
@NullMarked
package limner.app.ui.suggestions;

import org.jspecify.annotations.NullMarked;
