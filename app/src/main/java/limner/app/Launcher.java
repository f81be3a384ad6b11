package limner.app;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import limner.app.cli.Cli;
import limner.app.cli.Console;
import limner.app.cli.DeskDoor;
import limner.app.cli.Display;
import limner.app.cli.LogFile;
import limner.app.ui.DeskStart;
import limner.app.usecase.Folders;
import limner.app.usecase.Services;

/// Where the program starts. Extends nothing of JavaFX, so that it starts from the class path, and loads neither JavaFX
/// nor
/// any native library before a command needs it.
public final class Launcher {

    private Launcher() {}

    public static void main(String[] arguments) {
        LogFile log = LogFile.install(Folders.ofThisUser().cache());
        boolean terminal = Optional.ofNullable(System.console())
                .filter(java.io.Console::isTerminal)
                .isPresent();
        Console console = new Console(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                terminal ? Console.Watcher.AT_A_TERMINAL : Console.Watcher.NOBODY);
        Cli cli = new Cli(
                console,
                Services::forCommands,
                new Desk(),
                Display.ofThisProcess(),
                version(),
                log.file().toString());
        int code = cli.run(arguments);
        log.close();
        // Threads of a toolkit or a plugin that hangs must not keep the process.
        System.exit(code);
    }

    /// UTF-8 whatever the system's locale says: what is printed is read by programs too.
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 13), false, StandardCharsets.UTF_8);
    }

    private static String version() {
        return Objects.requireNonNullElse(Launcher.class.getPackage().getImplementationVersion(), "development build");
    }

    private static final class Desk implements DeskDoor {

        @Override
        public Display welcome() {
            return display(DeskStart.start(Optional.empty(), false));
        }

        @Override
        public Display sample() {
            return display(DeskStart.start(Optional.empty(), true));
        }

        @Override
        public Display project(Path file) {
            return display(DeskStart.start(Optional.of(file), false));
        }

        private static Display display(DeskStart.End end) {
            return switch (end) {
                case CLOSED -> Display.THERE;
                case NO_WINDOW_SYSTEM -> Display.NONE;
            };
        }
    }
}
