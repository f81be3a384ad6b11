package limner.app.ui.canvas.paint;

import java.util.Objects;
import limner.model.geometry.Shape;

/// A shape in picture coordinates and how it looks.
public record PaintItem(Shape shape, Look look) {

    public PaintItem {
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(look, "look");
    }
}
