package limner.plugin.api;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/// Which weights these are and what they may be used for: recorded with everything they suggest.
///
/// @param name unique among the plugin's models
/// @param version as its makers count; may be empty when nobody said
/// @param task what it does, in one word such as `detect` or `segment`
/// @param fileName name of the file with the weights
/// @param bytes size of that file
/// @param sha256 digest of that file, 64 hex digits in lower case
/// @param classes names of the classes it can tell apart, in its own order
/// @param card the whole model card as a JSON document: source, licence, recipe, intended use and limits
public record ModelInfo(
        String name,
        String version,
        String task,
        String fileName,
        long bytes,
        String sha256,
        List<String> classes,
        String card) {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    public ModelInfo {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(fileName, "fileName");
        Objects.requireNonNull(card, "card");
        if (name.isBlank()) {
            throw new IllegalArgumentException("a model needs a name");
        }
        if (bytes < 0) {
            throw new IllegalArgumentException("a size is not negative: " + bytes);
        }
        if (!DIGEST.matcher(sha256).matches()) {
            throw new IllegalArgumentException("a SHA-256 is 64 hex digits in lower case: " + sha256);
        }
        classes = List.copyOf(classes);
    }
}
