package limner.app.usecase;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import limner.model.id.MediaId;

/// What a pre-labeller is asked.
///
/// @param media the video
/// @param plugin id of the plugin, such as `limner.onnx`
/// @param models models to use, in the order they run; empty for the plugin's own choice
/// @param settings what differs from the plugin's defaults, by key
public record PreLabelRequest(
        MediaId media, String plugin, List<Model> models, FrameChoice frames, Map<String, String> settings) {

    /// The plugin that comes with Limner.
    public static final String BUILT_IN = "limner.onnx";

    public PreLabelRequest {
        Objects.requireNonNull(media, "media");
        Objects.requireNonNull(plugin, "plugin");
        Objects.requireNonNull(frames, "frames");
        models = List.copyOf(models);
        settings = Map.copyOf(settings);
    }

    /// The built-in detector with its masks, at this threshold.
    public static PreLabelRequest builtIn(MediaId media, FrameChoice frames, double threshold) {
        return new PreLabelRequest(media, BUILT_IN, List.of(), frames, Map.of("score", Double.toString(threshold)));
    }

    /// A model to use.
    public sealed interface Model {

        /// One that comes with the plugin.
        record Named(String name) implements Model {}

        /// A file of the user's.
        record InFile(Path file) implements Model {}
    }
}
