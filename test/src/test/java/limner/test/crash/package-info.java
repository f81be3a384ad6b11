/// What survives when a process is killed at any moment.
@NullMarked
package limner.test.crash;

import org.jspecify.annotations.NullMarked;
