package limner.app.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
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
        shared.console().ending().over();
        return code;
    }

    private int execute(LimnerCommand root, String... arguments) {
        try {
            Optional<OpenCommand> desk = desk(arguments);
            return desk.isPresent()
                    ? opened(desk.get())
                    : commands(root, arguments).execute(arguments);
        } catch (Error e) {
            // The parser hands on exceptions only; a library that is missing, or memory that is used up, is an error.
            return failed(e, root.debug());
        }
    }

    /// The desk as nearly everybody starts it, without options: what reads options takes a tenth of a second to load.
    private Optional<OpenCommand> desk(String... arguments) {
        boolean open = arguments.length > 0 && arguments[0].equals("open");
        if (arguments.length == 0 || (open && arguments.length == 1)) {
            return Optional.of(new OpenCommand(shared));
        }
        // The parser has its own mind about what begins with these.
        boolean plain = open && arguments.length == 2 && arguments[1].matches("[^-@\"'].*");
        try {
            return plain ? Optional.of(new OpenCommand(shared, Path.of(arguments[1]))) : Optional.empty();
        } catch (InvalidPathException e) {
            LOG.debug("left to the parser, which says what is wrong", e);
            return Optional.empty();
        }
    }

    private int opened(OpenCommand desk) {
        try {
            return desk.call();
        } catch (RuntimeException e) {
            return failed(e, false);
        }
    }

    CommandLine commands() {
        return commands(new LimnerCommand(shared));
    }

    private CommandLine commands(LimnerCommand root, String... arguments) {
        CommandLine line = new CommandLine(root);
        line.addSubcommand(new OpenCommand(shared));
        // The desk starts sooner without a tenth of a second of commands that nobody asks for.
        if (arguments.length == 0 || !arguments[0].equals("open")) {
            addOthers(line);
        }
        return spoken(line, root);
    }

    private void addOthers(CommandLine line) {
        line.addSubcommand(new DemoCommand(shared));
        line.addSubcommand(new IndexCommand(shared));
        // A number such as -1 is a frame that is not there, not an option.
        line.addSubcommand(new CommandLine(new FramesCommand(shared)).setUnmatchedOptionsArePositionalParams(true));
        line.addSubcommand(new ImportCommand(shared));
        line.addSubcommand(new ImportLabelsCommand(shared));
        line.addSubcommand(new ExportCommand(shared));
        line.addSubcommand(new PreLabelCommand(shared));
        line.addSubcommand(new AcceptCommand(shared));
        line.addSubcommand(new PropagateCommand(shared));
        line.addSubcommand(new StatsCommand(shared));
        line.addSubcommand(new ReleaseCommand(shared));
        line.addSubcommand(new SignCommand(shared));
        line.addSubcommand(new DiffCommand(shared));
        line.addSubcommand(new RestoreCommand(shared));
        line.addSubcommand(new VerifyCommand(shared));
        line.addSubcommand(new LogCommand(shared));
        line.addSubcommand(new DoctorCommand(shared));
        line.addSubcommand(new PluginCommand(shared));
    }

    private CommandLine spoken(CommandLine line, LimnerCommand root) {
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
