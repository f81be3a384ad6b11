/// The videos of the project.
@NullMarked
package limner.app.ui.videos;

import org.jspecify.annotations.NullMarked;
