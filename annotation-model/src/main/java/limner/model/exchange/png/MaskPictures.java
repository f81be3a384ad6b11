package limner.model.exchange.png;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Optional;
import limner.model.exchange.Entry;
import limner.model.exchange.NumberedPalette;
import limner.model.exchange.PngFile;
import limner.model.exchange.Samples;
import limner.model.exchange.Target;
import limner.model.geometry.Mask;

/// What all kinds of written masks have in common.
final class MaskPictures {

    /// Readers take it for what belongs to nothing.
    static final int VOID = 255;

    /// The highest number of a picture whose pixels have 16 bits.
    static final int MOST = (1 << 16) - 1;

    private MaskPictures() {}

    /// Whether a pixel can have the number, and means it.
    static boolean isNumber(long number, int most) {
        return number > 0 && number <= most && number != VOID;
    }

    /// With the palette that everyone uses, or in 16 bits where a number needs them.
    ///
    /// @param highest number of what may stand in it
    static void write(Target target, String path, Samples numbers, int highest) throws IOException {
        try (OutputStream out = target.create(path)) {
            if (highest < VOID) {
                PngFile.write(numbers, NumberedPalette.colours(), out);
            } else {
                PngFile.write(numbers, PngFile.Depth.BITS_16, out);
            }
        }
    }

    /// What a mask says of an annotation.
    static Entry.Annotation said(Entry.Annotation a, Mask pixels, Optional<Entry.OnTrack> track) {
        return new Entry.Annotation(
                a.at(),
                a.key(),
                a.picture(),
                a.category(),
                Optional.of(pixels),
                Optional.empty(),
                track,
                false,
                false,
                0,
                new LinkedHashMap<>(),
                "");
    }
}
