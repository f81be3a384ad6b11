package limner.plugin.api;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/// What a plugin says of itself before anything runs.
///
/// @param id unique in the world and never changed, such as `org.example.walkers`: lower-case words joined by dots
/// @param name what people call it
/// @param version of the plugin; changes whenever its answers may
/// @param apiVersion the [PluginApi#VERSION] it was built against
/// @param outputs kinds of shape it may suggest
/// @param settings what a user may set, in the order of the form
/// @param models models that come with it
public record PluginDescriptor(
        String id,
        String name,
        String version,
        int apiVersion,
        Set<OutputKind> outputs,
        List<SettingSpec> settings,
        List<ModelInfo> models) {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z0-9][a-z0-9-]*)*");

    public PluginDescriptor {
        Objects.requireNonNull(name, "name");
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("an id is made of lower-case words joined by dots: " + id);
        }
        if (version.isBlank()) {
            throw new IllegalArgumentException("a plugin needs a version");
        }
        outputs = Set.copyOf(outputs);
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("a plugin suggests at least one kind of shape");
        }
        settings = List.copyOf(settings);
        models = List.copyOf(models);
        Set<String> keys = new HashSet<>();
        for (SettingSpec spec : settings) {
            if (!keys.add(spec.key())) {
                throw new IllegalArgumentException("the setting " + spec.key() + " is there twice");
            }
        }
        Set<String> names = new HashSet<>();
        for (ModelInfo model : models) {
            if (!names.add(model.name())) {
                throw new IllegalArgumentException("the model " + model.name() + " is there twice");
            }
        }
    }
}
