/// Labels of the project in formats of others, and labels of others in the project.
@NullMarked
package limner.app.ui.exchange;

import org.jspecify.annotations.NullMarked;
