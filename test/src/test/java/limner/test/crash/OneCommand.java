package limner.test.crash;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import limner.app.Launcher;

/// A process that says that it is ready and carries out one command of the program, as the command line does.
final class OneCommand {

    private OneCommand() {}

    /// `ROOM COMMAND...`: the folder for its configuration, cache and data, and what is typed behind `limner`
    public static void main(String[] args) {
        Path room = Path.of(args[0]);
        for (String folder : new String[] {"config", "cache", "data"}) {
            System.setProperty("limner." + folder, room.resolve(folder).toString());
        }
        new PrintStream(System.out, true, StandardCharsets.UTF_8).println("ready");
        Launcher.main(Arrays.copyOfRange(args, 1, args.length));
    }
}
