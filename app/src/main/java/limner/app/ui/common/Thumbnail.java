package limner.app.ui.common;

import java.util.Objects;
import javafx.scene.image.Image;

/// A small upright picture with square pixels.
///
/// @param frame the frame it is a picture of, which may be another one than was looked for
public record Thumbnail(int frame, Image image) {

    public Thumbnail {
        Objects.requireNonNull(image, "image");
    }
}
