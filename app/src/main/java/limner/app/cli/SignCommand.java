package limner.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// A signature on a release that was made without one.
@Command(
        name = "sign",
        mixinStandardHelpOptions = true,
        description = {
            "Sign a release with your key, which is made the first time.",
            "Every file is checked before. Only the signature is written, beside the manifest: the release has the "
                    + "same digest. An older signature is replaced."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCodes.FINE_TEXT,
            "2:It is no release, or does not hold; nothing was signed.",
            ExitCodes.FAILED_TEXT,
            ExitCodes.CANCELLED_TEXT
        })
final class SignCommand implements Callable<Integer> {

    private final Shared shared;

    @Parameters(index = "0", paramLabel = "RELEASE", description = "The folder of the release.")
    private Path release = Path.of("");

    SignCommand(Shared shared) {
        this.shared = shared;
    }

    @Override
    public Integer call() {
        Path folder = release.toAbsolutePath().normalize();
        String key = shared.with(s -> shared.console().watching(p -> {
            try {
                return s.signRelease().later(folder, p);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
        shared.line("Signed " + folder + " with key " + key + ".");
        return ExitCodes.FINE;
    }
}
