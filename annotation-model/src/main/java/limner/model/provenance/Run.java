package limner.model.provenance;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import limner.model.id.RunId;

/// One run of a pre-labeller: everything needed to know later which weights said something, and how they were asked.
///
/// @param plugin id of the plugin
/// @param pluginVersion its version
/// @param model name of the model
/// @param modelVersion its version, as its card says
/// @param weightsSha256 digest of the weights in lower-case hex; several files are joined by `+` in the order they ran
/// @param settings every setting that had an influence, sorted by name
public record Run(
        RunId id,
        String plugin,
        String pluginVersion,
        String model,
        String modelVersion,
        String weightsSha256,
        SortedMap<String, String> settings) {

    public Run {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(plugin, "plugin");
        Objects.requireNonNull(pluginVersion, "pluginVersion");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(modelVersion, "modelVersion");
        Objects.requireNonNull(weightsSha256, "weightsSha256");
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    public Run(
            RunId id,
            String plugin,
            String pluginVersion,
            String model,
            String modelVersion,
            String weightsSha256,
            Map<String, String> settings) {
        this(id, plugin, pluginVersion, model, modelVersion, weightsSha256, new TreeMap<>(settings));
    }
}
