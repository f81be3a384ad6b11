/// The first screen: three doors and the projects opened last.
@NullMarked
package limner.app.ui.welcome;

import org.jspecify.annotations.NullMarked;
