package limner.app.cli;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import limner.app.usecase.AppException;
import limner.app.usecase.OpenProject;
import limner.app.usecase.Texts;
import limner.app.usecase.exchange.ExportLabels;
import limner.app.usecase.exchange.ExportRequest;
import limner.model.exchange.Choices;
import limner.model.exchange.Loss;
import limner.model.exchange.LossReport;
import limner.model.exchange.Lost;
import limner.model.exchange.Survey;
import limner.model.exchange.out.Wanted;
import limner.model.media.FrameState;
import limner.model.store.Access;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Labels of a project in a format of others.
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Write the labels of a project in a format of others.",
            "What the format cannot say is told first, object by object. Where there is such a thing, nothing is "
                    + "written without --accept-losses. The objects, tags and events that go out are kept in full in "
                    + "limner-sidecar.jsonl beside the files; `limner import-labels` of the folder takes them in again. "
                    + "Details of events, marks of frames and how tracks go on between keyframes stay in the project. "
                    + "Pictures are named, not copied."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCodes.FINE_TEXT,
            "2:Something given cannot be used, or something would be lost; nothing was written.",
            ExitCodes.FAILED_TEXT,
            ExitCodes.CANCELLED_TEXT
        })
final class ExportCommand implements Callable<Integer> {

    /// So many losses are printed where nobody asks for all.
    private static final int SHOWN = 10;

    private final Shared shared;

    @Mixin
    private final ProjectArgument project = new ProjectArgument();

