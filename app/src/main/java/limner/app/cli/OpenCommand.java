package limner.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import limner.app.usecase.DemoRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The desk.
@Command(
        name = "open",
        mixinStandardHelpOptions = true,
        description = {
            "Open the desk.",
            "With a project, with the sample, or with the first page. Where there is no display, "
                    + "the demo runs instead."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {ExitCodes.FINE_TEXT, ExitCodes.INPUT_TEXT, ExitCodes.FAILED_TEXT})
final class OpenCommand implements Callable<Integer> {

    private final Shared shared;

    @Parameters(arity = "0..1", paramLabel = "PROJECT", description = "A project file (.limner).")
    private @Nullable Path project;

    @Option(names = "--sample", description = "Open the bundled sample project; the first time it is made.")
    private boolean sample;

    OpenCommand(Shared shared) {
        this.shared = shared;
    }

    @Override
    public Integer call() {
        Path file = project;
        return switch (shared.display()) {
            case THERE -> {
                if (file != null) {
                    shared.desk().project(file.toAbsolutePath().normalize());
                } else if (sample) {
                    shared.desk().sample();
                } else {
                    shared.desk().welcome();
                }
                yield ExitCodes.FINE;
            }
            case NONE -> file == null ? demo() : refuse(file);
        };
    }

    private int demo() {
        shared.console()
                .say("There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so the desk cannot open. "
                        + "Running the same road without a screen instead: limner demo.");
        return new DemoCommand(shared).run(DemoRequest.usual());
    }

    private int refuse(Path file) {
        shared.console()
                .say("There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so " + file
                        + " cannot be opened on the desk. Without a screen: limner log, prelabel, accept, release and "
                        + "verify work on it.");
        return ExitCodes.BAD_INPUT;
    }
}
