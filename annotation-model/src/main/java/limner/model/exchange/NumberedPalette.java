package limner.model.exchange;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// The palette of Pascal VOC, which DAVIS and most others took over: place 1 is dark red, place 2 dark green. Programs
/// that do not know palettes leave its colours in place of the numbers.
public final class NumberedPalette {

    private static final int PLACES = 256;

    private NumberedPalette() {}

    /// The colour at a place, as red + 256 · green + 65536 · blue: the bits of the place, dealt out to red, green and
    /// blue in turn, highest first.
    public static int colour(int place) {
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int bit = 7, rest = place; rest != 0; bit--, rest >>= 3) {
            red |= (rest & 1) << bit;
            green |= (rest >> 1 & 1) << bit;
            blue |= (rest >> 2 & 1) << bit;
        }
        return red | green << 8 | blue << 16;
    }

    /// All its colours as 0xRRGGBB, for [PngFile].
    public static int[] colours() {
        return IntStream.range(0, PLACES)
                .map(place -> Integer.reverseBytes(colour(place)) >>> 8)
                .toArray();
    }

    /// The places by their colours.
    public static Map<Integer, Integer> places() {
        Map<Integer, Integer> all = new HashMap<>();
        for (int i = 0; i < PLACES; i++) {
            all.put(colour(i), i);
        }
        return all;
    }

    /// The numbers of a picture whose pixels are colours.
    ///
    /// @throws IllegalArgumentException when a colour has no number, with a clause that says where
    public static Samples numbers(Samples colours, Map<Integer, Integer> places) {
        int[] numbers = new int[colours.values().length];
        for (int i = 0; i < numbers.length; i++) {
            Integer number = places.get(colours.values()[i]);
            if (number == null) {
                throw new IllegalArgumentException("pixel (" + i % colours.width() + ", " + i / colours.width()
                        + ") has the colour "
                        + "#%06x".formatted(Integer.reverseBytes(colours.values()[i]) >>> 8)
                        + ", which no class has");
            }
            numbers[i] = number;
        }
        return new Samples(colours.width(), colours.height(), numbers);
    }
}
