/// Making a release, checking one, and exporting the log.
@NullMarked
package limner.app.ui.release;

import org.jspecify.annotations.NullMarked;
