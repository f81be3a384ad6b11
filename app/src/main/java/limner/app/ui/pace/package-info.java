/// How much was done in a day and in a session, for the eyes of whoever did it.
@NullMarked
package limner.app.ui.pace;

import org.jspecify.annotations.NullMarked;
