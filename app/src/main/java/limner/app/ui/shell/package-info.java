/// The frame around the features: menus, status bar, notices, sheets, palette, and what keys mean.
@NullMarked
package limner.app.ui.shell;

import org.jspecify.annotations.NullMarked;
