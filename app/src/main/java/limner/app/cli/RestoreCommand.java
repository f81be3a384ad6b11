package limner.app.cli;

import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import limner.app.usecase.AppException;
import limner.app.usecase.RestoreProject;
import limner.model.project.ProjectState;
import limner.model.store.Access;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// An earlier state of a project as a file of its own.
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Make a project file of an earlier event of a project, or of a copy of it.",
            "Without --out only what would be different from now is told. The project itself stays as it is; nothing "
                    + "is ever written over."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {ExitCodes.FINE_TEXT, ExitCodes.INPUT_TEXT, ExitCodes.FAILED_TEXT, ExitCodes.CANCELLED_TEXT})
final class RestoreCommand implements Callable<Integer> {

    private final Shared shared;

    @Mixin
    private final ProjectArgument project = new ProjectArgument();

    @Option(
            names = "--from",
            paramLabel = "COPY",
            description = "A copy of the project, such as a backup, to take it from (default: the project itself).")
    private @Nullable Path from;

    @Option(names = "--event", paramLabel = "N", description = "The last event to take (default: all of them).")
    private @Nullable Long event;

    @Option(names = "--out", paramLabel = "FILE", description = "The new project file; nothing may be there.")
    private @Nullable Path out;

    @Option(names = "--list", description = "List the moments that can be gone back to, the newest first.")
    private boolean list;

    @Option(names = "--json", description = "Print what differs as a JSON object.")
    private boolean json;

    RestoreCommand(Shared shared) {
        this.shared = shared;
    }

    @Override
    public Integer call() {
        if (list && (json || out != null || event != null)) {
            throw new AppException(
                    AppException.Kind.BAD_INPUT, "--list stands alone, or with --from. Nothing was written.");
        }
        shared.with(s -> {
            RestoreProject restore = s.restore();
            Path source = from == null ? project.file() : from;
            if (list) {
                tell(shared.console().whole(p -> restore.moments(source, p)));
                return s;
            }
            long to = event == null ? restore.last(source) : event;
            ProjectState now;
            try (var open = s.projects().open(project.file(), Access.READ)) {
                now = open.state();
            }
            RestoreProject.Look look =
                    shared.console().whole(p -> restore.history(source, now, p).look(to, now, p));
            @Nullable Path target = out;
            @Nullable
            Path made = target == null ? null : shared.console().whole(p -> restore.restore(source, to, target, p));
            if (json) {
                print(look, made);
            } else {
                tell(look, made);
            }
            return s;
        });
        return ExitCodes.FINE;
    }

    private void tell(List<RestoreProject.Moment> moments) {
        for (RestoreProject.Moment m : moments) {
            String where = m.where().isEmpty() ? "" : m.where() + ": ";
            String more = m.events() > 1 ? " (and " + (m.events() - 1) + " more)" : "";
            shared.line(String.format(
                    Locale.ROOT,
                    "%6d  %s  %s  %s%s%s",
                    m.event(),
                    m.at().truncatedTo(ChronoUnit.SECONDS),
                    m.who(),
                    where,
                    m.what(),
                    more));
        }
    }

    private void tell(RestoreProject.Look look, @Nullable Path made) {
        shared.line("At event " + look.event() + ", other than now:");
        if (look.same()) {
            shared.line("  nothing");
        }
        for (RestoreProject.Kind kind : RestoreProject.Kind.values()) {
            RestoreProject.Count c = look.of(kind);
            if (!c.none()) {
                shared.line(String.format(
                        Locale.ROOT,
                        "  %-11s %6d of now are not there, %6d come back, %6d differ",
                        kind.name().toLowerCase(Locale.ROOT),
                        c.gone(),
                        c.back(),
                        c.other()));
            }
        }
        if (look.allPlaces() > 0) {
            shared.line("  on " + look.allPlaces() + (look.allPlaces() == 1 ? " frame" : " frames"));
        }
        shared.line(made == null ? "Nothing was written." : "Written to " + made + ".");
    }

    private void print(RestoreProject.Look look, @Nullable Path made) {
        ObjectNode root = shared.json();
        root.put("event", look.event());
        root.put("same", look.same());
        root.put("frames", look.allPlaces());
        ObjectNode counts = root.putObject("counts");
        for (RestoreProject.Kind kind : RestoreProject.Kind.values()) {
            RestoreProject.Count c = look.of(kind);
            ObjectNode each = counts.putObject(kind.name().toLowerCase(Locale.ROOT));
            each.put("gone", c.gone());
            each.put("back", c.back());
            each.put("differ", c.other());
        }
        if (made != null) {
            root.put("written", made.toString());
        }
        shared.print(root);
    }
}
