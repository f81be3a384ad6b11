package limner.model.release;

/// How often a class is in a release.
///
/// @param annotations objects on pictures, counted on each
/// @param pictures pictures with at least one
/// @param videos videos with at least one
/// @param pixels sum of the areas, in pixels
/// @param weight what a trainer may weigh each annotation by so that all classes that occur count alike: annotations of
///     all classes / (classes that occur × annotations of this one), the rule known as balanced weights (G. King and L.
///     Zeng, "Logistic Regression in Rare Events Data", 2001); 0 where there is none
public record ClassBalance(int annotations, int pictures, int videos, long pixels, double weight) {

    /// A class that nobody drew.
    static final ClassBalance NONE = new ClassBalance(0, 0, 0, 0, 0);
}
