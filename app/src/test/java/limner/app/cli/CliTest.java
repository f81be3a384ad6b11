package limner.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import limner.app.usecase.AppException;
import limner.app.usecase.Failure;
import limner.app.usecase.Services;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class CliTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> opened = new ArrayList<>();
    private Display answers = Display.THERE;

    @Test
    void theDeskOpensOnWhatIsAskedFor() {
        assertEquals(0, run(Display.THERE));
        assertEquals(0, run(Display.THERE, "open"));
        assertEquals(0, run(Display.THERE, "open", "--sample"));
        assertEquals(0, run(Display.THERE, "open", "street.limner"));
        assertEquals(
                List.of(
                        "welcome",
                        "welcome",
                        "sample",
                        Path.of("street.limner").toAbsolutePath().toString()),
                opened);
    }

    @Test
    void theShortWayToTheDeskLeavesToTheParserWhatIsItsOwn() {
        assertEquals(2, run(Display.THERE, "open", "--nonsense"));
        assertEquals(2, run(Display.THERE, "open", "one.limner", "two.limner"));
        assertEquals(2, run(Display.THERE, "open", "no\0name.limner"));
        assertEquals(List.of(), opened);
        assertEquals(3, said(err).lines().count(), said(err));
        assertEquals(0, run(Display.THERE, "open", "--help"));
        assertTrue(said(out).contains("PROJECT"), said(out));
        assertEquals(List.of(), opened);
        assertEquals(0, run(Display.THERE, "open", "--", "street.limner"));
        assertEquals(List.of(Path.of("street.limner").toAbsolutePath().toString()), opened);
    }

    @Test
    void aProjectIsNotSwappedForTheDemoWhereThereIsNoDisplay() {
        assertEquals(2, run(Display.NONE, "open", "street.limner"));
        assertEquals(List.of(), opened);
        assertTrue(said(err).contains("no display"), said(err));
        assertEquals(1, said(err).lines().count());
    }

    @Test
    void aDisplayThatDoesNotAnswerIsAsGoodAsNone() {
        answers = Display.NONE;
        assertEquals(2, run(Display.THERE, "open", "street.limner"));
        assertEquals(1, opened.size());
        assertTrue(said(err).contains("no display"), said(err));
        assertEquals(1, said(err).lines().count());
    }

    @Test
    void whatLeavesNothingWhenItIsStoppedSaysSoAndOtherWorkSaysThatItIsKept() {
        ByteArrayOutputStream nowhere = new ByteArrayOutputStream();
        PrintStream quiet = new PrintStream(nowhere, true, StandardCharsets.UTF_8);
        Console console = new Console(quiet, quiet, Console.Watcher.NOBODY);
        Failure whole = Failure.of(assertThrows(
                AppException.class,
                () -> console.whole(_ -> {
                    throw new CancellationException("stop");
                })));
        assertEquals(AppException.Kind.CANCELLED, whole.kind());
        assertEquals("Cancelled. Nothing was written, and the project is as it was.", whole.sentence());
        Failure kept = Failure.of(assertThrows(
                CancellationException.class,
                () -> console.watching(_ -> {
                    throw new CancellationException("stop");
                })));
        assertEquals("Cancelled. What was done until then is kept.", kept.sentence());
        AppException other = new AppException(AppException.Kind.BAD_INPUT, "It is odd.");
        assertSame(
                other,
                assertThrows(
                        AppException.class,
                        () -> console.whole(_ -> {
                            throw other;
                        })));
        console.ending().over();
    }

    @Test
    void everyCommandHasHelpWithExitCodes() {
        for (CommandLine command :
                cli(Display.THERE).commands().getSubcommands().values()) {
            out.reset();
            assertEquals(0, run(Display.THERE, command.getCommandName(), "--help"));
            assertTrue(said(out).startsWith("Usage: limner " + command.getCommandName()), said(out));
            if (command.getSubcommands().isEmpty()) {
                assertTrue(said(out).contains("Exit codes:"), said(out));
                for (int code : new int[] {0, 2, 3, 4}) {
                    assertTrue(said(out).contains("\n  " + code + "   "), "exit code " + code + " of " + said(out));
                }
            }
        }
        assertEquals("", said(err));
    }

    @Test
    void theVersionIsPrinted() {
        assertEquals(0, run(Display.NONE, "--version"));
        assertEquals("limner 1.2.3", said(out).strip());
    }

    @Test
    void wrongUsageIsOneLineAndExitCodeTwo() {
        assertEquals(2, run(Display.NONE, "verify"));
        assertEquals(1, said(err).lines().count(), said(err));
        assertTrue(said(err).startsWith("limner: "), said(err));
        assertTrue(said(err).contains("limner verify --help"), said(err));
        assertEquals("", said(out));
    }

    private Cli broken(Supplier<Services> services) {
        return new Cli(console(), services, door(), Display.NONE, "1.2.3", "limner.log");
    }

    @Test
    void aFaultOfOursIsACodeAndNoStackTraceUnlessItIsAskedFor() {
        Cli broken = broken(() -> {
            throw new IllegalStateException("private");
        });
        assertEquals(3, broken.run("plugin", "list"));
        assertEquals(1, said(err).lines().count(), said(err));
        assertTrue(said(err).contains("limner.log"), said(err));
        assertFalse(said(err).contains("private"), said(err));
        err.reset();
        assertEquals(3, broken.run("plugin", "list", "--debug"));
        assertTrue(said(err).contains("IllegalStateException: private"), said(err));
    }

    @Test
    void anErrorOfTheMachineIsASentenceToo() {
        Cli broken = broken(() -> {
            throw new UnsatisfiedLinkError("libva.so.2: cannot open shared object file: No such file");
        });
        assertEquals(3, broken.run("plugin", "list"));
        assertEquals(1, said(err).lines().count(), said(err));
        assertTrue(said(err).contains("apt-get install libva2"), said(err));
    }

    @Test
    void outputThatCannotBeWrittenIsNoSuccess() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        Console console = new Console(
                new PrintStream(full, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Console.Watcher.NOBODY);
        Cli cli = new Cli(console, Services::forCommands, door(), Display.NONE, "1.2.3", "limner.log");
        assertEquals(3, cli.run("plugin", "list"));
        assertTrue(said(err).contains("could not be written"), said(err));
    }

    @Test
    void aDisplayIsKnownByItsVariablesOnLinuxAndTakenForGrantedElsewhere() {
        assertEquals(Display.NONE, Display.of(system("Linux"), Map.of("DISPLAY", "")));
        assertEquals(Display.THERE, Display.of(system("Linux"), Map.of("DISPLAY", ":0")));
        assertEquals(Display.THERE, Display.of(system("Linux"), Map.of("WAYLAND_DISPLAY", "wayland-0")));
        assertEquals(Display.THERE, Display.of(system("Mac OS X"), Map.of()));
        Properties headless = system("Linux");
        headless.setProperty("glass.platform", "Headless");
        assertEquals(Display.THERE, Display.of(headless, Map.of()));
    }

    private int run(Display display, String... arguments) {
        return cli(display).run(arguments);
    }

    private Cli cli(Display display) {
        return new Cli(console(), Services::forCommands, door(), display, "1.2.3", "limner.log");
    }

    private Console console() {
        return new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Console.Watcher.NOBODY);
    }

    private DeskDoor door() {
        return new DeskDoor() {
            @Override
            public Display welcome() {
                opened.add("welcome");
                return answers;
            }

            @Override
            public Display sample() {
                opened.add("sample");
                return answers;
            }

            @Override
            public Display project(Path file) {
                opened.add(file.toString());
                return answers;
            }
        };
    }

    private static String said(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    private static Properties system(String name) {
        Properties properties = new Properties();
        properties.setProperty("os.name", name);
        return properties;
    }
}
