package limner.app.usecase;

import java.nio.file.Path;
import limner.model.release.ReleaseReport;

/// A release that is on the disk.
///
/// @param manifestSha256 digest that names the release
/// @param event number of the event it was read at
/// @param unchanged whether the folder held the very same release before
public record ReleaseResult(
        Path folder, String name, String manifestSha256, long event, ReleaseReport report, boolean unchanged) {}
