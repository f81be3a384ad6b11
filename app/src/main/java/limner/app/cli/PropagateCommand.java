package limner.app.cli;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import limner.app.task.Progress;
import limner.app.usecase.AppException;
import limner.app.usecase.OpenProject;
import limner.app.usecase.PropagateRequest;
import limner.app.usecase.PropagateResult;
import limner.app.usecase.Services;
import limner.app.usecase.Texts;
import limner.model.label.Label;
import limner.model.media.Media;
import limner.model.store.Access;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A label carried to other frames.
@Command(
        name = "propagate",
        mixinStandardHelpOptions = true,
        description = {
            "Carry a label from a frame to those after or before it.",
            "Each place is kept as a suggestion with its drift: 0 where all signs agree, 1 where the thing is "
                    + "lost. Keyframes and frames that are done are neither overwritten nor gone past."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {ExitCodes.FINE_TEXT, ExitCodes.INPUT_TEXT, ExitCodes.FAILED_TEXT, ExitCodes.CANCELLED_TEXT})
final class PropagateCommand implements Callable<Integer> {

    private final Shared shared;

    @Mixin
    private final ProjectArgument project = new ProjectArgument();

    @Option(
            names = "--label",
            paramLabel = "NUMBER",
            required = true,
            description = "The label's number in its video, as in \"Car 12\".")
    private int label;

    @Option(names = "--from", paramLabel = "FRAME", required = true, description = "A frame that the label is on.")
    private int from;

    @Option(
            names = "--to",
            paramLabel = "FRAME",
            description =
                    "The last frame to carry it to (default: the last of the video, or the first with --backward).")
    private @Nullable Integer to;

    @Option(names = "--backward", description = "Carry it to the frames before.")
    private boolean backward;

    @Option(names = "--between", description = "Carry it from keyframe FROM and from keyframe TO towards one another.")
    private boolean between;

    @Option(
            names = "--method",
            paramLabel = "HOW",
            defaultValue = "best",
            description = "best (default: boxes by correlation, all else by flow), flow or correlation.")
    private String method = "best";

    @Option(
            names = "--accept-below",
            paramLabel = "DRIFT",
            description = "Make keyframes of the places with at most this drift, 0 to 1. One undo takes them back.")
    private @Nullable Double acceptBelow;

    @Mixin
    private final MediaChoice media = new MediaChoice();

    @Option(names = "--json", description = "Print the outcome as a JSON object: \"frames\" with drift, \"end\".")
    private boolean json;

    PropagateCommand(Shared shared) {
        this.shared = shared;
    }

    private record Outcome(Media media, PropagateResult result, int accepted) {}

    @Override
    public Integer call() {
        Outcome outcome = shared.with(s -> shared.console().watching(p -> run(s, p)));
        if (json) {
            print(outcome);
        } else {
            tell(outcome);
        }
        return outcome.result().end() == PropagateResult.End.STOPPED ? ExitCodes.CANCELLED : ExitCodes.FINE;
    }

    private Outcome run(Services services, Progress progress) {
        if (acceptBelow != null && !(acceptBelow >= 0 && acceptBelow <= 1)) {
            throw new AppException(
                    AppException.Kind.BAD_INPUT, "Drift is a number from 0 to 1, not " + acceptBelow + ".");
        }
        try (OpenProject open = services.projects().open(project.file(), Access.WRITE)) {
            List<Media> chosen = media.of(open);
            if (chosen.size() > 1) {
                throw new AppException(
                        AppException.Kind.BAD_INPUT,
                        "The project has several videos: say with --media in which one the label is.");
            }
            Media video = chosen.getFirst();
            Label found = open.state().labelsOf(video.id()).labelsInOrder().stream()
                    .filter(l -> l.number() == label)
                    .findFirst()
                    .orElseThrow(() -> new AppException(
                            AppException.Kind.BAD_INPUT, "Video " + video.name() + " has no label " + label + "."));
            int last = to != null ? to : backward ? 0 : video.frameCount() - 1;
            if (backward ? last >= from : last <= from) {
                throw new AppException(
                        AppException.Kind.BAD_INPUT,
                        "Frame " + last + " is not " + (backward ? "before" : "after") + " frame " + from + "."
                                + (backward ? "" : " To go backwards, add --backward."));
            }
            PropagateResult result = between
                    ? services.propagate().between(open, video.id(), found.id(), from, last, how(), progress)
                    : services.propagate()
                            .run(open, new PropagateRequest(video.id(), found.id(), from, last, how()), progress);
            int accepted = acceptBelow == null
                    ? 0
                    : services.propagate()
                            .accept(
                                    open,
                                    video.id(),
                                    found.id(),
                                    new TreeSet<>(result.drift().keySet()),
                                    acceptBelow);
            return new Outcome(video, result, accepted);
        }
    }

    private PropagateRequest.Method how() {
        try {
            return PropagateRequest.Method.valueOf(method.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new AppException(
                    AppException.Kind.BAD_INPUT,
                    "There is no method " + method + ". Methods: best, flow, correlation.",
                    e);
        }
    }

    private void tell(Outcome o) {
        PropagateResult r = o.result();
        shared.line(o.media().name() + ": label " + label + " carried to "
                + Texts.count(r.drift().size(), "frame", "frames") + " by " + r.method()
                + String.format(Locale.ROOT, " (median %.1f ms a frame)", r.medianMillis()) + ". " + why(r.end()));
        if (!r.worthALook().isEmpty()) {
            shared.line("  Worth a look: " + Texts.count(r.worthALook().size(), "frame", "frames") + ", from frame "
                    + r.worthALook().getFirst() + ".");
        }
        if (acceptBelow != null) {
            shared.line("  Accepted: " + Texts.count(o.accepted(), "frame", "frames") + ".");
        }
    }

    private static String why(PropagateResult.End end) {
        return switch (end) {
            case ARRIVED -> "All frames are done.";
            case DECIDED -> "Stopped before a keyframe, or a frame that is done.";
            case GONE -> "It left the picture.";
            case LOST -> "It was lost.";
            case NO_PICTURE -> "The file has no picture there.";
            case STOPPED -> "Stopped; what was carried is kept.";
        };
    }

    private void print(Outcome o) {
        ObjectNode root = shared.json();
        root.put("media", o.media().name());
        root.put("label", label);
        root.put("run", o.result().run().toString());
        root.put("method", o.result().method());
        root.put("end", o.result().end().name());
        root.put("medianMillis", o.result().medianMillis());
        root.put("accepted", o.accepted());
        ArrayNode frames = root.putArray("frames");
        o.result()
                .drift()
                .forEach(
                        (frame, drift) -> frames.addObject().put("frame", frame).put("drift", drift));
        ArrayNode look = root.putArray("worthALook");
        o.result().worthALook().forEach(look::add);
        shared.print(root);
    }
}
