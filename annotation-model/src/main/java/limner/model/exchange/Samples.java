package limner.model.exchange;

import java.util.Objects;

/// A picture whose pixels are numbers: of classes, of objects, or a mask. Of one with a palette the numbers are the
/// places in it, never its colours.
///
/// @param values row by row
public record Samples(int width, int height, int[] values) {

    public Samples {
        Objects.requireNonNull(values, "values");
        if (width < 1 || height < 1 || values.length != Math.multiplyExact(width, height)) {
            throw new IllegalArgumentException(values.length + " pixels are not " + width + " × " + height);
        }
    }
}
