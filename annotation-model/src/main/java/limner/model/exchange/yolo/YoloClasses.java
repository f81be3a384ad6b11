package limner.model.exchange.yolo;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import limner.model.exchange.Entry;
import limner.model.exchange.PlainNumber;
import limner.model.exchange.TextLines;
import limner.model.exchange.Trees;
import limner.model.exchange.UnreadableException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// What the data file of a YOLO data set says (`data.yaml` of Ultralytics, `obj.names` of Darknet, or `classes.txt`).
///
/// @param file its name, or empty where there is none
/// @param names of the classes by their numbers
/// @param joints how many joints a pose has, or 0
/// @param numbers how many numbers there are for each joint, 2 or 3
/// @param jointNames of each class by its number, where the file says them
/// @param task such as `obb`, or empty where the file does not say
record YoloClasses(
        String file,
        SortedMap<Integer, String> names,
        int joints,
        int numbers,
        Map<Integer, List<String>> jointNames,
        String task) {

    private static final Set<String> LISTS = Set.of("classes.txt", "obj.names", "classes.names", "labels.names");

    private static final Pattern NAMES = Pattern.compile("^[\"']?names[\"']?\\s*:", Pattern.MULTILINE);

    private static final int MOST_BYTES = 1 << 20;

    /// More names than any data set has.
    private static final int MOST = 100_000;

    private static final int MOST_JOINTS = 1000;

    /// Looks in the folder that was opened, and beside it where nothing is in it.
    ///
    /// @param opened a folder, or the data file itself
    static YoloClasses of(Path opened) throws IOException, UnreadableException {
        Optional<Path> file = find(opened);
        if (file.isEmpty()) {
            return new YoloClasses("", new TreeMap<>(), 0, 0, Map.of(), "");
        }
        Path root = folder(opened);
        String name = file.get().startsWith(root)
                ? Trees.name(root, file.get())
                : String.valueOf(file.get().getFileName());
        return isYaml(file.get()) ? yaml(name, TextLines.text(root, file.get())) : list(name, root, file.get());
    }

    /// The folder that holds what was opened.
    static Path folder(Path opened) {
        return Files.isDirectory(opened)
                ? opened
                : Optional.ofNullable(opened.toAbsolutePath().getParent()).orElse(opened);
    }

    /// Whether something can be of this format by its name: a folder, a data file, a list of classes or a text.
    static boolean mayHold(Path opened) {
        return Files.isDirectory(opened)
                || isYaml(opened)
                || isList(opened)
                || opened.toString().toLowerCase(Locale.ROOT).endsWith(".txt");
    }

    static Optional<Path> find(Path opened) throws IOException {
        if (Files.isRegularFile(opened)) {
            return isYaml(opened) || isList(opened) ? Optional.of(opened) : Optional.empty();
        }
        Optional<Path> here = in(opened);
        Path above = opened.toAbsolutePath().getParent();
        return here.isPresent() || above == null || !Files.isReadable(above) ? here : in(above);
    }

    private static Optional<Path> in(Path folder) throws IOException {
        List<Path> all = new ArrayList<>();
        try (var files = Files.list(folder)) {
            files.filter(Files::isRegularFile)
                    .filter(f -> Files.isReadable(f) && (isYaml(f) || isList(f)))
                    .sorted()
                    .forEach(all::add);
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
        for (Path f : all) {
            // Others keep their settings in such files, too.
            if (isYaml(f)
                    && Files.size(f) <= MOST_BYTES
                    && NAMES.matcher(Files.readString(f, StandardCharsets.ISO_8859_1))
                            .find()) {
                return Optional.of(f);
            }
        }
        return all.stream().filter(YoloClasses::isList).findFirst();
    }

    private static boolean isYaml(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    private static boolean isList(Path file) {
        return LISTS.contains(String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT));
    }

    private static YoloClasses list(String name, Path root, Path file) throws IOException, UnreadableException {
        SortedMap<Integer, String> names = new TreeMap<>();
        List<String> lines = TextLines.read(root, file);
        for (int i = 0; i < lines.size(); i++) {
            // A line without a name still counts, for the numbers of those behind it.
            if (!lines.get(i).isBlank()) {
                names.put(i, lines.get(i).strip());
            }
        }
        return checked(new YoloClasses(name, names, 0, 0, Map.of(), ""));
    }

    private static YoloClasses checked(YoloClasses classes) throws UnreadableException {
        Set<String> seen = new HashSet<>();
        for (Map.Entry<Integer, String> e : classes.names().entrySet()) {
            if (!seen.add(e.getValue())) {
                throw new UnreadableException(
                        new Entry.At(classes.file(), ""), "the class " + e.getValue() + " is there twice");
            }
        }
        if (seen.size() > MOST) {
            throw new UnreadableException(new Entry.At(classes.file(), ""), "it names more classes than there are");
        }
        return classes;
    }

    /// Read as it is written, since a class may be called `no`, which YAML would take for a truth value.
    private static YoloClasses yaml(String file, String text) throws UnreadableException {
        LoaderOptions limits = new LoaderOptions();
        limits.setNestingDepthLimit(16);
        limits.setMaxAliasesForCollections(16);
        Node root;
        try {
            root = new Yaml(new SafeConstructor(limits)).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            String line = e.getProblemMark() == null
                    ? ""
                    : "line " + (e.getProblemMark().getLine() + 1);
            throw new UnreadableException(new Entry.At(file, line), "it is no YAML: " + e.getProblem());
        } catch (YAMLException | IllegalArgumentException e) {
            // Of an escape beyond all characters the library says only that it is no number.
            throw new UnreadableException(
                    new Entry.At(file, ""), "it is no YAML: " + first(String.valueOf(e.getMessage())));
        }
        try {
            Map<String, Node> said = mapping(root, "the file");
            SortedMap<Integer, String> names = new TreeMap<>();
            if (said.containsKey("names")) {
                numbered(said.get("names"), "names").forEach((i, n) -> names.put(i, scalar(n, "a name of a class")));
            }
            int joints = 0;
            int numbers = 0;
            if (said.get("kpt_shape") instanceof SequenceNode shape) {
                if (shape.getValue().size() != 2) {
                    throw new IllegalArgumentException("kpt_shape is how many joints, and how many numbers for each");
                }
                joints = PlainNumber.whole(scalar(shape.getValue().get(0), "kpt_shape"));
                numbers = PlainNumber.whole(scalar(shape.getValue().get(1), "kpt_shape"));
                if (joints < 1 || joints > MOST_JOINTS || numbers < 2 || numbers > 3) {
                    throw new IllegalArgumentException(
                            "kpt_shape cannot be " + joints + " joints of " + numbers + " numbers");
                }
            }
            Map<Integer, List<String>> jointNames = new HashMap<>();
            if (said.get("kpt_names") instanceof MappingNode ofClasses) {
                for (Map.Entry<Integer, Node> e :
                        numbered(ofClasses, "kpt_names").entrySet()) {
                    jointNames.put(
                            e.getKey(),
                            numbered(e.getValue(), "kpt_names").values().stream()
                                    .map(n -> scalar(n, "a name of a joint"))
                                    .toList());
                }
            }
            String task =
                    said.get("task") instanceof ScalarNode t ? t.getValue().toLowerCase(Locale.ROOT) : "";
            return checked(new YoloClasses(file, names, joints, numbers, jointNames, task));
        } catch (IllegalArgumentException e) {
            throw new UnreadableException(new Entry.At(file, ""), String.valueOf(e.getMessage()));
        }
    }

    private static String first(String message) {
        return message.lines().findFirst().orElse("");
    }

    private static Map<String, Node> mapping(Node node, String what) {
        if (!(node instanceof MappingNode m)) {
            throw new IllegalArgumentException(what + " does not say names and values");
        }
        Map<String, Node> all = new HashMap<>();
        for (NodeTuple t : m.getValue()) {
            String key = scalar(t.getKeyNode(), "a key");
            if (all.put(key, t.getValueNode()) != null) {
                throw new IllegalArgumentException(key + " is said twice");
            }
        }
        return all;
    }

    /// A list, or a mapping whose keys are numbers.
    private static SortedMap<Integer, Node> numbered(Node node, String what) {
        SortedMap<Integer, Node> all = new TreeMap<>();
        if (node instanceof SequenceNode list) {
            for (Node n : list.getValue()) {
                all.put(all.size(), n);
            }
        } else {
            for (Map.Entry<String, Node> e : mapping(node, what).entrySet()) {
                int number = PlainNumber.whole(e.getKey());
                if (number < 0 || all.put(number, e.getValue()) != null) {
                    throw new IllegalArgumentException(
                            what + " says " + number + ", which cannot be or is there twice");
                }
            }
        }
        return all;
    }

    private static String scalar(Node node, String what) {
        if (node instanceof ScalarNode s && !s.getValue().isBlank()) {
            return s.getValue().strip();
        }
        throw new IllegalArgumentException(what + " is no word");
    }
}
