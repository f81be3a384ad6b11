package limner.model.exchange.mot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import limner.model.exchange.Entry;
import limner.model.exchange.NameList;
import limner.model.exchange.PlainNumber;
import limner.model.exchange.SequenceInfo;
import limner.model.exchange.Surroundings;
import limner.model.exchange.TextLines;
import limner.model.exchange.Trees;
import limner.model.exchange.UnreadableException;
import limner.model.exchange.Value;
import limner.model.geometry.Box;

/// Reads one file after the other (format: MOTChallenge, "Instructions", and the development kits of MOT15 to MOT20).
///
/// Frames, tracks and pixels are counted from 1 there. Where `labels.txt` lies beside, the file is of CVAT or Datumaro,
/// which number classes by its lines and write the edges of boxes from 0.
final class MotReader {

    private static final int LEAST = 6;

    /// Where the world's coordinates stand in place of a class.
    private static final int WITH_WORLD = 10;

    static final List<String> OF_THE_CHALLENGE = List.of(
            "pedestrian",
            "person on vehicle",
            "car",
            "bicycle",
            "motorbike",
            "non motorized vehicle",
            "static person",
            "distractor",
            "occluder",
            "occluder on the ground",
            "occluder full",
            "reflection",
            "crowd");

    private final Path root;
    private final Surroundings around;
    private final Consumer<Entry> into;
    private final Set<String> categories = new HashSet<>();
    private final Set<String> sequences = new HashSet<>();

    MotReader(Path root, Surroundings around, Consumer<Entry> into) {
        this.root = root;
        this.around = around;
        this.into = into;
    }

    void read(Path file) throws IOException, UnreadableException {
        String name = Trees.name(root, file);
        SequenceInfo info = SequenceInfo.of(root, file, MotFormat.sequence(file));
        if (!sequences.add(info.name())) {
            throw new UnreadableException(new Entry.At(name, ""), "the sequence " + info.name() + " is there twice");
        }
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        Optional<Path> labels = NameList.find(List.of(folder), List.of("labels.txt"));
        Map<Integer, String> names = new HashMap<>();
        if (labels.isPresent()) {
            names.putAll(NameList.read(folder, labels.get(), 1));
        } else {
            for (String n : OF_THE_CHALLENGE) {
                names.put(names.size() + 1, n);
            }
        }
        List<String> lines = TextLines.read(root, file);
        new Sequence(name, info, names, labels.isPresent(), file.endsWith("gt.txt")).read(lines);
    }

    /// One file.
    ///
    /// @param edges whether boxes are edges counted from 0
    /// @param truth whether somebody says so, and no program
    private final class Sequence {

        private final String file;
        private final SequenceInfo info;
        private final Map<Integer, String> names;
        private final boolean edges;
        private final boolean truth;

        Sequence(String file, SequenceInfo info, Map<Integer, String> names, boolean edges, boolean truth) {
            this.file = file;
            this.info = info;
            this.names = names;
            this.edges = edges;
            this.truth = truth;
        }

        void read(List<String> lines) throws UnreadableException {
            int length = info.length() > 0 ? info.length() : longest(lines);
            Optional<Surroundings.Size> size = info.sizeFor(around, 1);
            if (size.isPresent()) {
                Surroundings.Size s = size.get();
                into.accept(new Entry.Video(info.name(), info.name(), s.width(), s.height(), info.length()));
                try {
                    for (int f = 1; f <= length; f++) {
                        into.accept(new Entry.Picture(key(f), info.file(f), s.width(), s.height(), info.name(), f - 1));
                    }
                } catch (IllegalArgumentException e) {
                    throw new UnreadableException(new Entry.At(file, ""), String.valueOf(e.getMessage()));
                }
            }
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).isBlank()) {
                    continue;
                }
                Entry.At at = new Entry.At(file, "line " + (i + 1));
                Entry entry;
                try {
                    if (size.isEmpty()) {
                        throw new IllegalArgumentException("the project has no video " + info.name()
                                + ", and nothing says how large its pictures are");
                    }
                    entry = annotation(at, fields(lines.get(i)), length);
                } catch (IllegalArgumentException e) {
                    entry = new Entry.NotTaken(at, String.valueOf(e.getMessage()));
                }
                into.accept(entry);
            }
        }

        private static String[] fields(String line) {
            String[] fields = line.strip().replaceFirst(",$", "").split(",", -1);
            for (int i = 0; i < fields.length; i++) {
                fields[i] = fields[i].strip();
            }
            return fields;
        }

        private static int longest(List<String> lines) {
            int longest = 0;
            for (String line : lines) {
                try {
                    int frame = PlainNumber.whole(fields(line)[0]);
                    longest = frame <= SequenceInfo.LONGEST ? Math.max(longest, frame) : longest;
                } catch (IllegalArgumentException e) {
                    // Told where the line is taken.
                }
            }
            return longest;
        }

        private String key(int frame) {
            return info.name() + "/" + frame;
        }

        private Entry.Annotation annotation(Entry.At at, String[] f, int length) {
            if (f.length < LEAST || f.length > WITH_WORLD) {
                throw new IllegalArgumentException("a line has six to ten fields, not " + f.length);
            }
            int frame = PlainNumber.whole(f[0]);
            if (frame < 1 || frame > length) {
                throw new IllegalArgumentException("there is no frame " + frame + ": they count from 1 to " + length);
            }
            int track = PlainNumber.whole(f[1]);
            double shift = edges ? 0 : 1;
            double width = PlainNumber.of(f[4]);
            double height = PlainNumber.of(f[5]);
            if (!(width > 0 && height > 0)) {
                throw new IllegalArgumentException("the box has no extent: " + f[4] + " × " + f[5]);
            }
            Box box = new Box(PlainNumber.of(f[2]) - shift, PlainNumber.of(f[3]) - shift, width, height);
            boolean hasClass = f.length > 7 && f.length < WITH_WORLD;
            int number = hasClass ? PlainNumber.whole(f[7]) : -1;
            double visible = f.length == 9 ? PlainNumber.of(f[8]) : -1;
            return new Entry.Annotation(
                    at,
                    "",
                    key(frame),
                    category(number),
                    Optional.of(box),
                    Optional.empty(),
                    track < 0
                            ? Optional.empty()
                            : Optional.of(new Entry.OnTrack(info.name() + "/" + track, Entry.Known.STATED, false)),
                    false,
                    visible == 0,
                    0,
                    attributes(f.length > 6 ? PlainNumber.of(f[6]) : 1, visible),
                    "");
        }

        private SequencedMap<String, Value> attributes(double confidence, double visible) {
            SequencedMap<String, Value> all = new LinkedHashMap<>();
            if (truth && confidence == 0) {
                all.put("ignored", new Value.Flag(true));
            } else if (confidence != 1 && (confidence != -1 || !truth)) {
                all.put("confidence", new Value.Amount(confidence));
            }
            if (visible > 0 && visible != 1) {
                all.put("visibility", new Value.Amount(visible));
            }
            return all;
        }

        private String category(int number) {
            String name = number < 0 ? "object" : names.get(number);
            if (name == null) {
                throw new IllegalArgumentException("there is no class " + number);
            }
            if (categories.add(name)) {
                into.accept(Entry.Category.of(name, name));
            }
            return name;
        }
    }
}
