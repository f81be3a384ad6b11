package limner.model.exchange.voc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import limner.model.exchange.Entry;
import limner.model.exchange.NumberedPalette;
import limner.model.exchange.PlainNumber;
import limner.model.exchange.TextLines;
import limner.model.exchange.UnreadableException;

/// The classes of the pictures of a VOC data set: those that `labelmap.txt` lists, as CVAT and Datumaro write it, or
/// the
/// twenty of the challenge.
///
/// @param listed whether `labelmap.txt` is there
/// @param names by the number of the pixels; 0 is what belongs to nothing
/// @param colours numbers by the colour, red + 256 · green + 65536 · blue
public record VocClasses(boolean listed, SortedMap<Integer, String> names, Map<Integer, Integer> colours) {

    /// The place of what belongs to nothing that is told.
    public static final int VOID = 255;

    /// A remark in the list, where boxes are pixels counted from 1 as in the challenge. Without it they are edges.
    static final String FROM_ONE = "# boxes: pixels, the first and the last one, counted from 1";

    private static final String LIST = "labelmap.txt";

    private static final List<String> OF_THE_CHALLENGE = List.of(
            "aeroplane",
            "bicycle",
            "bird",
            "boat",
            "bottle",
            "bus",
            "car",
            "cat",
            "chair",
            "cow",
            "diningtable",
            "dog",
            "horse",
            "motorbike",
            "person",
            "pottedplant",
            "sheep",
            "sofa",
            "train",
            "tvmonitor");

    /// Whether a folder has such a list.
    public static boolean listedIn(Path root) {
        return Files.isRegularFile(root.resolve(LIST));
    }

    /// Whether boxes are edges, which they are beside such a list unless it says otherwise.
    static boolean edgesIn(Path root) throws IOException {
        return listedIn(root)
                && TextLines.first(root.resolve(LIST)).stream()
                        .noneMatch(l -> l.strip().equals(FROM_ONE));
    }

    /// @param root the folder of the data set
    public static VocClasses of(Path root) throws IOException, UnreadableException {
        SortedMap<Integer, String> names = new TreeMap<>();
        if (!listedIn(root)) {
            for (String name : OF_THE_CHALLENGE) {
                names.put(names.size() + 1, name);
            }
            return new VocClasses(false, names, NumberedPalette.places());
        }
        // Colours mean what the list says, and nothing else but the places of nothing; without any, the palette.
        Map<Integer, Integer> colours = new HashMap<>();
        Set<String> seen = new HashSet<>();
        List<String> lines = TextLines.read(root, root.resolve(LIST));
        int number = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Entry.At at = new Entry.At(LIST, "line " + (i + 1));
            String[] fields = line.split(":", -1);
            String name = fields[0].strip();
            if (name.isEmpty() || !seen.add(name)) {
                throw new UnreadableException(at, name.isEmpty() ? "a class has no name" : name + " is there twice");
            }
            names.put(number, name);
            Optional<Integer> colour = fields.length > 1 ? colour(at, fields[1].strip()) : Optional.empty();
            if (colour.isPresent()) {
                colours.put(colour.get(), number);
            }
            number++;
        }
        if (colours.isEmpty()) {
            return new VocClasses(true, names, NumberedPalette.places());
        }
        for (int place : new int[] {0, VOID}) {
            colours.putIfAbsent(NumberedPalette.colour(place), place);
        }
        return new VocClasses(true, names, colours);
    }

    private static Optional<Integer> colour(Entry.At at, String text) throws UnreadableException {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = text.split(",", -1);
        try {
            int value = 0;
            for (int i = 2; i >= 0; i--) {
                int part = parts.length == 3 ? PlainNumber.whole(parts[i].strip()) : -1;
                if (part < 0 || part > 255) {
                    throw new IllegalArgumentException("a colour is three numbers from 0 to 255, not " + text);
                }
                value = value << 8 | part;
            }
            return Optional.of(value);
        } catch (IllegalArgumentException e) {
            throw new UnreadableException(at, String.valueOf(e.getMessage()));
        }
    }
}
