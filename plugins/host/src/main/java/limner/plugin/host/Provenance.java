package limner.plugin.host;

import java.util.function.Function;
import java.util.stream.Collectors;
import limner.model.id.RunId;
import limner.model.provenance.ModelFile;
import limner.model.provenance.Run;
import limner.plugin.api.LoadedModel;
import limner.plugin.api.ModelInfo;
import limner.plugin.api.PluginDescriptor;
import limner.plugin.api.SessionInfo;
import limner.plugin.api.Settings;

/// Says in the model's words what a run was made with.
public final class Provenance {

    private Provenance() {}

    /// The record of a run. Of several models, names, versions and digests are joined by `+` in the order they ran.
    public static Run run(RunId id, PluginDescriptor plugin, SessionInfo session, Settings settings) {
        return new Run(
                id,
                plugin.id(),
                plugin.version(),
                joined(session, ModelInfo::name),
                joined(session, ModelInfo::version),
                joined(session, ModelInfo::sha256),
                settings.asMap());
    }

    /// The record of a model's weights; the caller keeps the bytes of [LoadedModel#file()] under their digest.
    public static ModelFile modelFile(LoadedModel model) {
        ModelInfo info = model.info();
        return new ModelFile(info.sha256(), info.name(), info.fileName(), info.card(), info.bytes());
    }

    private static String joined(SessionInfo session, Function<ModelInfo, String> part) {
        return session.models().stream().map(m -> part.apply(m.info())).collect(Collectors.joining("+"));
    }
}
