package limner.model.ontology;

import java.util.Objects;
import limner.model.id.MediaId;

/// A picture that belongs to the guideline of a class, cut out of the project.
///
/// @param sha256 the blob of the project that holds it, a PNG
/// @param width in pixels
/// @param height in pixels
/// @param kind what it shows
/// @param caption may be empty
/// @param media the video it was cut out of
/// @param frame the frame of that video
public record Example(String sha256, int width, int height, Kind kind, String caption, MediaId media, int frame) {

    /// What an example shows.
    public enum Kind {
        /// This is one.
        POSITIVE,
        /// This is none.
        NEGATIVE,
        /// Hard to say; the guideline says how it is decided.
        EDGE_CASE
    }

    public Example {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(caption, "caption");
        Objects.requireNonNull(media, "media");
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("an example is a blob of the project: " + sha256);
        }
        if (width < 1 || height < 1 || frame < 0) {
            throw new IllegalArgumentException("an example has pixels, of a frame: " + width + " x " + height);
        }
    }
}
