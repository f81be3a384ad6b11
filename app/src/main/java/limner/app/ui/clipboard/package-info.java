/// Labels and pictures on the clipboard of the system, and pictures saved as files.
@NullMarked
package limner.app.ui.clipboard;

import org.jspecify.annotations.NullMarked;
