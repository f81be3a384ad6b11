package limner.model.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Held to what the Java platform reads, which takes every decimal to its nearest double.
final class DecimalTest {

    private static void same(long digits, int places) {
        String text = BigDecimal.valueOf(digits, places).toPlainString();
        assertEquals(Double.parseDouble(text), Decimal.of(digits, places), text);
    }

    @Test
    void whatADoubleIsWrittenAsIsThatDoubleAgain() {
        long seed = 20_261_122;
        Random random = new Random(seed);
        int asked = 0;
        while (asked < 200_000) {
            double value = random.nextDouble() * Math.pow(10, random.nextInt(9) - 2);
            BigDecimal written = new BigDecimal(Double.toString(value));
            if (written.scale() >= 0
                    && written.scale() <= Decimal.MOST_DIGITS
                    && written.precision() <= Decimal.MOST_DIGITS) {
                assertEquals(
                        value,
                        Decimal.of(written.unscaledValue().longValueExact(), written.scale()),
                        "seed " + seed + ": " + written);
                asked++;
            }
        }
    }

    @Test
    void anyDigitsAreReadAsThePlatformReadsThem() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            int length = 1 + random.nextInt(Decimal.MOST_DIGITS);
            long below = BigDecimal.TEN.pow(length).longValueExact();
            same(random.nextLong(below), random.nextInt(Decimal.MOST_DIGITS + 1));
        }
    }

    @Test
    void whatLiesBetweenTwoDoublesGoesToTheEvenOne() {
        Random random = new Random(11);
        for (int i = 0; i < 100_000; i++) {
            // A double and half of its last bit, exactly, as far as that has few enough digits.
            long odd = (1L << 53) + 1 + 2L * random.nextLong(1L << 52);
            for (int places = 0; places <= 4; places++) {
                BigDecimal halfway = new BigDecimal(odd).divide(new BigDecimal(1L << places));
                long digits = halfway.movePointRight(places).longValue();
                if (halfway.precision() <= Decimal.MOST_DIGITS && halfway.scale() <= places) {
                    same(digits, places);
                    same(digits + 1, places);
                    same(digits - 1, places);
                }
            }
        }
    }

    @Test
    void theLeastAndTheMostAreRead() {
        for (int places = 0; places <= Decimal.MOST_DIGITS; places++) {
            same(0, places);
            same(1, places);
            same((1L << 53) - 1, places);
            same(1L << 53, places);
            same((1L << 53) + 1, places);
            same(999_999_999_999_999_999L, places);
        }
    }
}
