/// Long work: named threads, progress, cancelling.
@NullMarked
package limner.app.task;

import org.jspecify.annotations.NullMarked;
