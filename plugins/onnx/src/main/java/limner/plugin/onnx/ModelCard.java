package limner.plugin.onnx;

import java.util.List;
import java.util.Objects;

/// What is known of a model before it runs; written as JSON beside the ONNX file, or read from the file's metadata.
///
/// @param bytes size of the ONNX file, or 0 when the card does not say
/// @param sha256 digest of the ONNX file, or empty when the card does not say
/// @param defaultScore the least score worth showing, 0 to 1
/// @param json the whole card
record ModelCard(
        String name,
        String version,
        String task,
        long bytes,
        String sha256,
        List<String> classes,
        double defaultScore,
        Recipe recipe,
        String json) {

    ModelCard {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(sha256, "sha256");
        Objects.requireNonNull(recipe, "recipe");
        Objects.requireNonNull(json, "json");
        classes = List.copyOf(classes);
        if (name.isBlank()) {
            throw new IllegalArgumentException("a model needs a name");
        }
        if (classes.isEmpty()) {
            throw new IllegalArgumentException("a model needs at least one class");
        }
        if (!(defaultScore >= 0 && defaultScore <= 1)) {
            throw new IllegalArgumentException("a score is between 0 and 1: " + defaultScore);
        }
    }
}
