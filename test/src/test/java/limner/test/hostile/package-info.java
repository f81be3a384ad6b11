/// Data sets that were damaged on purpose, and what becomes of a project that is asked to take them in.
@NullMarked
package limner.test.hostile;

import org.jspecify.annotations.NullMarked;
