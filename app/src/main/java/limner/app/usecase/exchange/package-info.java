/// Labels that others made, taken into a project.
@NullMarked
package limner.app.usecase.exchange;

import org.jspecify.annotations.NullMarked;
