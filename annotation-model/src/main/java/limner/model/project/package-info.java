/// The immutable state of a project, and how a fact changes it.
@NullMarked
package limner.model.project;

import org.jspecify.annotations.NullMarked;
