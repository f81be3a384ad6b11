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
        exitCodeList = {ExitCodes.FINE_TEXT, ExitCodes.INPUT_TEXT, ExitCodes.FAILED_TEXT, ExitCodes.CANCELLED_TEXT})
final class OpenCommand implements Callable<Integer> {

    private final Shared shared;

    @Parameters(arity = "0..1", paramLabel = "PROJECT", description = "A project file (.limner).")
    private @Nullable Path project;

    @Option(names = "--sample", description = "Open the bundled sample project; the first time it is made.")
    private boolean sample;

    OpenCommand(Shared shared) {
        this.shared = shared;
    }

    /// As the parser would make it of `open PROJECT`.
    OpenCommand(Shared shared, Path project) {
        this.shared = shared;
        this.project = project;
    }

    @Override
    public Integer call() {
        return switch (shared.display()) {
            case THERE ->
                switch (desk()) {
                    case THERE -> ExitCodes.FINE;
                    case NONE -> without("no window system answers where DISPLAY or WAYLAND_DISPLAY points");
                };
            case NONE -> without("neither DISPLAY nor WAYLAND_DISPLAY is set");
        };
    }

    private Display desk() {
        Path file = project;
        if (file != null) {
            return shared.desk().project(file.toAbsolutePath().normalize());
        }
        return sample ? shared.desk().sample() : shared.desk().welcome();
    }

    private int without(String why) {
        String sentence = "There is no display here (" + why + "), so ";
        Path file = project;
        if (file == null) {
            shared.console()
                    .say(sentence + "the desk cannot open. Running the same road without a screen instead: limner "
                            + "demo.");
            return new DemoCommand(shared).run(DemoRequest.usual());
        }
        shared.console()
                .say(sentence + file + " cannot be opened on the desk. Without a screen: limner log, prelabel, accept, "
                        + "release and verify work on it.");
        return ExitCodes.BAD_INPUT;
    }
}
