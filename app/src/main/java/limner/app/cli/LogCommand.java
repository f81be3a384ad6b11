package limner.app.cli;

import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import limner.app.usecase.LogLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Who did what, and when.
@Command(
        name = "log",
        mixinStandardHelpOptions = true,
        description = {
            "Print the history of a project.",
            "Number, time (UTC), who, where, what; also while the project is open elsewhere."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {ExitCodes.FINE_TEXT, ExitCodes.INPUT_TEXT, ExitCodes.FAILED_TEXT, ExitCodes.CANCELLED_TEXT})
final class LogCommand implements Callable<Integer> {

    private final Shared shared;

    @Mixin
    private final ProjectArgument project = new ProjectArgument();

    @Option(names = "--json", description = "One JSON object for each event, a line each.")
    private boolean json;

    LogCommand(Shared shared) {
        this.shared = shared;
    }

    @Override
    public Integer call() {
        shared.with(s -> {
            s.log().run(project.file(), json ? this::print : this::tell);
            return s;
        });
        return ExitCodes.FINE;
    }

    private void tell(LogLine l) {
        String where = l.where().isEmpty() ? "" : l.where() + ": ";
        shared.line(String.format(
                Locale.ROOT,
                "%6d  %s  %s  %s%s",
                l.number(),
                l.at().truncatedTo(ChronoUnit.SECONDS),
                l.who(),
                where,
                l.what()));
    }

    private void print(LogLine l) {
        ObjectNode node = shared.json();
        node.put("number", l.number());
        node.put("change", l.change());
        node.put("at", l.at().toString());
        node.put("who", l.who());
        node.put("where", l.where());
        node.put("what", l.what());
        node.put("type", l.type());
        shared.line(JsonMapper.shared().writeValueAsString(node));
    }
}
