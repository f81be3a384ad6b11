package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Damages the files of a data set one at a time, as [Mutants] are made, and reads it: it is either understood or
/// refused in
/// words, and soon.
final class FolderMutants {

    private static final long SOON_MS = 20_000;

    private FolderMutants() {}

    /// Reads so many damaged copies.
    ///
    /// @param good a folder that can be read; what is in `scratch` afterwards is a copy of it
    static void survive(DatasetFormat format, Path good, Path scratch, int count) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Path> files = new ArrayList<>();
        for (Path file : Trees.files(good, "", _ -> {})) {
            Path copy = scratch.resolve(good.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
            files.add(copy);
        }
        format.read(scratch, GoldenSet.AROUND, new Survey());
        for (int i = 0; i < count; i++) {
            Path file = files.get(random.nextInt(files.size()));
            byte[] before = Files.readAllBytes(file);
            Files.write(file, Mutants.mutant(before, random));
            long begin = System.nanoTime();
            try {
                format.recognises(scratch);
                format.read(scratch, GoldenSet.AROUND, new Survey());
            } catch (UnreadableException | IOException e) {
                assertTrue(
                        e instanceof IOException
                                || String.valueOf(e.getMessage()).contains(": "),
                        () -> "it names the place: " + e.getMessage());
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                fail("mutant " + i + " of seed " + seed + ", in " + file.getFileName(), e);
            }
            long took = (System.nanoTime() - begin) / 1_000_000;
            assertTrue(took < SOON_MS, "mutant " + i + " of seed " + seed + " took " + took + " ms");
            Files.write(file, before);
        }
        // That they were refused was the damage's doing.
        format.read(scratch, GoldenSet.AROUND, new Survey());
    }
}