    @Parameters(index = "1", paramLabel = "TO", description = "A new or empty folder.")
    private Path to = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            required = true,
            description = "What to write: coco, coco-panoptic, labelme, cvat, cvat-video, datumaro, label-studio, "
                    + "label-studio-video (boxes on tracks, stretches of the timeline), yolo-detect (boxes), "
                    + "yolo-segment (outlines, each part an object), yolo-pose (boxes with keypoints), yolo-obb (turned boxes), "
                    + "mot (boxes on tracks), mots (pixels on tracks as text), mots-png (as pictures), "
                    + "voc (boxes that count pixels from 1), voc-edges (boxes as CVAT and Datumaro have them), "
                    + "png-classes (a pixel is a class), png-instances (a picture for each object), png-objects "
                    + "(a pixel is an object), davis, youtube-vos, youtube-vis; of events alone: events-csv, elan, "
                    + "textgrid (for Praat); of everything: parquet (tables for DuckDB, pandas or Spark; the files of the "
                    + "videos must be there).")
    private String format = "";

    @Option(names = "--dry-run", description = "Only say what would be lost.")
    private boolean dryRun;

    @Option(names = "--accept-losses", description = "Write it although something is lost.")
    private boolean acceptLosses;

    @Option(
            names = "--holes",
            paramLabel = "HOW",
            defaultValue = "keep",
            description = "Regions with holes: keep (as pixels where outlines have none; the default), bridge (the "
                    + "outline goes in along a cut), outer (filled), skip (left out).")
    private String holes = "";

    @Option(
            names = "--parts",
            paramLabel = "HOW",
            defaultValue = "keep",
            description = "Regions of several parts: keep (one object where the format can; the default), bridge, "
                    + "split (an object each), outer (only the largest), skip.")
    private String parts = "";

    @Option(
            names = "--regions",
            paramLabel = "HOW",
            defaultValue = "drawn",
            description = "Regions where a format has outlines and pixels: drawn (each as it is; the default), "
                    + "outlines, masks.")
    private String regions = "";

    @Option(names = "--media", paramLabel = "NAME", description = "Only this video (default: all). May be repeated.")
    private List<String> media = List.of();

    @Option(names = "--class", paramLabel = "CLASS", description = "Only this class (default: all). May be repeated.")
    private List<String> classes = List.of();

    @Option(names = "--done", description = "Only frames that are marked done (default: all that were worked on).")
    private boolean done;

    @Option(
            names = "--every-frame",
            description = "Also the frames between keyframes on which an object is (default: those worked on).")
    private boolean everyFrame;

    @Option(
            names = "--original",
            paramLabel = "FILE",
            description = "The file that labels were taken from: they go out with the numbers they had there, and with "
                    + "what it says beside them; COCO also with its licences and what it says of pictures.")
    private @Nullable Path original;

    @Option(names = "--json", description = "Print the outcome as a JSON object: \"counts\", \"losses\", \"pixels\".")
    private boolean json;

    ExportCommand(Shared shared) {
        this.shared = shared;
    }

    @Override
    public Integer call() {
        ExportRequest request = new ExportRequest(
                format,
                new Choices(
                        chosen(Choices.Holes.values(), "--holes", holes),
                        chosen(Choices.Parts.values(), "--parts", parts),
                        chosen(Choices.Regions.values(), "--regions", regions)),
                Set.copyOf(media),
                Set.copyOf(classes),
                done ? EnumSet.of(FrameState.DONE) : EnumSet.allOf(FrameState.class),
                everyFrame ? Wanted.Frames.EVERY : Wanted.Frames.WORKED_ON,
                Optional.ofNullable(original));
        return shared.with(s -> {
            try (OpenProject open = s.projects().open(project.file(), Access.READ)) {
                return run(open, request);
            }
        });
    }

    private int run(OpenProject open, ExportRequest request) {
        if (!dryRun) {
            ExportLabels.demandFree(to);
        }
        ExportLabels.Prepared export = shared.console().whole(p -> ExportLabels.prepare(open, request, p));
        LossReport trial = shared.console().whole(export::trial);
        boolean write = !dryRun && (trial.isEmpty() || acceptLosses);
        if (!json) {
            tell(trial);
            tell(export.unasked());
        }
        if (write) {
            shared.console().whole(p -> export.run(to, p));
        }
        if (json) {
            print(trial, export.unasked(), write);
        } else if (write) {
            shared.line("Wrote " + Texts.count(trial.written(), "annotation", "annotations") + " to " + to + ".");
        }
        if (!write && !dryRun) {
            throw new AppException(
                    AppException.Kind.BAD_INPUT,
                    format + " cannot say all of it. Nothing was written. Choose otherwise, or add --accept-losses: "
                            + "the folder keeps these objects in full beside it.");
        }
        return ExitCodes.FINE;
    }

    /// The one whose name begins so: `outer` is enough for the outer ring only.
    private static <E extends Enum<E>> E chosen(E[] all, String option, String word) {
        String key = word.toLowerCase(Locale.ROOT);
        return Stream.of(all)
                .filter(e -> word(e).equals(key))
                .findFirst()
                .orElseThrow(() -> new AppException(
                        AppException.Kind.BAD_INPUT,
                        option + " is one of "
                                + Stream.of(all).map(ExportCommand::word).collect(Collectors.joining(", ")) + ", not "
                                + word + "."));
    }

    private static String word(Enum<?> value) {
        return switch (value.name()) {
            case "OUTER_ONLY" -> "outer";
            case "AS_DRAWN" -> "drawn";
            default -> value.name().toLowerCase(Locale.ROOT);
        };
    }

    private void tell(LossReport r) {
        shared.line(format + ": " + Texts.count(r.annotations(), "object", "objects") + ", " + r.whole()
                + " in full, as " + Texts.count(r.written(), "annotation", "annotations") + ".");
        for (var e : r.counts().entrySet()) {
            shared.line(String.format(
                    Locale.ROOT,
                    "  %6d %s (%s)",
                    r.count(e.getKey()),
                    e.getKey().words(),
                    by(e.getValue())));
        }
        if (r.pixels() > 0) {
            shared.line("  " + r.pixels() + " pixels change in all.");
        }
        for (Lost lost : r.first().subList(0, Math.min(SHOWN, r.first().size()))) {
            shared.line("    " + lost.at() + ": " + lost.what() + ".");
        }
        if (r.count() > SHOWN) {
            shared.line("    ... (--json lists " + Math.min(r.count(), Survey.KEPT) + ")");
        }
    }

    private void tell(SortedSet<String> unasked) {
        if (!unasked.isEmpty()) {
            List<String> named = unasked.stream().limit(SHOWN).toList();
            shared.line("  Labels were taken from " + String.join(", ", named)
                    + (unasked.size() > SHOWN ? " and " + (unasked.size() - SHOWN) + " more" : "")
                    + ": numbers and fields that only the file has, such as licences, go out with --original FILE.");
        }
    }

    private static String by(SortedMap<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(e -> (e.getKey().isEmpty() ? "-" : e.getKey()) + " " + e.getValue())
                .collect(Collectors.joining(", "));
    }

    private void print(LossReport r, SortedSet<String> unasked, boolean written) {
        ObjectNode root = shared.json();
        root.put("folder", to.toString());
        root.put("format", format);
        root.put("written", written);
        root.put("objects", r.annotations());
        root.put("whole", r.whole());
        root.put("annotations", r.written());
        root.put("pixels", r.pixels());
        ObjectNode counts = root.putObject("counts");
        for (var e : r.counts().entrySet()) {
            ObjectNode by = counts.putObject(name(e.getKey()));
            e.getValue().forEach(by::put);
        }
        ArrayNode without = root.putArray("withoutOriginal");
        unasked.forEach(without::add);
        ArrayNode losses = root.putArray("losses");
        for (Lost lost : r.first()) {
            losses.addObject()
                    .put("file", lost.at().file())
                    .put("where", lost.at().where())
                    .put("class", lost.category())
                    .put("loss", name(lost.loss()))
                    .put("what", lost.what())
                    .put("pixels", lost.pixels());
        }
        shared.print(root);
    }

    private static String name(Loss loss) {
        return loss.name().toLowerCase(Locale.ROOT);
    }
}
