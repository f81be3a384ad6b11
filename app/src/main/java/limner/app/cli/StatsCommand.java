package limner.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import limner.app.usecase.EventStats;
import limner.app.usecase.OpenProject;
import limner.app.usecase.SaveTable;
import limner.model.budget.BudgetRow;
import limner.model.budget.EventTable;
import limner.model.budget.VideoEvents;
import limner.model.media.Media;
import limner.model.ontology.Ontology;
import limner.model.store.Access;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How often events happen and how long they last.
@Command(
        name = "stats",
        mixinStandardHelpOptions = true,
        description = {
            "Say how often events happen and how long they last.",
            "Over all videos and for each, and for each subject; from the times of the files, never from a rate."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {ExitCodes.FINE_TEXT, ExitCodes.INPUT_TEXT, ExitCodes.FAILED_TEXT, ExitCodes.CANCELLED_TEXT})
final class StatsCommand implements Callable<Integer> {

    private final Shared shared;

    @Mixin
    private final ProjectArgument project = new ProjectArgument();

    @Mixin
    private final MediaChoice media = new MediaChoice();

    @Option(names = "--budget", paramLabel = "FILE", description = "Also write the budget as a CSV table.")
    private @Nullable Path budget;

    @Option(names = "--events", paramLabel = "FILE", description = "Also write every event as a CSV table.")
    private @Nullable Path events;

    @Option(names = "--json", description = "Print the budget as a JSON object: \"budget\".")
    private boolean json;

    StatsCommand(Shared shared) {
        this.shared = shared;
    }

    private record Stats(Ontology ontology, List<VideoEvents> videos, List<BudgetRow> rows) {}

    @Override
    public Integer call() throws IOException {
        Stats stats = shared.with(s -> shared.console().watching(p -> {
            try (OpenProject open = s.projects().open(project.file(), Access.READ)) {
                List<Media> chosen = media.of(open);
                Ontology ontology = open.state().ontology();
                List<VideoEvents> videos = EventStats.of(open, chosen, p);
                return new Stats(ontology, videos, BudgetRow.of(ontology, videos));
            }
        }));
        if (budget != null) {
            SaveTable.save(project.file(), budget, EventTable.budgets(stats.ontology(), stats.rows()));
        }
        if (events != null) {
            SaveTable.save(project.file(), events, EventTable.events(stats.ontology(), stats.videos()));
        }
        if (json) {
            print(stats);
        } else {
            tell(stats);
        }
        return ExitCodes.FINE;
    }

    private void tell(Stats stats) {
        if (stats.rows().isEmpty()) {
            shared.line("No class of this project is an event.");
            return;
        }
        String before = "";
        for (BudgetRow r : stats.rows()) {
            String of = heading(stats.ontology(), r);
            if (!of.equals(before)) {
                shared.line(of);
                before = of;
            }
            List<String> words = new ArrayList<>();
            words.add(String.format(
                    Locale.ROOT,
                    "  %-24s %6d",
                    stats.ontology().nameOf(r.budget().classId()),
                    r.budget().count()));
            if (r.budget().mean().isPresent()) {
                words.add(String.format(
                        Locale.ROOT,
                        "%10.3f s  %5.1f %%",
                        r.budget().seconds(),
                        r.budget().share() * 100));
            }
            say(words, "mean", r.budget().mean());
            say(words, "median", r.budget().median());
            say(words, "first after", r.budget().latency());
            shared.line(String.join("  ", words));
        }
    }

    private static String heading(Ontology ontology, BudgetRow r) {
        String video = r.video().isEmpty() ? "All videos" : r.video();
        return r.subject().map(s -> video + ", " + ontology.nameOf(s)).orElse(video);
    }

    private static void say(List<String> words, String what, OptionalDouble seconds) {
        seconds.ifPresent(s -> words.add(String.format(Locale.ROOT, "%s %.3f s", what, s)));
    }

    private void print(Stats stats) {
        ObjectNode root = shared.json();
        ArrayNode rows = root.putArray("budget");
        for (BudgetRow r : stats.rows()) {
            ObjectNode node = rows.addObject();
            node.put("media", r.video());
            node.put("subject", r.subject().map(stats.ontology()::nameOf).orElse(""));
            node.put("class", stats.ontology().nameOf(r.budget().classId()));
            node.put("count", r.budget().count());
            node.put("seconds", r.budget().seconds());
            node.put("share", r.budget().share());
            r.budget().mean().ifPresent(v -> node.put("mean", v));
            r.budget().median().ifPresent(v -> node.put("median", v));
            r.budget().latency().ifPresent(v -> node.put("latency", v));
        }
        shared.print(root);
    }
}
