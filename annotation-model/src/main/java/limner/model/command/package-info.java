/// What a user wants, what is allowed, and the history of what was done.
@NullMarked
package limner.model.command;

import org.jspecify.annotations.NullMarked;
