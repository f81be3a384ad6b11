/// The start script of the runnable folder, with Java machines that only say how they were called.
@NullMarked
package limner.test.launcher;

import org.jspecify.annotations.NullMarked;
