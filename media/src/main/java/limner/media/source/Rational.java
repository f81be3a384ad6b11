package limner.media.source;

/// A fraction as containers state it: a time base in seconds, a frame rate in frames a second, or a pixel's aspect
/// (width over height). `0/1` means "not stated".
public record Rational(int num, int den) {
    /// A value that was not stated.
    public static final Rational NONE = new Rational(0, 1);

    public Rational {
        if (den == 0) {
            num = 0;
            den = 1;
        }
        if (den < 0) {
            num = -num;
            den = -den;
        }
    }

    /// Whether a positive value was stated.
    public boolean isStated() {
        return num > 0;
    }

    /// The fraction as a number.
    public double value() {
        return (double) num / den;
    }

    @Override
    public String toString() {
        return num + "/" + den;
    }
}
