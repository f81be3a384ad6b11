/// The command line: one class for each command, on the use cases that the desk has too.
@NullMarked
package limner.app.cli;

import org.jspecify.annotations.NullMarked;
