package limner.app.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SampleClipsTest {

    @TempDir
    Path folder;

    @Test
    void theRunnableFolderIsAskedFirstAndThenTheSources() throws IOException {
        Path lib = Files.createDirectories(folder.resolve("app/target/limner/lib"));
        Path sources = clips(folder.resolve("app/src/main/sample"));
        assertEquals(sources, SampleClips.folder(SampleClips.candidates(null, Map.of(), Optional.of(lib))));
        Path built = clips(folder.resolve("app/target/limner/sample"));
        assertEquals(built, SampleClips.folder(SampleClips.candidates(null, Map.of(), Optional.of(lib))));
        Path told = clips(folder.resolve("told/sample"));
        Map<String, String> environment =
                Map.of("LIMNER_HOME", folder.resolve("told").toString());
        assertEquals(told, SampleClips.folder(SampleClips.candidates(null, environment, Optional.of(lib))));
    }

    @Test
    void whereThereAreNoneTheSentenceSaysWhereItLooked() {
        List<Path> nowhere = List.of(folder.resolve("here"), folder.resolve("there"));
        AppException e = assertThrows(AppException.class, () -> SampleClips.folder(nowhere));
        assertTrue(e.sentence().contains(nowhere.getLast().toString()), e::sentence);
    }

    @Test
    void everyStarterClassHasItsOwnIdNameAndHotkey() {
        assertEquals(
                StarterOntology.classes().size(),
                new limner.model.ontology.Ontology(1, StarterOntology.classes())
                        .classes()
                        .size());
    }

    private static Path clips(Path into) throws IOException {
        Files.createDirectories(into);
        for (String name : SampleClips.NAMES) {
            Files.writeString(into.resolve(name), name);
        }
        return into;
    }
}
