package limner.app.cli;

import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/// The project a command works on: its first argument.
final class ProjectArgument {

    @Parameters(index = "0", paramLabel = "PROJECT", description = "A project file (.limner).")
    private Path file = Path.of("");

    Path file() {
        return file;
    }
}
