package limner.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import limner.app.task.Progress;
import limner.app.usecase.OpenProject;
import limner.app.usecase.Services;
import limner.app.usecase.Texts;
import limner.app.usecase.exchange.TakeInLabels;
import limner.app.usecase.exchange.TakeInReport;
import limner.app.usecase.exchange.TakeInRequest;
import limner.model.exchange.Entry;
import limner.model.exchange.Intake;
import limner.model.exchange.Survey;
import limner.model.store.Access;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Labels of others into a project.
@Command(
        name = "import-labels",
        mixinStandardHelpOptions = true,
        description = {
            "Take labels that others made into a project.",
            "The pictures must be in the project already: they are found by the names of their files, or by the name "
                    + "of the video and the number of the frame. All that has a place is taken as one change, which "
                    + "one undo takes back; what has none is told with its reason.",
            "A release, or what Limner kept beside an export, makes an identical project of one that has the same videos: "
                    + "classes with their numbers, keyframes, events, origins and states of frames. A release is verified "
                    + "first, and what its plan left out is told."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {ExitCodes.FINE_TEXT, ExitCodes.INPUT_TEXT, ExitCodes.FAILED_TEXT, ExitCodes.CANCELLED_TEXT})
final class ImportLabelsCommand implements Callable<Integer> {

    /// So many reasons are printed where nobody asks for all.
    private static final int SHOWN = 10;

    private final Shared shared;

    @Mixin
    private final ProjectArgument project = new ProjectArgument();

    @Parameters(index = "1", paramLabel = "FILE", description = "A file or folder of a data set, or a release.")
    private Path file = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "What it is, where it cannot be told from the file: coco, labelme, cvat, datumaro, "
                    + "label-studio, yolo, yolo-obb (four corners are turned boxes), voc (pixels from 1), voc-edges (as CVAT, "
                    + "Datumaro and X-AnyLabeling write it), mot, mots, mots-png, youtube-vis, davis (object masks, also of "
                    + "YouTube-VOS), png-classes, png-instances, limner (kept beside an export), release.")
    private @Nullable String format;

    @Option(
            names = "--class",
            paramLabel = "CATEGORY=CLASS",
            description = "Which class of the project a category of the file becomes (default: the one of its name). "
                    + "May be given several times.")
    private Map<String, String> classes = new LinkedHashMap<>();

    @Option(
            names = "--leave-out",
            paramLabel = "CATEGORY",
            description = "Take nothing of this category. May be given several times.")
    private List<String> leftOut = List.of();

    @Option(
            names = "--new-classes",
            description = "Add classes for the categories that the project has none for (default: take nothing).")
    private boolean newClasses;

    @Option(
            names = "--keypoints",
            description = "Draw the skeleton where there are keypoints and a region (default: the region).")
    private boolean keypoints;

    @Option(names = "--dry-run", description = "Only say what would be taken.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print the outcome as a JSON object: \"found\", \"taken\", \"notTaken\".")
    private boolean json;

    ImportLabelsCommand(Shared shared) {
        this.shared = shared;
    }

    @Override
    public Integer call() {
        TakeInReport report = shared.with(s -> shared.console().whole(p -> run(s, p)));
        if (json) {
            print(report);
        } else {
            tell(report);
        }
        return ExitCodes.FINE;
    }

    private TakeInReport run(Services services, Progress progress) {
        TakeInRequest request = new TakeInRequest(
                file,
                Optional.ofNullable(format),
                classes,
                Set.copyOf(leftOut),
                newClasses ? TakeInRequest.NewClasses.ADD : TakeInRequest.NewClasses.ASK,
                keypoints ? Intake.Prefer.POSE : Intake.Prefer.REGION);
        try (OpenProject open = services.projects().open(project.file(), dryRun ? Access.READ : Access.WRITE)) {
            return dryRun ? TakeInLabels.look(open, request, progress) : TakeInLabels.run(open, request, progress);
        }
    }

    private void tell(TakeInReport r) {
        Survey s = r.survey();
        shared.line(file.getFileName() + " (" + r.format().title() + "): "
                + Texts.count(s.annotations(), "annotation", "annotations") + " on "
                + Texts.count(s.pictures(), "picture", "pictures") + ", "
                + Texts.count(s.categories().size(), "category", "categories") + ", "
                + Texts.count(s.tracks(), "track", "tracks") + ".");
        shared.line((dryRun ? "Would take " : "Took ")
                + Texts.count(r.taken(), "annotation", "annotations") + " as "
                + Texts.count(r.labels(), "label", "labels") + (dryRun ? "." : ", event " + r.event() + "."));
        if (!r.plan().added().isEmpty()) {
            shared.line("  New classes: "
                    + r.plan().added().stream().map(c -> c.name()).collect(Collectors.joining(", ")) + ".");
        }
        r.remarks().forEach(remark -> shared.line("  " + remark));
        r.saidMore()
                .forEach((what, count) -> shared.line("  " + Texts.count(count, "annotation says", "annotations say")
                        + " more than a label can: " + what + "."));
        if (r.notTakenCount() > 0) {
            shared.line("  Not taken: " + r.notTakenCount() + ".");
            for (Entry.NotTaken n :
                    r.notTaken().subList(0, Math.min(SHOWN, r.notTaken().size()))) {
                shared.line("    " + n.at() + ": " + n.reason() + ".");
            }
            if (r.notTakenCount() > SHOWN) {
                shared.line("    ... (--json lists " + Math.min(r.notTakenCount(), Survey.KEPT) + ")");
            }
        }
    }

    private void print(TakeInReport r) {
        ObjectNode root = shared.json();
        root.put("file", file.toString());
        root.put("format", r.format().id());
        root.put("dryRun", dryRun);
        Survey s = r.survey();
        ObjectNode found = root.putObject("found");
        found.put("annotations", s.annotations());
        found.put("pictures", s.pictures());
        found.put("videos", s.videos());
        found.put("tracks", s.tracks());
        found.put("tags", s.tags());
        found.put("events", s.intervals());
        ObjectNode kinds = found.putObject("kinds");
        s.kinds().forEach((kind, count) -> kinds.put(kind.name().toLowerCase(Locale.ROOT), count));
        ArrayNode categories = found.putArray("categories");
        for (Entry.Category c : s.categories()) {
            ObjectNode node = categories.addObject();
            node.put("name", c.name());
            node.put("uses", s.uses(c.key()));
            r.plan().classOf(c.key()).ifPresent(id -> node.put("class", id.value()));
        }
        root.put("taken", r.taken());
        root.put("labels", r.labels());
        root.put("event", r.event());
        ArrayNode added = root.putArray("newClasses");
        r.plan()
                .added()
                .forEach(c -> added.addObject().put("class", c.id().value()).put("name", c.name()));
        ObjectNode more = root.putObject("saidMore");
        r.saidMore().forEach(more::put);
        root.put("whole", r.whole());
        ArrayNode remarks = root.putArray("remarks");
        r.remarks().forEach(remarks::add);
        root.put("notTakenCount", r.notTakenCount());
        ArrayNode not = root.putArray("notTaken");
        for (Entry.NotTaken n : r.notTaken()) {
            not.addObject()
                    .put("file", n.at().file())
                    .put("where", n.at().where())
                    .put("reason", n.reason());
        }
        shared.print(root);
    }
}
