/// Releases: a project frozen at one event and written as a folder that can be proved: the same plan and the same log
/// give
/// the same bytes, every file is named in a manifest with its digest, every picture with its time stamp and hash, every
/// annotation with its origin.
///
/// [ReleasePlan] says what goes in, [ReleaseSource] is the project read at the plan's event, [FrameSupply] hands over
/// pictures (this module knows no video files), [ReleaseWriter] writes, [ReleaseVerifier] checks on any machine,
/// [ReleaseReader] reads picture by picture. What
/// each
/// file of a release holds is described in `annotation-model/RELEASES.md`.
@NullMarked
package limner.model.release;

import org.jspecify.annotations.NullMarked;
