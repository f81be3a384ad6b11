package limner.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import limner.app.usecase.AcceptRequest;
import limner.app.usecase.AcceptResult;
import limner.app.usecase.OpenProject;
import limner.app.usecase.Services;
import limner.app.usecase.Texts;
import limner.model.command.Command.AcceptByPolicy.Finish;
import limner.model.media.Media;
import limner.model.store.Access;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Suggestions into labels, by a recorded rule.
@Command(
        name = "accept",
        mixinStandardHelpOptions = true,
        description = {
            "Take suggestions as labels, by a recorded rule.",
            "Every open suggestion scored at least SCORE becomes a label that names the rule; one "
                    + "undo takes all of it back."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {ExitCodes.FINE_TEXT, ExitCodes.INPUT_TEXT, ExitCodes.FAILED_TEXT, ExitCodes.CANCELLED_TEXT})
final class AcceptCommand implements Callable<Integer> {

    private final Shared shared;

    @Mixin
    private final ProjectArgument project = new ProjectArgument();

    @Option(names = "--threshold", paramLabel = "SCORE", required = true, description = "The least score, 0 to 1.")
    private double threshold;

    @Option(
            names = "--done",
            description = "Mark every frame the model looked at as done; one with nothing on it becomes a negative.")
    private boolean done;

    @Mixin
    private final MediaChoice media = new MediaChoice();

    @Option(names = "--dry-run", description = "Only say what would happen.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print the outcome as a JSON object: \"dryRun\", \"videos\".")
    private boolean json;

    AcceptCommand(Shared shared) {
        this.shared = shared;
    }

    @Override
    public Integer call() {
        Map<Media, AcceptResult> results = shared.with(this::run);
        if (json) {
            print(results);
        } else {
            results.forEach((m, r) -> shared.line(m.name() + ": " + (dryRun ? "would accept " : "accepted ")
                    + Texts.count(r.accepted(), "suggestion", "suggestions") + " by \""
                    + r.policy().text() + "\"; "
                    + Texts.count(r.frames(), "frame", "frames") + " changed state, "
                    + Texts.count(r.negatives(), "negative", "negatives") + ", " + r.stillOpen() + " still open."));
        }
        return ExitCodes.FINE;
    }

    private Map<Media, AcceptResult> run(Services services) {
        Finish finish = done ? Finish.MARK_DONE : Finish.LEAVE_IN_WORK;
        Access access = dryRun ? Access.READ : Access.WRITE;
        try (OpenProject open = services.projects().open(project.file(), access)) {
            Map<Media, AcceptResult> results = new LinkedHashMap<>();
            for (Media m : media.of(open)) {
                AcceptRequest request = new AcceptRequest(m.id(), threshold, finish);
                results.put(
                        m,
                        dryRun
                                ? services.acceptPolicy().preview(open, request)
                                : services.acceptPolicy().run(open, request));
            }
            return results;
        }
    }

    private void print(Map<Media, AcceptResult> results) {
        ObjectNode root = shared.json();
        root.put("dryRun", dryRun);
        ArrayNode videos = root.putArray("videos");
        results.forEach((m, r) -> {
            ObjectNode node = videos.addObject();
            node.put("media", m.name());
            node.put("policy", r.policy().text());
            node.put("policyId", r.policy().id().toString());
            node.put("accepted", r.accepted());
            node.put("frames", r.frames());
            node.put("negatives", r.negatives());
            node.put("stillOpen", r.stillOpen());
        });
        shared.print(root);
    }
}
