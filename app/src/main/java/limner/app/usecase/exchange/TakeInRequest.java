package limner.app.usecase.exchange;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import limner.model.exchange.Intake;

/// What to take in, and how.
///
/// @param file a file or folder of a data set
/// @param format its [limner.model.exchange.DatasetFormat#id()]; empty to find out
/// @param classes by the name of a category, the name of the class it becomes
/// @param leftOut names of categories that are left out
/// @param newClasses what becomes of other categories that the project has no class for
/// @param prefer which is drawn where there are a region and keypoints
public record TakeInRequest(
        Path file,
        Optional<String> format,
        Map<String, String> classes,
        Set<String> leftOut,
        NewClasses newClasses,
        Intake.Prefer prefer) {

    /// What becomes of categories that the project has no class for.
    public enum NewClasses {
        /// They become classes.
        ADD,
        /// Nothing is taken before somebody decides.
        ASK
    }

    public TakeInRequest {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(newClasses, "newClasses");
        Objects.requireNonNull(prefer, "prefer");
        classes = Map.copyOf(classes);
        leftOut = Set.copyOf(leftOut);
    }
}
