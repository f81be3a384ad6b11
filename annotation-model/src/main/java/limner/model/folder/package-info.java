/// Folders that are whole or absent, and digests of what lies in them.
@NullMarked
package limner.model.folder;

import org.jspecify.annotations.NullMarked;
