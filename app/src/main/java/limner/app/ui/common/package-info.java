/// What all features of the desk share: the workspace they look at, the commands they offer, words, icons and looks.
@NullMarked
package limner.app.ui.common;

import org.jspecify.annotations.NullMarked;
