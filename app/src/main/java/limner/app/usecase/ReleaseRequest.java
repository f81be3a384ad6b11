package limner.app.usecase;

import java.nio.file.Path;
import java.util.Objects;
import limner.model.release.Encodings;
import limner.model.release.Pictures;
import limner.model.release.ReleasePlan;

/// What release to make.
///
/// @param folder where it goes; may not exist, or must be empty or hold the very same release
/// @param name what people call it, part of its content; empty for the project's name and the event it is read at
/// @param choices what goes in; the name and the event of this plan are not looked at
public record ReleaseRequest(Path folder, String name, ReleasePlan choices) {

    public ReleaseRequest {
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(choices, "choices");
    }

    /// Everything that is done.
    ///
    /// @param licence text of the licence the data set is given under, or empty
    public ReleaseRequest(Path folder, String name, Encodings encodings, Pictures pictures, String licence) {
        this(
                folder,
                name,
                everything().withEncodings(encodings).withPictures(pictures).withLicence(licence));
    }

    /// Everything that is done, shapes as they were drawn, with pictures.
    public static ReleaseRequest to(Path folder) {
        return new ReleaseRequest(folder, "", everything());
    }

    /// The choices that take everything, as it was drawn.
    public static ReleasePlan everything() {
        return ReleasePlan.of("everything", 1);
    }
}
