package limner.model.release;

/// How a release names those who made its labels. Their names are in no release.
public enum People {
    /// By the id they have in the project: the same person has the same id in every release.
    IDS,
    /// By a number that means something within the release alone.
    NUMBERS
}
