package limner.app.usecase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import limner.app.task.Progress;
import limner.model.command.Command;
import limner.model.id.RunId;
import limner.model.id.SuggestionId;
import limner.model.media.Media;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.ontology.Palette;
import limner.model.provenance.ModelFile;
import limner.plugin.api.LoadedModel;
import limner.plugin.api.PluginDescriptor;
import limner.plugin.api.SessionInfo;
import limner.plugin.api.Settings;
import limner.plugin.host.ClassMapping;
import limner.plugin.host.FrameAnswer;
import limner.plugin.host.Provenance;
import limner.plugin.host.RunListener;
import limner.plugin.host.RunReport;
import limner.plugin.host.SuggestionMapper;
import limner.plugin.host.SuggestionMapper.Mapped;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts what a run says into the project as it comes. One thread, the one that runs the plugin.
final class SuggestionInbox implements RunListener {

    private static final Logger LOG = LoggerFactory.getLogger(SuggestionInbox.class);

    private final OpenProject project;
    private final Media media;
    private final PluginDescriptor plugin;
    private final Settings settings;
    private final Progress progress;
    private final RunId run = RunId.random();
    private final List<Integer> looked = new ArrayList<>();
    private final SortedMap<String, Integer> offered = new TreeMap<>();
    private final Set<String> added = new LinkedHashSet<>();
    private int leftOut;
    private String model = "";
    private String device = "";

    SuggestionInbox(OpenProject project, Media media, PluginDescriptor plugin, Settings settings, Progress progress) {
        this.project = project;
        this.media = media;
        this.plugin = plugin;
        this.settings = settings;
        this.progress = progress;
    }

    @Override
    public boolean cancelled() {
        return progress.cancelled();
    }

    /// Before the first suggestion: the weights go into the project, and the run into its log.
    @Override
    public void opened(SessionInfo info) {
        for (LoadedModel loaded : info.models()) {
            keep(Provenance.modelFile(loaded), loaded);
        }
        var recorded = Provenance.run(run, plugin, info, settings);
        model = recorded.model();
        device = info.device();
        project.perform(new Command.RecordRun(recorded));
    }

    private void keep(ModelFile file, LoadedModel loaded) {
        if (project.state().models().containsKey(file.sha256())) {
            return;
        }
        try {
            String digest =
                    project.session().keep(Files.readAllBytes(loaded.file())).join();
            if (!digest.equals(file.sha256())) {
                throw new AppException(
                        AppException.Kind.FAILED,
                        loaded.file() + " changed while it was being loaded. Nothing was suggested. Run it again.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        project.perform(new Command.KeepModel(file));
    }

    @Override
    public void answered(FrameAnswer answer) {
        if (!media.isSequence() && (answer.width() != media.width() || answer.height() != media.height())) {
            // The picture changes its size in mid-stream: its coordinates are not those of the video's labels.
            leftOut += answer.suggestions().size();
            return;
        }
        Set<String> names = new LinkedHashSet<>();
        answer.suggestions().forEach(s -> names.add(s.className()));
        addMissing(ClassMapping.byName(project.state().ontology(), names));
        Ontology ontology = project.state().ontology();
        ClassMapping mapping = ClassMapping.byName(ontology, names);
        Mapped mapped = new SuggestionMapper(mapping, media.id(), run, SuggestionId::random).map(answer);
        project.perform(new Command.OfferSuggestions(media.id(), answer.frame(), mapped.suggestions()));
        looked.add(answer.frame());
        leftOut += mapped.leftOut();
        mapped.suggestions().forEach(s -> offered.merge(ontology.nameOf(s.classId()), 1, Integer::sum));
    }

    /// Only classes that were really found join the ontology. A name that is taken by a retired class, or by a word for
    /// frames or events, was taken by somebody on purpose: such suggestions are left out and counted.
    private void addMissing(ClassMapping mapping) {
        Ontology ontology = project.state().ontology();
        List<LabelClass> classes = new ArrayList<>();
        int next = ontology.freeId().value();
        for (String name : mapping.missing()) {
            if (ontology.find(name).isEmpty()) {
                int id = next + classes.size();
                classes.add(LabelClass.of(id, name, Palette.colourOf(id), ClassKind.THING));
            }
        }
        if (!classes.isEmpty()) {
            project.perform(new Command.EditClasses(classes));
            classes.forEach(c -> added.add(c.name()));
        }
    }

    @Override
    public void progress(double fraction) {
        progress.report(
                fraction, "Pre-labelling " + media.name() + ": " + Texts.count(looked.size(), "frame", "frames"));
    }

    @Override
    public void log(String line) {
        LOG.debug("{}: {}", plugin.id(), line);
    }

    PreLabelResult result(List<Integer> leftAlone, List<Integer> withoutPicture, RunReport report, boolean cancelled) {
        return new PreLabelResult(
                run,
                model,
                device,
                looked,
                leftAlone,
                withoutPicture,
                offered,
                List.copyOf(added),
                leftOut,
                report.medianMillis(),
                report.p95Millis(),
                cancelled);
    }
}
