package limner.model.ontology;

import limner.model.id.ClassId;
import org.jspecify.annotations.Nullable;

/// In which of the two schemas of an ontology a class stands: the coarse classes, or those of pixel segmentation.
public sealed interface SchemaPlace {

    /// In both, standing for itself.
    record Both() implements SchemaPlace {}

    /// Among the coarse classes alone.
    record Coarse() implements SchemaPlace {}

    /// Among the pixel classes alone.
    ///
    /// @param coarse the coarse class its pixels belong to, or null: they belong to none
    record Pixel(@Nullable ClassId coarse) implements SchemaPlace {}

    default boolean isCoarse() {
        return !(this instanceof Pixel);
    }

    default boolean isPixel() {
        return !(this instanceof Coarse);
    }
}
