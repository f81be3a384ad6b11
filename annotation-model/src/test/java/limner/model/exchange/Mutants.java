package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Files that something has happened to: bits turned, pieces cut out, doubled, moved or overwritten with what readers
/// like least. A reader may refuse them in its own words, and nothing else.
final class Mutants {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final List<String> ODD = List.of(
            "-1",
            "99999999999999999999",
            "1e999",
            "NaN",
            "0",
            "2147483647",
            "-2147483648",
            "\"",
            "<",
            ">",
            "{",
            "}",
            "[",
            "]",
            "null",
            "&amp;",
            "&x;",
            "\u0000",
            "../",
            "\ud83d\ude00",
            ",",
            ";",
            "1.5",
            "true",
            "");

    private Mutants() {}

    /// Reads so many mutants of a file; each has a seed of its own, which is named where one fails.
    ///
    /// @param sound what the mutants are made of
    /// @param place where they are written
    /// @return how many were taken as sound
    static int read(DatasetFormat format, Surroundings around, byte[] sound, Path place, long seed, int count)
            throws IOException {
        int taken = 0;
        for (int i = 0; i < count; i++) {
            byte[] mutant = mutant(sound, new Random(seed + i));
            Files.write(place, mutant);
            String which = format.id() + " mutant with seed " + (seed + i);
            taken += assertTimeoutPreemptively(LONG, () -> outcome(format, around, place, which), which);
        }
        return taken;
    }

    private static int outcome(DatasetFormat format, Surroundings around, Path file, String which) throws IOException {
        Survey survey = new Survey();
        try {
            format.recognises(file);
            format.read(file, around, survey);
            return 1;
        } catch (UnreadableException e) {
            if (!String.valueOf(e.getMessage()).startsWith(String.valueOf(file.getFileName()))) {
                fail(which + " does not say where: " + e.getMessage());
            }
            return 0;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return fail(which + " makes the reader fail", e);
        }
    }

    /// A mutant of a file.
    static byte[] mutant(byte[] sound, Random random) {
        byte[] all = sound;
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            if (random.nextInt(3) > 0) {
                all = renumbered(all, random);
                continue;
            }
            int at = random.nextInt(all.length + 1);
            int end = Math.min(all.length, at + 1 + random.nextInt(random.nextBoolean() ? 8 : 400));
            byte[] piece = Arrays.copyOfRange(all, at, end);
            all = switch (random.nextInt(6)) {
                case 0 -> flipped(all, at, random);
                case 1 -> joined(all, at, new byte[0], end);
                case 2 -> joined(all, at, joined(piece, piece.length, piece, piece.length), end);
                case 3 -> joined(all, at, odd(random), at);
                case 4 -> joined(all, at, odd(random), end);
                default -> {
                    int to = random.nextInt(all.length + 1);
                    yield joined(all, to, piece, to);
                }
            };
        }
        return all;
    }

    /// One of the numbers or words of the file becomes another.
    private static byte[] renumbered(byte[] all, Random random) {
        int at = random.nextInt(all.length + 1);
        while (at < all.length && !isWord(all[at])) {
            at++;
        }
        int end = at;
        while (end < all.length && isWord(all[end])) {
            end++;
        }
        boolean isSmall = random.nextBoolean();
        return joined(
                all,
                at,
                isSmall ? Integer.toString(random.nextInt(20)).getBytes(StandardCharsets.UTF_8) : odd(random),
                end);
    }

    private static boolean isWord(byte letter) {
        return letter >= '0' && letter <= '9' || letter == '.' || letter == '-';
    }

    private static byte[] odd(Random random) {
        return ODD.get(random.nextInt(ODD.size())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] flipped(byte[] all, int at, Random random) {
        byte[] next = all.clone();
        if (at < next.length) {
            next[at] ^= (byte) (1 << random.nextInt(8));
        }
        return next;
    }

    private static byte[] joined(byte[] all, int at, byte[] piece, int from) {
        byte[] next = new byte[at + piece.length + all.length - from];
        System.arraycopy(all, 0, next, 0, at);
        System.arraycopy(piece, 0, next, at, piece.length);
        System.arraycopy(all, from, next, at + piece.length, all.length - from);
        return next;
    }
}
