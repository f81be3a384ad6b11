package limner.model.exchange;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Files that name classes one a line, as many tools leave beside what they write.
public final class NameList {

    private NameList() {}

    /// The first of those files that is there.
    ///
    /// @param folders where to look, the first before the others
    /// @param names of files
    public static Optional<Path> find(List<Path> folders, List<String> names) {
        return folders.stream()
                .flatMap(folder -> names.stream().map(folder::resolve))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /// The folder and the ones above it, as far as what was opened and one beyond.
    public static List<Path> upwards(Path root, Path folder) {
        Path last = root.toAbsolutePath().normalize().getParent();
        List<Path> all = new ArrayList<>();
        for (Path p = folder.toAbsolutePath().normalize(); p != null; p = p.getParent()) {
            all.add(p);
            if (p.equals(last)) {
                break;
            }
        }
        return all;
    }

    /// What a class is called on one line.
    public static String name(Entry.Category category) {
        return category.name().strip().replaceAll("[\r\n]+", " ");
    }

    /// The lines of classes from 1, in the order in which they are told, by their keys.
    ///
    /// @throws IllegalArgumentException with a sentence, when two would be called the same
    public static Map<String, Integer> numbers(Heads heads) {
        Map<String, Integer> numbers = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (Entry.Category c : heads.categories().values()) {
            if (!seen.add(name(c))) {
                throw new IllegalArgumentException(
                        "Two classes would be called " + name(c) + " in the list of classes. Rename one of them.");
            }
            numbers.put(c.key(), numbers.size() + 1);
        }
        return numbers;
    }

    /// Writes the names of all classes, as [#read] reads them from line 1.
    public static void write(Target target, String path, Heads heads) throws IOException {
        try (Writer out = new BufferedWriter(new OutputStreamWriter(target.create(path), StandardCharsets.UTF_8))) {
            for (Entry.Category c : heads.categories().values()) {
                out.write(name(c) + "\n");
            }
        }
    }

    /// Its names by the number of their line.
    ///
    /// @param first the number of the first line
    /// @throws UnreadableException when a name is there twice
    public static SortedMap<Integer, String> read(Path root, Path file, int first)
            throws IOException, UnreadableException {
        SortedMap<Integer, String> all = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        List<String> lines = TextLines.read(root.toAbsolutePath().normalize(), file);
        for (int i = 0; i < lines.size(); i++) {
            String name = lines.get(i).strip();
            if (name.isEmpty()) {
                continue;
            }
            if (!seen.add(name)) {
                throw new UnreadableException(
                        new Entry.At(String.valueOf(file.getFileName()), "line " + (i + 1)),
                        "the class " + name + " is there twice");
            }
            all.put(first + i, name);
        }
        return all;
    }
}
