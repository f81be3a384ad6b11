package limner.model.store.sqlite;

import java.math.BigInteger;

/// The double nearest to a decimal of up to 18 digits, without taking the digits to pieces again: one or two
/// multiplications by a power of five that is kept to 128 bits (Lemire, "Number parsing at a gigabyte per second",
/// 2021). Coordinates that a hand has drawn have 16 or 17 digits, and a project has millions of them.
///
/// Any thread.
final class Decimal {

    /// Digits in all, behind the point or before it, that the result is right for.
    static final int MOST_DIGITS = 18;

    private static final int MANTISSA = 52;
    private static final int BIAS = 1023;
    /// Of the product so many upper bits make the mantissa, and one to round by, and one that may be a carry.
    private static final int KEPT = MANTISSA + 3;

    /// While the bits below those kept are all set, what was left out of the product could still carry into them.
    private static final long BELOW = -1L >>> KEPT;

    /// Up to this power of five a product can lie exactly between two doubles.
    private static final int MOST_PLACES_HALFWAY = 4;

    /// The reciprocals of the powers of five, rounded up, shifted so that the highest of 128 bits is set: its upper and
    /// its lower half by the exponent.
    private static final long[] UPPER = new long[MOST_DIGITS + 1];

    private static final long[] LOWER = new long[MOST_DIGITS + 1];

    static {
        for (int places = 0; places <= MOST_DIGITS; places++) {
            BigInteger power = BigInteger.valueOf(5).pow(places);
            int above = power.subtract(BigInteger.ONE).bitLength();
            BigInteger reciprocal = places == 0
                    ? BigInteger.ONE.shiftLeft(127)
                    : BigInteger.ONE.shiftLeft(above + 127).divide(power).add(BigInteger.ONE);
            UPPER[places] = reciprocal.shiftRight(64).longValue();
            LOWER[places] = reciprocal.longValue();
        }
    }

    private Decimal() {}

    /// @param digits all digits as one number, at least 0 and below ten to the power of [#MOST_DIGITS]
    /// @param places how many of them stand behind the point, at most [#MOST_DIGITS]
    static double of(long digits, int places) {
        if (digits == 0) {
            return 0;
        }
        int shift = Long.numberOfLeadingZeros(digits);
        long shifted = digits << shift;
        long upper = Math.unsignedMultiplyHigh(shifted, UPPER[places]);
        long lower = shifted * UPPER[places];
        if ((upper & BELOW) == BELOW) {
            long more = Math.unsignedMultiplyHigh(shifted, LOWER[places]);
            lower += more;
            if (Long.compareUnsigned(lower, more) < 0) {
                upper++;
            }
        }
        int carry = (int) (upper >>> 63);
        int dropped = carry + 64 - KEPT;
        long mantissa = upper >>> dropped;
        boolean halfway = Long.compareUnsigned(lower, 1) <= 0
                && places <= MOST_PLACES_HALFWAY
                && (mantissa & 3) == 1
                && mantissa << dropped == upper;
        if (halfway) {
            // Exactly between two: the even one.
            mantissa &= ~1L;
        }
        mantissa = (mantissa + (mantissa & 1)) >>> 1;
        long exponent = binary(places) + carry - shift + BIAS;
        if (mantissa >= 2L << MANTISSA) {
            mantissa = 1L << MANTISSA;
            exponent++;
        }
        return Double.longBitsToDouble(exponent << MANTISSA | mantissa & ~(1L << MANTISSA));
    }

    /// The exponent of two that goes with ten to the power of minus `places`, for a product of 64 bits.
    private static int binary(int places) {
        // 217706 / 65536 is the logarithm of ten to the base of two, near enough for these.
        return (217_706 * -places >> 16) + 63;
    }
}
