/// The desk: one window, and the one place where its features are put together.
@NullMarked
package limner.app.ui;

import org.jspecify.annotations.NullMarked;
