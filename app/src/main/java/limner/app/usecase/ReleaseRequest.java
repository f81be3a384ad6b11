package limner.app.usecase;

import java.nio.file.Path;
import java.util.Objects;
import limner.model.release.Encodings;
import limner.model.release.Pictures;

/// What release to make.
///
/// @param folder where it goes; may not exist, or must be empty or hold the very same release
/// @param name what people call it, part of its content; empty for the project's name and the event it is read at
/// @param licence text of the licence the data set is given under, or empty
public record ReleaseRequest(Path folder, String name, Encodings encodings, Pictures pictures, String licence) {

    public ReleaseRequest {
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(encodings, "encodings");
        Objects.requireNonNull(pictures, "pictures");
        Objects.requireNonNull(licence, "licence");
    }

    /// Everything that is done, shapes as they were drawn, with pictures.
    public static ReleaseRequest to(Path folder) {
        return new ReleaseRequest(folder, "", Encodings.asDrawn(), Pictures.FRAMES, "");
    }
}
