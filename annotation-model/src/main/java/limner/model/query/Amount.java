package limner.model.query;

/// Numbers from one end to the other.
///
/// @param least the lower end, may be infinite
/// @param most the upper end, may be infinite
/// @param ends whether the ends belong to it
public record Amount(double least, double most, Ends ends) {

    /// Whether the ends of an amount belong to it.
    public enum Ends {
        IN,
        OUT
    }

    public Amount {
        if (!(least <= most)) {
            throw new IllegalArgumentException("an amount goes upwards: " + least + " to " + most);
        }
    }

    static Amount from(double least, double most) {
        return new Amount(least, most, Ends.IN);
    }

    static Amount below(double limit) {
        return new Amount(Double.NEGATIVE_INFINITY, limit, Ends.OUT);
    }

    static Amount above(double limit) {
        return new Amount(limit, Double.POSITIVE_INFINITY, Ends.OUT);
    }

    public boolean holds(double value) {
        return ends == Ends.IN ? least <= value && value <= most : least < value && value < most;
    }
}
