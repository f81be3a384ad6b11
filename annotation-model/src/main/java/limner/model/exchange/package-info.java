/// What data set files of any format say, one statement after the other, and what becomes of it in a project.
@NullMarked
package limner.model.exchange;

import org.jspecify.annotations.NullMarked;
