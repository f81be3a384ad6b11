/// Work on whole tracks: cutting, splitting, merging, thinning, copying, how they go on between keyframes, and deleting
/// within a scope.
@NullMarked
package limner.app.ui.tracks;

import org.jspecify.annotations.NullMarked;
