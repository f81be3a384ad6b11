package limner.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// `limner` alone: the desk with its first page.
@Command(
        name = "limner",
        description = {"Label video to the pixel, and prove every label years later.", "Without a command: the desk."},
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "[COMMAND]",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%n",
        footer = {
            "limner COMMAND --help tells about one command.",
            "Folders: LIMNER_CONFIG, LIMNER_CACHE and LIMNER_DATA choose others than the system's own."
        })
final class LimnerCommand implements Callable<Integer> {

    private final Shared shared;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show the stack trace of a failure; without it, it goes to the log file only.")
    private boolean debug;

    LimnerCommand(Shared shared) {
        this.shared = shared;
    }

    boolean debug() {
        return debug;
    }

    @Override
    public Integer call() {
        return new OpenCommand(shared).call();
    }
}
