/// What differs between two releases: pictures, objects and what is said of them, told in numbers, in words, as JSON
/// and
/// as a page.
///
/// [ReleaseDiffer] compares, [ReleaseDiff] is what it found, [DiffText], [DiffJson] and [DiffPage] tell it.
@NullMarked
package limner.model.release.diff;

import org.jspecify.annotations.NullMarked;
