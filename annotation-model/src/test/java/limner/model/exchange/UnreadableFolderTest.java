package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import limner.model.exchange.cvat.CvatFormat;
import limner.model.exchange.datumaro.DatumaroFormat;
import limner.model.exchange.labelme.LabelmeFormat;
import limner.model.exchange.mot.MotFormat;
import limner.model.exchange.mots.MotsTextFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A folder within a data set that nobody may look into is passed over and told.
final class UnreadableFolderTest {

    private static final Map<DatasetFormat, Map.Entry<String, String>> SETS = Map.of(
            new CvatFormat(), Map.entry("a.xml", "<annotations><version>1.1</version></annotations>"),
            new DatumaroFormat(),
                    Map.entry("a.json", "{\"dm_format_version\": \"1.0\", \"categories\": {}, \"items\": []}"),
            new LabelmeFormat(),
                    Map.entry(
                            "a.json",
                            "{\"version\": \"5\", \"flags\": {}, \"imagePath\": \"a.png\", \"imageWidth\": 4,"
                                    + " \"imageHeight\": 4, \"shapes\": []}"),
            new MotFormat(), Map.entry("a.txt", "1,1,2,3,4,5,1,1,1\n"),
            new MotsTextFormat(), Map.entry("a.txt", "0 1001 1 4 4 01?\n"));

    @TempDir
    Path folder;

    private Path locked = Path.of("");

    @BeforeEach
    void lock() throws Exception {
        locked = Files.createDirectory(folder.resolve("locked"));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
    }

    @AfterEach
    void unlock() throws Exception {
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
    }

    /// Permissions do not bind the administrator, as whom tests often run in containers: then a process without an
    /// administrator's powers looks.
    @Test
    void theRestIsRecognisedAndReadAndTheFolderIsTold() throws Exception {
        if (!Files.isReadable(locked)) {
            look(folder);
            return;
        }
        Path setpriv = Path.of("/usr/bin/setpriv");
        assumeTrue(Files.isExecutable(setpriv), "left out: permissions do not bind this user, and there is no setpriv");
        Process process = new ProcessBuilder(
                        setpriv.toString(),
                        "--bounding-set=-all",
                        "--inh-caps=-all",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        UnreadableFolderTest.class.getName(),
                        folder.toString())
                .inheritIO()
                .start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertTrue(ended);
        assertEquals(0, process.exitValue(), "the other process says what it found");
    }

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        assertFalse(Files.isReadable(folder.resolve("locked")));
        look(folder);
    }

    private static void look(Path folder) throws Exception {
        for (Map.Entry<DatasetFormat, Map.Entry<String, String>> set : SETS.entrySet()) {
            DatasetFormat format = set.getKey();
            Path file = folder.resolve(set.getValue().getKey());
            Files.writeString(file, set.getValue().getValue());
            assertTrue(format.recognises(folder), format.id());
            List<Entry.NotTaken> told = Golden.only(Entry.NotTaken.class, Exported.read(format, folder)).stream()
                    .filter(n -> n.at().file().equals("locked"))
                    .toList();
            assertEquals(
                    List.of(new Entry.NotTaken(new Entry.At("locked", ""), "it cannot be read")), told, format.id());
            Files.delete(file);
        }
    }
}
