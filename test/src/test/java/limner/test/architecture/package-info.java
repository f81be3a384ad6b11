/// The walls of the house as rules, each with a probe it must report, and the documents held to what exists.
@NullMarked
package limner.test.architecture;

import org.jspecify.annotations.NullMarked;
