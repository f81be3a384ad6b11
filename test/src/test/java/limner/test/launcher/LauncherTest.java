package limner.test.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "limner.bat needs a test of its own on Windows")
final class LauncherTest {
    private static final Path SCRIPT = Path.of(System.getProperty("limner.root", ".."), "app/src/main/launcher/limner");

    @TempDir
    Path folder;

    private Path jdks = Path.of("");
    private Path script = Path.of("");

    private record Run(int exit, List<String> lines) {}

    /// The script in a folder with a blank in its name, looking for JDKs in a folder of the test instead of the
    /// system's.
    @BeforeEach
    void layOut() throws IOException {
        jdks = Files.createDirectories(folder.resolve("jvm"));
        var bin = Files.createDirectories(folder.resolve("a b/limner/bin"));
        script = bin.resolve("limner");
        var text = Files.readString(SCRIPT);
        var moved = text.replaceAll("(?m)(?<=\\s)/(usr|opt|Library|home)/\\S*\\*\\S*", jdks + "/*");
        assertTrue(moved.contains(jdks + "/*"), "the script looks into system folders");
        Files.writeString(script, moved);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void findsTheJdk25AmongOthersWithoutStartingThem() throws Exception {
        jdk("old", "17.0.15");
        jdk("other", "250.1");
        jdk("right", "25.0.3");
        jdk("young", "26");
        var run = limner(Map.of(), "index", "a film.mp4", "--json", "*", "$HOME", "");
        assertEquals(0, run.exit());
        assertEquals("right", run.lines().getFirst());
        var jar = folder.toRealPath().resolve("a b/limner/lib/limner-app.jar").toString();
        assertEquals(
                List.of("-jar", jar, "index", "a film.mp4", "--json", "*", "$HOME", ""),
                run.lines().subList(run.lines().indexOf("-jar"), run.lines().size()));
        assertTrue(run.lines().contains("-Dlimner.home=" + folder.toRealPath().resolve("a b/limner")));
    }

    /// The batch file cannot be started here, but what it asks of the Java machine can be read.
    @Test
    void bothScriptsAskTheSameOfHeapAndCompilers() throws Exception {
        var asked = settings(SCRIPT);
        assertEquals(18, asked.size(), asked.toString());
        assertEquals(asked, settings(SCRIPT.resolveSibling("limner.bat")));
    }

    /// What makes starts quick and quiet is the same too, and that Java warns of nothing does not hang on the cache.
    @Test
    void bothScriptsStartFromTheSameKindsOfCache() throws Exception {
        var asked = start(SCRIPT);
        assertEquals(12, asked.size(), asked.toString());
        var batch = SCRIPT.resolveSibling("limner.bat");
        assertEquals(asked, start(batch));
        var lines = Files.readString(batch).lines().toList();
        var quiet = lines.indexOf("set \"QUIET=--sun-misc-unsafe-memory-access=allow\"");
        assertEquals("if \"%VERSION%\"==\"other\" goto start", lines.get(quiet - 1));
        assertTrue(quiet < lines.indexOf("if not exist \"%NOW%\" goto start"), "before it is known whether it can be");
    }

    /// Where lines end with a line feed alone Windows may pass a label by.
    @Test
    void theBatchFileHasTheLineEndsOfItsSystem() throws Exception {
        var text = Files.readString(SCRIPT.resolveSibling("limner.bat"));
        assertEquals(text.lines().count(), text.split("\r\n", -1).length - 1);
    }

    /// A jump to a label that is not there would end the batch file with the desk unstarted.
    @Test
    void everyJumpOfTheBatchFileLands() throws Exception {
        var text = Files.readString(SCRIPT.resolveSibling("limner.bat"));
        var labels = all("(?m)^:(\\w+)", text);
        var jumps = all("(?:goto |call :)(\\w+)", text);
        assertTrue(jumps.size() > 8, jumps.toString());
        assertEquals(jumps, labels);
    }

    private static Set<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(m -> m.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> start(Path from) throws IOException {
        return all(
                "(-XX:[+-]?(?:AOT|SharedArchiveFile|AutoCreate|UnlockDiag|DisplayVM|PrintWarn)\\w*(?:=(?:create|record))?"
                        + "|-Dlimner\\.start\\.seen|--sun-misc-unsafe-memory-access=allow)",
                Files.readString(from));
    }

    private static Set<String> settings(Path from) throws IOException {
        return Pattern.compile("-X(ms\\d+m|X:(MaxRAM|GCTime|GCHeap|G1Heap|Initiating|MinHeap|MaxHeap|Tier[34])\\w+=\\w+"
                        + "|X:(\\+UseParallelGC|-G1Use\\w+))")
                .matcher(Files.readString(from))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Commands run with the collector that costs least, the desk with the one whose pauses are short, and two chosen
    /// at
    /// once would let nothing start.
    @Test
    void commandsCollectWithoutRegardForPausesUnlessTold() throws Exception {
        jdk("right", "25");
        // Nobody waits for minutes until what does not fit into memory is given up.
        assertEquals(
                List.of("-XX:+UseParallelGC", "-XX:GCTimeLimit=80", "-XX:GCHeapFreeLimit=30"),
                collectors(Map.of(), "import-labels"));
        assertEquals(List.of(), collectors(Map.of(), "open"));
        assertEquals(List.of(), collectors(Map.of()));
        assertEquals(
                List.of("-XX:+UseSerialGC"),
                collectors(Map.of("LIMNER_JAVA_OPTS", "-Xmx1g -XX:+UseSerialGC"), "import-labels"));
    }

    private List<String> collectors(Map<String, String> environment, String... arguments) throws Exception {
        return limner(environment, arguments).lines().stream()
                .filter(o -> o.matches("-XX:(\\+Use\\w*GC|GC\\w+Limit=\\d+)"))
                .toList();
    }

    /// GTK brings up an OpenGL that nothing is drawn with, unless it is told not to or somebody wants it.
    @Test
    void asksNoOpenGlOfGtkForTheDesk() throws Exception {
        program(jdk("right", "25").resolve("bin/java"), "echo GDK_GL=$GDK_GL");
        assertEquals(List.of("GDK_GL=disable"), limner(Map.of(), "open").lines());
        assertEquals(
                List.of("GDK_GL=always"),
                limner(Map.of("GDK_GL", "always"), "open").lines());
        assertEquals(List.of("GDK_GL="), limner(Map.of(), "index").lines());
    }

    @Test
    void worksThroughSymbolicLinks() throws Exception {
        jdk("right", "25");
        var link = Files.createSymbolicLink(folder.resolve("far"), Path.of("a b/limner/bin/limner"));
        script = Files.createSymbolicLink(folder.resolve("farther"), link);
        var run = limner(Map.of(), "--version");
        assertEquals(0, run.exit());
        assertTrue(run.lines().contains("-Dlimner.home=" + folder.toRealPath().resolve("a b/limner")));
    }

    @Test
    void prefersTheJdkItIsTold() throws Exception {
        jdk("right", "25.0.3");
        var told = jdk("../my own", "25.0.1");
        assertEquals(
                "my own", limner(Map.of("JAVA25_HOME", told.toString())).lines().getFirst());
        assertEquals(
                "my own", limner(Map.of("JAVA_HOME", told.toString())).lines().getFirst());
        assertEquals(
                "my own", limner(Map.of("LIMNER_JAVA", told.toString())).lines().getFirst());
        var old = jdk("../old", "17.0.15");
        assertEquals(
                "right", limner(Map.of("JAVA_HOME", old.toString())).lines().getFirst());
    }

    @Test
    void findsTheJdkThatMavenKnows() throws Exception {
        var far = jdk("../far away", "25.0.3");
        var list = folder.resolve("home/.m2/discovered-jdk-toolchains-cache.xml");
        Files.createDirectories(list.getParent());
        Files.writeString(list, "<toolchains>\n      <jdkHome>" + far.toRealPath() + "</jdkHome>\n</toolchains>\n");
        assertEquals("far away", limner(Map.of()).lines().getFirst());
    }

    @Test
    void saysWhatToDoWhereThereIsNoJdk25() throws Exception {
        jdk("old", "17.0.15");
        var run = limner(Map.of(), "--version");
        assertEquals(1, run.exit());
        var words = String.join("\n", run.lines());
        assertTrue(words.contains("no JDK 25 was found") && words.contains("JAVA25_HOME"), words);
    }

    @Test
    void saysThatLimnerJavaIsNoJava() throws Exception {
        jdk("right", "25");
        var run = limner(Map.of("LIMNER_JAVA", folder.resolve("nowhere").toString()));
        assertEquals(1, run.exit());
        assertTrue(run.lines().getFirst().contains("LIMNER_JAVA"), run.lines().toString());
    }

    @Test
    void saysThatLimnerJavaIsTooOldAndTriesANewerOne() throws Exception {
        jdk("right", "25");
        for (var version : List.of("1.8.0_402", "9", "17.0.15", "24.0.2")) {
            var run = limner(Map.of("LIMNER_JAVA", jdk("../old", version).toString()));
            assertEquals(1, run.exit());
            var words = String.join("\n", run.lines());
            assertTrue(words.contains("needs Java 25") && words.contains("Java " + version), words);
        }
        var young = jdk("../young", "26.0.1");
        assertEquals(
                "young", limner(Map.of("LIMNER_JAVA", young.toString())).lines().getFirst());
    }

    @Test
    void startsAlsoWhereTheCacheCannotBeWritten() throws Exception {
        jdk("right", "25");
        var file = Files.writeString(folder.resolve("file"), "no folder");
        var run = limner(Map.of("LIMNER_CACHE", file.toString()), "--version");
        assertEquals(0, run.exit());
        assertTrue(run.lines().stream().noneMatch(line -> line.contains("SharedArchiveFile")));
    }

    @Test
    void startsTheDeskFromACacheThatIsMadeOfARunThatShowedAProject() throws Exception {
        jdk(
                "right",
                "25.0.3",
                "for a do case $a in -XX:AOTMode=create) make=1 ;; -XX:AOTCache=*) to=${a#*=} ;; esac; done",
                "[ -z \"$make\" ] || { printf '%s\\n' \"$@\" >\"$to\"; exit 0; }");
        var jar = Files.createDirectories(folder.resolve("a b/limner/lib")).resolve("limner-app.jar");
        Files.writeString(jar, "one");
        var start = folder.resolve("my cache/start");
        var cache =
                Map.of("LIMNER_CACHE", Objects.requireNonNull(start.getParent()).toString());
        var record = start.resolve("desk-25.0.3.aot.run");
        var seen = start.resolve("desk-25.0.3.aot.seen");
        var made = start.resolve("desk-25.0.3.aot");

        // A run that showed nothing is worth nothing: the next one is recorded again.
        for (int i = 0; i < 2; i++) {
            var first = limner(cache, "open", "a.limner");
            assertTrue(
                    first.lines().contains("-XX:AOTConfiguration=" + record),
                    first.lines().toString());
            assertTrue(
                    first.lines().contains("-XX:AOTMode=record"), first.lines().toString());
            assertTrue(
                    first.lines().contains("-Dlimner.start.seen=" + seen),
                    first.lines().toString());
            Files.writeString(record, "what was loaded");
        }
        Files.createFile(seen);
        startUntilGone(seen, cache);
        assertTrue(Files.readString(made).contains("-XX:AOTConfiguration=" + record));
        assertTrue(Files.notExists(record));
        var third = limner(cache, "open", "a.limner");
        assertTrue(third.lines().contains("-XX:AOTCache=" + made), third.lines().toString());
        assertTrue(
                third.lines().stream().noneMatch(line -> line.contains("SharedArchive")),
                third.lines().toString());
        var command = limner(cache, "index", "a.mp4");
        assertTrue(
                command.lines().stream().noneMatch(line -> line.contains("AOT")),
                command.lines().toString());

        Files.writeString(jar, "another");
        assertTrue(limner(cache, "open", "a.limner").lines().contains("-XX:AOTMode=record"));
        assertTrue(Files.notExists(made));
    }

    @Test
    void startsTheDeskFromTheArchiveWhereNoCacheCanBeMade() throws Exception {
        jdk("right", "25.0.3", "for a do case $a in -XX:AOTMode=create) exit 1 ;; esac; done");
        var jar = Files.createDirectories(folder.resolve("a b/limner/lib")).resolve("limner-app.jar");
        Files.writeString(jar, "one");
        var start = folder.resolve("my cache/start");
        var cache =
                Map.of("LIMNER_CACHE", Objects.requireNonNull(start.getParent()).toString());
        assertTrue(limner(cache, "open", "a.limner").lines().contains("-XX:AOTMode=record"));
        Files.writeString(start.resolve("desk-25.0.3.aot.run"), "what was loaded");
        var seen = Files.createFile(start.resolve("desk-25.0.3.aot.seen"));
        startUntilGone(seen, cache);
        // What failed once is not tried at every start.
        for (int i = 0; i < 2; i++) {
            var run = limner(cache, "open", "a.limner");
            assertTrue(
                    run.lines().stream().noneMatch(line -> line.contains("AOT")),
                    run.lines().toString());
            assertTrue(
                    run.lines().contains("-XX:+AutoCreateSharedArchive"),
                    run.lines().toString());
        }
        Files.writeString(jar, "another");
        assertTrue(limner(cache, "open", "a.limner").lines().contains("-XX:AOTMode=record"));
    }

    /// A start beside which what was recorded is made use of; it says nothing of that to its own Java.
    private void startUntilGone(Path seen, Map<String, String> environment) throws Exception {
        var start = Objects.requireNonNull(seen.getParent());
        try (var watched = start.getFileSystem().newWatchService()) {
            start.register(watched, StandardWatchEventKinds.ENTRY_DELETE);
            var run = limner(environment, "open", "a.limner");
            assertTrue(
                    run.lines().stream().noneMatch(line -> line.contains("AOT")),
                    run.lines().toString());
            while (Files.exists(seen)) {
                var change = watched.poll(1, TimeUnit.MINUTES);
                assertNotNull(change, "nothing was made of the record");
                change.reset();
            }
        }
    }

    /// A folder that looks like a JDK; its java prints the folder's name and then its arguments, one a line.
    ///
    /// @param before what its java does first
    private Path jdk(String name, String version, String... before) throws IOException {
        var home = jdks.resolve(name).normalize();
        var java = Files.createDirectories(home.resolve("bin")).resolve("java");
        program(java, String.join("\n", before) + "\necho '" + home.getFileName() + "'\nprintf '%s\\n' \"$@\"");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private static void program(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Run limner(Map<String, String> environment, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        // The tools a script needs, without any java that may lie beside them.
        var tools = Files.createDirectories(folder.resolve("tools"));
        for (var tool : List.of("dirname", "readlink", "uname", "mkdir", "cat", "ls", "nice", "mv", "rm")) {
            var real = Files.exists(Path.of("/bin", tool)) ? Path.of("/bin", tool) : Path.of("/usr/bin", tool);
            program(tools.resolve(tool), "exec " + real + " \"$@\"");
        }
        builder.environment().put("PATH", tools.toString());
        builder.environment().put("HOME", folder.resolve("home").toString());
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes());
        return new Run(process.waitFor(), output.lines().toList());
    }
}
