package limner.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import limner.app.usecase.BuildRelease;
import limner.app.usecase.OpenProject;
import limner.app.usecase.ReleaseRequest;
import limner.app.usecase.ReleaseResult;
import limner.app.usecase.Texts;
import limner.model.release.ReleasePlan;
import limner.model.release.ReleaseReport;
import limner.model.store.Access;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A data set.
@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        description = {
            "Write what is done as a COCO data set.",
            "With manifest, provenance and frame identities. The same project gives the same bytes " + "again."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCodes.FINE_TEXT,
            "2:It cannot be made from what was given; nothing was written.",
            ExitCodes.FAILED_TEXT,
            ExitCodes.CANCELLED_TEXT
        })
final class ReleaseCommand implements Callable<Integer> {

    private final Shared shared;

    @Mixin
    private final ProjectArgument project = new ProjectArgument();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Where it goes: a new or empty folder, or one with the very same release.")
    private Path out = Path.of("");

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Its name, part of its content (default: the project's name and the event it is read at).")
    private String name = "";

    @Mixin
    private final ReleaseChoices choices = new ReleaseChoices();

    @Option(names = "--licence", paramLabel = "FILE", description = "Text of the licence it is given under.")
    private @Nullable Path licence;

    @Option(
            names = "--sign",
            description = "Sign it with your key, which is made the first time; the release has the same digest.")
    private boolean sign;

    @Option(names = "--json", description = "Print the outcome as JSON.")
    private boolean json;

    ReleaseCommand(Shared shared) {
        this.shared = shared;
    }

    @Override
    public Integer call() throws IOException {
        String text = licence == null ? "" : BuildRelease.licenceIn(licence);
        ReleaseResult result = shared.with(s -> shared.console().whole(p -> {
            try (OpenProject open = s.projects().open(project.file(), Access.WRITE_OR_READ)) {
                if (!open.writable()) {
                    shared.console()
                            .say("The project can only be read now (somebody else writes it, or its folder may not be "
                                    + "written): the release is not noted in its log.");
                }
                ReleasePlan plan = choices.plan(open, s.buildRelease()).withLicence(text);
                ReleaseRequest request = new ReleaseRequest(out.toAbsolutePath().normalize(), name, plan);
                return s.buildRelease().run(open, request, p);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
        if (json) {
            print(result);
        } else {
            tell(result);
        }
        // After what was made is told: it is there whether it can be signed or not.
        if (sign) {
            String key = shared.with(s -> s.signRelease().made(result.folder()));
            shared.console().say("Signed with key " + key + ".");
        }
        return ExitCodes.FINE;
    }

    private void tell(ReleaseResult r) {
        ReleaseReport report = r.report();
        shared.line((r.unchanged() ? "The same release is there already: " : "Released ") + "\"" + r.name() + "\" in "
                + r.folder());
        shared.line("  " + Texts.count(report.pictures(), "picture", "pictures") + " ("
                + Texts.count(report.negatives(), "negative", "negatives") + ") of "
                + Texts.count(report.videos(), "video", "videos") + ", "
                + Texts.count(report.annotations(), "annotation", "annotations") + ": "
                + Texts.count(report.boxes(), "box", "boxes") + ", " + report.rings() + " with rings, " + report.runs()
                + " with run lengths, " + Texts.count(report.tracks(), "track", "tracks"));
        report.perClass()
                .forEach((id, n) -> shared.line(String.format(
                        Locale.ROOT, "  %-24s %6d", report.classNames().getOrDefault(id, id.toString()), n)));
        List<String> losses = report.losses();
        report.parts()
                .forEach(p -> shared.line("  part " + p.name() + ": " + Texts.count(p.videos(), "video", "videos")
                        + ", " + p.pictures() + " pictures, " + p.labels() + " labels"));
        losses.forEach(l -> shared.line("  Not carried over: " + l));
        report.warnings().forEach(w -> shared.line("  Look at this: " + w));
        shared.line("  manifest sha256 " + r.manifestSha256());
    }

    private void print(ReleaseResult r) {
        ReleaseReport report = r.report();
        ObjectNode root = shared.json();
        root.put("folder", r.folder().toString());
        root.put("name", r.name());
        root.put("event", r.event());
        root.put("manifestSha256", r.manifestSha256());
        root.put("unchanged", r.unchanged());
        root.put("videos", report.videos());
        root.put("pictures", report.pictures());
        root.put("negatives", report.negatives());
        root.put("annotations", report.annotations());
        root.put("boxes", report.boxes());
        root.put("rings", report.rings());
        root.put("runs", report.runs());
        root.put("tracks", report.tracks());
        ObjectNode classes = root.putObject("perClass");
        report.perClass().forEach((id, n) -> classes.put(report.classNames().getOrDefault(id, id.toString()), n));
        ArrayNode parts = root.putArray("parts");
        for (ReleaseReport.Part p : report.parts()) {
            ObjectNode part = parts.addObject();
            part.put("name", p.name());
            part.put("videos", p.videos());
            part.put("pictures", p.pictures());
            part.put("labels", p.labels());
            ObjectNode ofPart = part.putObject("perClass");
            p.perClass().forEach((id, n) -> ofPart.put(report.classNames().getOrDefault(id, id.toString()), n));
        }
        ArrayNode warnings = root.putArray("warnings");
        report.warnings().forEach(warnings::add);
        ArrayNode losses = root.putArray("losses");
        report.losses().forEach(losses::add);
        shared.print(root);
    }
}
