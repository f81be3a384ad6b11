package limner.model.exchange.mots;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import limner.model.exchange.Entry;
import limner.model.exchange.PlainNumber;
import limner.model.exchange.SequenceInfo;
import limner.model.exchange.Surroundings;
import limner.model.exchange.TextLines;
import limner.model.exchange.Trees;
import limner.model.exchange.UnreadableException;
import limner.model.geometry.Mask;
import limner.model.geometry.Rle;

/// Reads one file after the other (format: the MOTS page of its authors). Frames count from 1 in `gt/gt.txt`, beside
/// `seqinfo.ini` and in files with a name of MOTChallenge, and from 0 in all others, as KITTI has them.
final class MotsTextReader {

    private static final int FIELDS = 6;

    private final Path root;
    private final MotsClasses classes;
    private final Consumer<Entry> into;
    private final Set<String> sequences = new HashSet<>();

    MotsTextReader(Path root, MotsClasses classes, Consumer<Entry> into) {
        this.root = root;
        this.classes = classes;
        this.into = into;
    }

    /// A line, before anybody knows what else there is.
    private record Row(Entry.At at, int frame, int id, int number, Surroundings.Size size, String runs) {}

    void read(Path file) throws IOException, UnreadableException {
        String name = Trees.name(root, file);
        Path own = file.toAbsolutePath().normalize();
        boolean isChallenge = own.endsWith("gt/gt.txt");
        Optional<Path> above = Optional.ofNullable(own.getParent())
                .map(Path::getParent)
                .map(Path::getFileName)
                .filter(_ -> isChallenge);
        String stem = String.valueOf(own.getFileName()).replaceFirst("\\.txt$", "");
        SequenceInfo info =
                SequenceInfo.of(root, file, above.map(Path::toString).orElse(stem));
        if (!sequences.add(info.name())) {
            throw new UnreadableException(new Entry.At(name, ""), "the sequence " + info.name() + " is there twice");
        }
        List<String> lines = TextLines.read(root, file);
        Map<Integer, Surroundings.Size> sizes = new TreeMap<>();
        boolean any = false;
        for (int i = 0; i < lines.size(); i++) {
            // First the pictures: which there are, and from which number they count.
            try {
                Row row = row(name, i, lines.get(i));
                sizes.putIfAbsent(row.frame(), row.size());
                any = true;
            } catch (IllegalArgumentException e) {
                // Told where the line is taken.
            }
        }
        int first = (isChallenge || info.isOfMotChallenge()) && !sizes.containsKey(0) ? 1 : 0;
        if (any) {
            Surroundings.Size size = sizes.values().iterator().next();
            into.accept(new Entry.Video(info.name(), info.name(), size.width(), size.height(), info.length()));
            pictures(info, sizes, first);
        }
        Set<String> there = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            Entry entry;
            try {
                Row row = row(name, i, lines.get(i));
                if (!row.size().equals(sizes.get(row.frame()))) {
                    throw new IllegalArgumentException("frame " + row.frame() + " is of another size above");
                }
                if (!classes.ignored(row.number()) && !there.add(row.frame() + " " + row.id())) {
                    throw new IllegalArgumentException(
                            "object " + row.id() + " is on frame " + row.frame() + " already");
                }
                entry = annotation(info, row);
            } catch (IllegalArgumentException e) {
                entry = new Entry.NotTaken(new Entry.At(name, "line " + (i + 1)), String.valueOf(e.getMessage()));
            }
            into.accept(entry);
        }
    }

    /// Those that have objects, and those between: that an object is on none of these is said by leaving it out.
    private void pictures(SequenceInfo info, Map<Integer, Surroundings.Size> sizes, int first) {
        Surroundings.Size usual = sizes.values().iterator().next();
        int last = sizes.keySet().stream().mapToInt(Integer::intValue).max().orElse(first);
        if (info.length() > 0) {
            last = Math.max(last, info.length() - 1 + first);
        }
        for (int frame = first; frame <= last; frame++) {
            Surroundings.Size size = sizes.getOrDefault(frame, usual);
            into.accept(new Entry.Picture(
                    info.name() + "/" + frame,
                    info.stated() ? info.file(frame) : info.name() + "/" + "%06d".formatted(frame) + ".png",
                    size.width(),
                    size.height(),
                    info.name(),
                    frame - first));
        }
    }

    private static Row row(String file, int index, String line) {
        String[] f = line.strip().split(" +");
        if (f.length != FIELDS) {
            throw new IllegalArgumentException("a line has six fields, not " + f.length);
        }
        int frame = PlainNumber.whole(f[0]);
        if (frame < 0 || frame > SequenceInfo.LONGEST) {
            throw new IllegalArgumentException("there can be no frame " + frame);
        }
        int width = PlainNumber.whole(f[4]);
        int height = PlainNumber.whole(f[3]);
        if ((long) width * height > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a picture cannot be " + width + " × " + height);
        }
        return new Row(
                new Entry.At(file, "line " + (index + 1)),
                frame,
                PlainNumber.whole(f[1]),
                PlainNumber.whole(f[2]),
                new Surroundings.Size(width, height),
                f[5]);
    }

    private Entry.Annotation annotation(SequenceInfo info, Row row) {
        Rle pixels = Rle.ofCocoString(row.size().width(), row.size().height(), row.runs());
        if (pixels.isEmpty()) {
            throw new IllegalArgumentException("it has no pixels");
        }
        return new Entry.Annotation(
                row.at(),
                "",
                info.name() + "/" + row.frame(),
                classes.category(row.number()),
                Optional.of(new Mask(pixels)),
                Optional.empty(),
                classes.track(info.name(), row.id(), row.number()),
                classes.ignored(row.number()),
                false,
                0,
                new LinkedHashMap<>(),
                "");
    }
}
