/// What a place in time looks like, above whatever shows time.
@NullMarked
package limner.app.ui.film;

import org.jspecify.annotations.NullMarked;
