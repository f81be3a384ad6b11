package limner.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import limner.app.usecase.VerifyReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Looks a project over, and mends what can be mended.
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Look a project over and mend what can be mended.",
            "Checks the log and whether the videos are where the project expects them. With "
                    + "--rebuild, the rows are written anew from the log first; the log itself is never "
                    + "altered."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All is well.",
            "1:Something is not; each fault is named.",
            ExitCodes.INPUT_TEXT,
            ExitCodes.FAILED_TEXT,
            ExitCodes.CANCELLED_TEXT
        })
final class DoctorCommand implements Callable<Integer> {

    private final Shared shared;

    @Mixin
    private final ProjectArgument project = new ProjectArgument();

    @Option(names = "--rebuild", description = "Write the rows anew from the log.")
    private boolean rebuild;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    DoctorCommand(Shared shared) {
        this.shared = shared;
    }

    @Override
    public Integer call() {
        VerifyReport report = shared.with(s -> shared.console().watching(p -> {
            VerifyReport log =
                    rebuild ? s.doctor().rebuild(project.file(), p) : s.verify().run(project.file(), List.of(), p);
            return log.what() == VerifyReport.What.PROJECT && log.holds()
                    ? s.doctor().videos(log)
                    : log;
        }));
        return VerifyCommand.Reports.tell(
                shared, report, json ? VerifyCommand.Reports.Form.JSON : VerifyCommand.Reports.Form.WORDS);
    }
}
