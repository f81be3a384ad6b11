package limner.app.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import limner.app.usecase.Failure;
import limner.app.usecase.Services;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// Runs one command and says how it ended. Nothing that goes wrong shows a stack trace, unless `--debug` asks for it.
public final class Cli {

    private static final Logger LOG = LoggerFactory.getLogger(Cli.class);

    private final Shared shared;
    private final String version;
    private final String logFile;

    /// @param services made when a command needs them; the command closes them
    /// @param version what `--version` prints
    /// @param logFile where stack traces are, for messages
    public Cli(
            Console console,
            Supplier<Services> services,
            DeskDoor desk,
            Display display,
            String version,
            String logFile) {
        this.shared = new Shared(console, services, desk, display);
        this.version = version;
        this.logFile = logFile;
    }

    /// Runs a command.
    ///
    /// @return the exit code
    public int run(String... arguments) {
        LimnerCommand root = new LimnerCommand(shared);
        int code = execute(root, arguments);
        // A print stream keeps its faults to itself: a full disk must not look like a complete answer.
        if (shared.console().out().checkError() && code == ExitCodes.FINE) {
            shared.console().say("The output could not be written completely. The command itself was carried out.");
            code = ExitCodes.FAILED;
        }
        shared.console().err().flush();
        return code;
    }

    private int execute(LimnerCommand root, String... arguments) {
        try {
            return commands(root).execute(arguments);
        } catch (Error e) {
            // The parser hands on exceptions only; a library that is missing, or memory that is used up, is an error.
            return failed(e, root.debug());
        }
    }

    CommandLine commands() {
        return commands(new LimnerCommand(shared));
    }

    private CommandLine commands(LimnerCommand root) {
        CommandLine line = new CommandLine(root);
        line.addSubcommand(new OpenCommand(shared));
        line.addSubcommand(new DemoCommand(shared));
        line.addSubcommand(new IndexCommand(shared));
        // A number such as -1 is a frame that is not there, not an option.
        line.addSubcommand(new CommandLine(new FramesCommand(shared)).setUnmatchedOptionsArePositionalParams(true));
        line.addSubcommand(new ImportCommand(shared));
        line.addSubcommand(new PreLabelCommand(shared));
        line.addSubcommand(new AcceptCommand(shared));
        line.addSubcommand(new ReleaseCommand(shared));
        line.addSubcommand(new VerifyCommand(shared));
        line.addSubcommand(new LogCommand(shared));
        line.addSubcommand(new DoctorCommand(shared));
        line.addSubcommand(new PluginCommand(shared));
        line.getCommandSpec().version("limner " + version);
        line.setOut(new PrintWriter(shared.console().out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(shared.console().err(), true, StandardCharsets.UTF_8));
        line.setUsageHelpWidth(100);
        line.setExecutionExceptionHandler((e, _, _) -> failed(e, root.debug()));
        line.setParameterExceptionHandler((e, _) -> wrongUsage(e));
        return line;
    }

    private int wrongUsage(ParameterException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        shared.console().say(e.getMessage() + " See: " + command + " --help");
        return ExitCodes.BAD_INPUT;
    }

    private int failed(Throwable thrown, boolean debug) {
        Failure failure = Failure.of(thrown);
        String more = "";
        if (failure.unexpected()) {
            LOG.error("code {}", failure.code(), thrown);
            more = " Code " + failure.code() + "; details are in " + logFile + ".";
        } else {
            LOG.info("refused: {}", failure.sentence(), thrown);
        }
        shared.console().say(failure.sentence() + more);
        if (debug) {
            thrown.printStackTrace(shared.console().err());
        }
        return ExitCodes.of(failure.kind());
    }
}
