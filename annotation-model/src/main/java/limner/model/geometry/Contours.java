package limner.model.geometry;

import java.util.List;
import java.util.Optional;

public final class Contours {
    private Contours() {}

    public static Optional<Polygon> polygon(Rle mask) {
        throw new UnsupportedOperationException();
    }

    public static List<Polygon> parts(Rle mask) {
        throw new UnsupportedOperationException();
    }
}
