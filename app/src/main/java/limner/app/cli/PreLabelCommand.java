package limner.app.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import limner.app.task.Progress;
import limner.app.usecase.FrameChoice;
import limner.app.usecase.OpenProject;
import limner.app.usecase.PreLabelRequest;
import limner.app.usecase.PreLabelRequest.Model;
import limner.app.usecase.PreLabelResult;
import limner.app.usecase.Services;
import limner.app.usecase.Texts;
import limner.model.media.Media;
import limner.model.store.Access;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Suggestions from a model.
@Command(
        name = "prelabel",
        mixinStandardHelpOptions = true,
        description = {
            "Let a model suggest labels.",
            "What it says is kept as suggestions, with model, version, digest of the weights, "
                    + "settings and score. Frames that are done, labelled or judged are left alone."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {ExitCodes.FINE_TEXT, ExitCodes.INPUT_TEXT, ExitCodes.FAILED_TEXT, ExitCodes.CANCELLED_TEXT})
final class PreLabelCommand implements Callable<Integer> {

    private static final String MASK_MODEL = "person-segmentation-square";
    private static final String DETECTOR = "ssd-mobilenet-v2-openimages";

    private final Shared shared;

    @Mixin
    private final ProjectArgument project = new ProjectArgument();

    @Option(
            names = "--model",
            paramLabel = "FILE|NAME",
            description = {
                "An ONNX file, or a model that comes with Limner (see: limner plugin list). May be given twice: a",
                "detector, then a mask model. Default: the built-in detector, with masks for persons."
            })
    private List<String> models = List.of();

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private final Which which = new Which();

    /// Every frame unless one of these is given.
    static final class Which {

        @Option(names = "--every", paramLabel = "N", description = "Look at every N-th frame (default 1).")
        private @Nullable Integer every;

        @Option(
                names = "--rate",
                paramLabel = "RATE",
                description = {
                    "Look at so many frames a second, such as 5, 29.97 or 30000/1001: those on the screen at even",
                    "times, whatever the video's own rate."
                })
        private @Nullable String rate;

        FrameChoice frames() {
            return rate != null ? FrameChoice.AtRate.of(rate) : new FrameChoice.EveryNth(every == null ? 1 : every);
        }
    }

    @Option(
            names = "--threshold",
            paramLabel = "SCORE",
            description = "The least score that is suggested (default: the plugin's, 0.4).")
    private @Nullable Double threshold;

    @Mixin
    private final MediaChoice media = new MediaChoice();

    @Option(
            names = "--masks",
            negatable = true,
            description = "Masks for persons; on unless --model names other models.")
    private @Nullable Boolean masks;

    @Option(names = "--plugin", paramLabel = "ID", defaultValue = PreLabelRequest.BUILT_IN, hidden = true)
    private String plugin = PreLabelRequest.BUILT_IN;

    @Option(names = "--json", description = "Print the outcome as a JSON object: \"runs\", one for each video.")
    private boolean json;

    PreLabelCommand(Shared shared) {
        this.shared = shared;
    }

    @Override
    public Integer call() {
        Map<Media, PreLabelResult> results = shared.with(s -> shared.console().watching(p -> run(s, p)));
        if (json) {
            print(results);
        } else {
            results.forEach(this::tell);
        }
        return ExitCodes.FINE;
    }

    private Map<Media, PreLabelResult> run(Services services, Progress progress) {
        FrameChoice frames = which.frames();
        try (OpenProject open = services.projects().open(project.file(), Access.WRITE)) {
            List<Media> chosen = media.of(open);
            Map<Media, PreLabelResult> results = new LinkedHashMap<>();
            for (int i = 0; i < chosen.size(); i++) {
                Media m = chosen.get(i);
                Progress part = progress.part((double) i / chosen.size(), (i + 1.0) / chosen.size());
                PreLabelRequest request = new PreLabelRequest(m.id(), plugin, models(), frames, settings());
                results.put(m, services.preLabel().run(open, request, part));
            }
            return results;
        }
    }

    private List<Model> models() {
        List<Model> chosen = new ArrayList<>();
        for (String text : models) {
            chosen.add(model(text));
        }
        boolean detectorAlone = chosen.equals(List.of(new Model.Named(DETECTOR)));
        boolean wanted = masks == null ? detectorAlone : masks;
        if (chosen.size() == 1 && wanted) {
            chosen.add(new Model.Named(MASK_MODEL));
        }
        return chosen;
    }

    /// A file where there is one or where it looks like one; a name otherwise.
    private static Model model(String text) {
        try {
            Path file = Path.of(text);
            boolean looksLikeFile = text.contains("/")
                    || text.contains("\\")
                    || text.toLowerCase(Locale.ROOT).endsWith(".onnx");
            return looksLikeFile || Files.exists(file) ? new Model.InFile(file) : new Model.Named(text);
        } catch (InvalidPathException e) {
            return new Model.Named(text);
        }
    }

    private Map<String, String> settings() {
        Map<String, String> given = new TreeMap<>();
        if (threshold != null) {
            given.put("score", Double.toString(threshold));
        }
        if (masks != null) {
            given.put("masks", Boolean.toString(masks));
        }
        return given;
    }

    private void tell(Media m, PreLabelResult r) {
        shared.line(m.name() + ": " + r.model() + " on " + r.device() + " looked at "
                + Texts.count(r.looked().size(), "frame", "frames")
                + String.format(
                        Locale.ROOT, " (median %.1f ms, p95 %.1f ms) and made ", r.medianMillis(), r.p95Millis())
                + Texts.count(r.total(), "suggestion", "suggestions") + ".");
        r.suggestions().forEach((name, n) -> shared.line(String.format(Locale.ROOT, "  %-24s %6d", name, n)));
        if (!r.addedClasses().isEmpty()) {
            shared.line("  New in the ontology: " + String.join(", ", r.addedClasses()) + ".");
        }
        if (!r.leftAlone().isEmpty()) {
            shared.line("  Left alone, since people or a policy have worked on them: "
                    + Texts.count(r.leftAlone().size(), "frame", "frames") + ".");
        }
        if (!r.withoutPicture().isEmpty()) {
            shared.line("  Not looked at, since the file gives no picture: frame"
                    + (r.withoutPicture().size() == 1 ? " " : "s ") + r.holes() + ".");
        }
        if (r.leftOut() > 0) {
            shared.line("  Left out (outside the picture, or of a class that is retired or not drawn): "
                    + Texts.count(r.leftOut(), "suggestion", "suggestions") + ".");
        }
    }

    private void print(Map<Media, PreLabelResult> results) {
        ObjectNode root = shared.json();
        ArrayNode runs = root.putArray("runs");
        results.forEach((m, r) -> {
            ObjectNode node = runs.addObject();
            node.put("media", m.name());
            node.put("run", r.run().toString());
            node.put("model", r.model());
            node.put("device", r.device());
            node.put("looked", r.looked().size());
            node.put("leftAlone", r.leftAlone().size());
            r.withoutPicture().forEach(node.putArray("withoutPicture")::add);
            node.put("leftOut", r.leftOut());
            node.put("medianMillis", r.medianMillis());
            node.put("p95Millis", r.p95Millis());
            ObjectNode counts = node.putObject("suggestions");
            r.suggestions().forEach(counts::put);
            ArrayNode added = node.putArray("addedClasses");
            r.addedClasses().forEach(added::add);
        });
        shared.print(root);
    }
}
