package limner.model.exchange.mot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import limner.model.exchange.DatasetFormat;
import limner.model.exchange.Entry;
import limner.model.exchange.Surroundings;
import limner.model.exchange.Trees;
import limner.model.exchange.UnreadableException;

/// MOTChallenge's boxes: `frame, track, left, top, width, height, confidence, class, visibility`, as `gt/gt.txt`,
/// `det/det.txt` or a tracker's own file for each sequence.
public final class MotFormat implements DatasetFormat {

    private static final int LOOK = 1 << 12;

    @Override
    public String id() {
        return "mot";
    }

    @Override
    public String title() {
        return "MOTChallenge boxes";
    }

    @Override
    public boolean recognises(Path path) throws IOException {
        List<Path> files = files(path, _ -> {});
        return !files.isEmpty() && looksRight(files.getFirst());
    }

    private static boolean looksRight(Path file) throws IOException {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.ISO_8859_1))) {
            char[] begin = new char[LOOK];
            int n = in.read(begin);
            String first =
                    new String(begin, 0, Math.max(0, n)).lines().findFirst().orElse("");
            return first.matches("\\s*\\d+(\\.0*)?\\s*,\\s*-?\\d+(\\.0*)?(\\s*,\\s*[-+.eE\\d]+){4,8}\\s*,?");
        }
    }

    /// The truth where there is one, or detections, or what trackers wrote.
    private static List<Path> files(Path path, Consumer<Entry> into) throws IOException {
        List<Path> all = Trees.files(path, ".txt", into::accept).stream()
                .filter(f -> f.toString().endsWith(".txt"))
                .toList();
        for (String name : List.of("gt.txt", "det.txt")) {
            List<Path> called = all.stream().filter(f -> f.endsWith(name)).toList();
            if (!called.isEmpty()) {
                return called;
            }
        }
        return all.stream().filter(f -> !f.endsWith("labels.txt")).toList();
    }

    @Override
    public void read(Path path, Surroundings around, Consumer<Entry> into) throws IOException, UnreadableException {
        MotReader reader = new MotReader(path, around, into);
        for (Path file : files(path, into)) {
            reader.read(file);
        }
    }

    /// What a sequence is called after where its file lies: that of `a/gt/gt.txt` is a, that of `b.txt` is b.
    static String sequence(Path file) {
        Path own = file.toAbsolutePath().normalize();
        boolean isOwnFolder = own.endsWith("gt/gt.txt") || own.endsWith("det/det.txt");
        Optional<Path> above = Optional.ofNullable(own.getParent())
                .map(Path::getParent)
                .map(Path::getFileName)
                .filter(_ -> isOwnFolder);
        return above.map(Path::toString)
                .orElseGet(() -> String.valueOf(own.getFileName()).replaceFirst("\\.txt$", ""));
    }
}
