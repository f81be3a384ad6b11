package limner.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import limner.app.usecase.DemoReport;
import limner.app.usecase.DemoRequest;
import limner.app.usecase.Texts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The whole road on the bundled clips.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Go the whole road without a screen, on the bundled clips.",
            "Import, index, pre-label, accept by a recorded policy, write a COCO release, verify "
                    + "every file and every picture of it."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All of it was done and holds.",
            ExitCodes.CHECK_TEXT,
            ExitCodes.INPUT_TEXT,
            ExitCodes.FAILED_TEXT,
            ExitCodes.CANCELLED_TEXT
        })
final class DemoCommand implements Callable<Integer> {

    private final Shared shared;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where project and release go: a new or empty folder. Default: a new one in the user's data.")
    private @Nullable Path out;

    @Option(
            names = "--every",
            paramLabel = "N",
            defaultValue = "10",
            description = "The model looks at every N-th frame (default ${DEFAULT-VALUE}).")
    private int every;

    @Option(
            names = "--threshold",
            paramLabel = "SCORE",
            defaultValue = "0.4",
            description = "Accept suggestions scored SCORE or more (default ${DEFAULT-VALUE}).")
    private double threshold;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    DemoCommand(Shared shared) {
        this.shared = shared;
    }

    @Override
    public Integer call() {
        return run(new DemoRequest(Optional.ofNullable(out), every, threshold));
    }

    int run(DemoRequest request) {
        DemoReport report =
                shared.with(s -> shared.console().watching(p -> s.demo().run(request, p)));
        if (json) {
            print(report);
        } else {
            table(report);
        }
        report.problems().forEach(shared.console()::say);
        return report.held() ? ExitCodes.FINE : ExitCodes.CHECK_FAILED;
    }

    private void table(DemoReport report) {
        List<DemoReport.Step> steps = report.steps();
        int what = width(steps.stream().map(DemoReport.Step::what).toList(), "what");
        int count = width(steps.stream().map(DemoReport.Step::count).toList(), "came to");
        String form = "%-" + what + "s  %9s  %-" + count + "s  %s";
        shared.line(String.format(Locale.ROOT, form, "what", "time", "came to", "where")
                .stripTrailing());
        shared.line("-".repeat(what + count + 13 + "where".length()));
        long total = 0;
        for (DemoReport.Step step : steps) {
            total += step.nanos();
            shared.line(String.format(
                            Locale.ROOT, form, step.what(), Texts.seconds(step.nanos()), step.count(), step.where())
                    .stripTrailing());
        }
        shared.line(
                String.format(Locale.ROOT, form, "Altogether", Texts.seconds(total), verdict(report), report.folder())
                        .stripTrailing());
    }

    private static String verdict(DemoReport report) {
        return report.held() ? "all of it holds" : "NOT all of it holds";
    }

    private static int width(List<String> texts, String head) {
        return Math.max(
                head.length(), texts.stream().mapToInt(String::length).max().orElse(0));
    }

    private void print(DemoReport report) {
        ObjectNode root = shared.json();
        root.put("folder", report.folder().toString());
        root.put("held", report.held());
        ArrayNode steps = root.putArray("steps");
        for (DemoReport.Step step : report.steps()) {
            ObjectNode node = steps.addObject();
            node.put("what", step.what());
            node.put("seconds", step.nanos() / 1e9);
            node.put("count", step.count());
            node.put("where", step.where());
        }
        ArrayNode problems = root.putArray("problems");
        report.problems().forEach(problems::add);
        shared.print(root);
    }
}
