package limner.app.usecase;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import limner.app.task.Progress;
import limner.media.pace.PlayTimes;
import limner.model.media.FrameState;
import limner.model.media.Media;
import limner.model.project.MediaLabels;
import limner.model.suggestion.Suggestion;
import limner.model.suggestion.Verdict;
import limner.plugin.api.ModelSource;
import limner.plugin.api.PluginDescriptor;
import limner.plugin.api.PluginException;
import limner.plugin.api.SessionRequest;
import limner.plugin.api.Settings;
import limner.plugin.host.Plugin;
import limner.plugin.host.PluginCatalog;
import limner.plugin.host.PluginOutcome;
import limner.plugin.host.PluginRunner;
import limner.plugin.host.RunLimits;
import limner.plugin.host.ServicePlugins;
import org.jspecify.annotations.Nullable;

/// Runs a pre-labeller over frames of a video. What it says becomes suggestions, never labels; frames that people have
/// worked on are left alone.
public final class PreLabel {

    private final Folders folders;
    private @Nullable PluginCatalog catalog;

    public PreLabel(Folders folders) {
        this.folders = folders;
    }

    /// The plugins there are.
    public List<PluginDescriptor> plugins() {
        return catalog().plugins().stream().map(Plugin::descriptor).toList();
    }

    /// What hinders plugins that were found, a sentence each.
    public List<String> problems() {
        return catalog().problems();
    }

    /// Keeps the models in the project, records the run, and offers what it says frame by frame. The caller's thread
    /// waits; the model runs on a thread of its own.
    ///
    /// When it is cancelled, what was offered until then is kept and the result says so.
    ///
    /// @throws AppException when the plugin is missing, fails, hangs, or refuses a model; what was offered is kept
    public PreLabelResult run(OpenProject project, PreLabelRequest request, Progress progress) {
        Media media = project.state()
                .media(request.media())
                .orElseThrow(() ->
                        new AppException(AppException.Kind.BAD_INPUT, "That video is not in the project any more."));
        Plugin plugin = plugin(request.plugin());
        Settings settings = settings(plugin.descriptor(), request.settings());
        MediaLabels labels = project.state().labelsOf(media.id());
        List<Integer> wanted = request.frames()
                .in(
                        media.frameCount(),
                        () -> PlayTimes.of(
                                ImportMedia.proved(project.media(media.id()), media.name(), progress.part(0, 0))));
        List<Integer> frames = wanted.stream().filter(f -> !touched(labels, f)).toList();
        List<Integer> leftAlone =
                wanted.stream().filter(f -> touched(labels, f)).toList();
        progress.report(0, "Loading the model");
        try (PictureFeed feed = new PictureFeed(project, media, frames, progress)) {
            SuggestionInbox inbox = new SuggestionInbox(project, media, plugin.descriptor(), settings, progress);
            SessionRequest session = new SessionRequest(
                    settings,
                    request.models().stream().map(PreLabel::source).toList(),
                    folders.cache().resolve("plugins"));
            PluginOutcome outcome = new PluginRunner(RunLimits.standard()).run(plugin, session, feed, inbox);
            return switch (outcome) {
                case PluginOutcome.Completed(var report) ->
                    inbox.result(leftAlone, feed.withoutPicture(), report, false);
                case PluginOutcome.Cancelled(var report) ->
                    inbox.result(leftAlone, feed.withoutPicture(), report, true);
                case PluginOutcome.Failed(var report, String sentence, var cause) ->
                    // Only a run that never began is the fault of what was given; then nothing has changed.
                    throw new AppException(
                            report.session() == null ? AppException.Kind.BAD_INPUT : AppException.Kind.FAILED,
                            cause instanceof PluginException ? sentence + kept(report.frames()) : sentence,
                            cause);
                case PluginOutcome.TimedOut(var _, String sentence) ->
                    throw new AppException(AppException.Kind.FAILED, sentence);
            };
        }
    }

    /// What a plugin's own sentence cannot know; the host's sentences say it.
    private static String kept(int frames) {
        return frames == 0
                ? ""
                : " What was suggested on the " + Texts.count(frames, "frame", "frames") + " before is kept.";
    }

    /// Whether people, or a policy, have decided anything here: a model never overwrites that.
    private static boolean touched(MediaLabels labels, int frame) {
        if (labels.state(frame) == FrameState.DONE || !labels.on(frame).isEmpty()) {
            return true;
        }
        for (Suggestion s : labels.suggestionsOn(frame)) {
            if (labels.verdict(s.id()) != Verdict.OPEN) {
                return true;
            }
        }
        return false;
    }

    private Plugin plugin(String id) {
        return catalog().find(id).orElseThrow(() -> {
            List<String> known = plugins().stream().map(PluginDescriptor::id).toList();
            return new AppException(
                    AppException.Kind.BAD_INPUT,
                    "There is no plugin " + id + ". "
                            + (known.isEmpty()
                                    ? "None is installed."
                                    : "Installed: " + String.join(", ", known) + "."));
        });
    }

    private static Settings settings(PluginDescriptor descriptor, Map<String, String> given) {
        try {
            return Settings.of(descriptor.settings(), new TreeMap<>(given));
        } catch (PluginException e) {
            throw new AppException(AppException.Kind.BAD_INPUT, e.sentence(), e);
        }
    }

    private static ModelSource source(PreLabelRequest.Model model) {
        return switch (model) {
            case PreLabelRequest.Model.Named(String name) -> new ModelSource.Bundled(name);
            case PreLabelRequest.Model.InFile(var file) ->
                new ModelSource.OnDisk(file.toAbsolutePath().normalize());
        };
    }

    private synchronized PluginCatalog catalog() {
        PluginCatalog known = catalog;
        if (known == null) {
            known = new PluginCatalog(List.of(new ServicePlugins()));
            catalog = known;
        }
        return known;
    }
}
