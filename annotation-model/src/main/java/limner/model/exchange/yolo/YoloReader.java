package limner.model.exchange.yolo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import limner.model.exchange.Entry;
import limner.model.exchange.PictureTeller;
import limner.model.exchange.PlainNumber;
import limner.model.exchange.Surroundings;
import limner.model.exchange.TextLines;
import limner.model.exchange.Trees;
import limner.model.exchange.UnreadableException;
import limner.model.exchange.Value;
import limner.model.geometry.Box;
import limner.model.geometry.Joint;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;

/// Reads the text files one after the other (format: the data set pages of Ultralytics, and Darknet's). Every line is
/// an object of its own: parts that somebody wrote as several lines stay several.
final class YoloReader {

    /// Files beside those of labels.
    private static final Set<String> LISTS =
            Set.of("classes.txt", "train.txt", "val.txt", "valid.txt", "test.txt", "labels.txt", "trainval.txt");

    private static final int LEAST = 5;

    /// How far beyond the picture a corner may be before it is taken for something else than a share of it.
    private static final double BEYOND = 0.01;

    /// How far corners may be from those of a rectangle, in pixels: some tools write whole ones.
    private static final double ASKEW = 1;

    private final Path root;
    private final Path labels;
    private final YoloFormat.FourCorners corners;
    private final YoloClasses classes;
    private final Surroundings around;
    private final Consumer<Entry> into;

    YoloReader(
            Path opened,
            YoloFormat.FourCorners corners,
            YoloClasses classes,
            Surroundings around,
            Consumer<Entry> into) {
        this.root = YoloClasses.folder(opened);
        this.labels = labels(opened, classes);
        this.corners = corners;
        this.classes = classes;
        this.around = around;
        this.into = into;
    }

    /// Where the labels are: the file that was opened where it is one of them, else the folder.
    static Path labels(Path opened, YoloClasses classes) {
        return Files.isRegularFile(opened)
                        && holdsLabels(opened)
                        && classes.file().isEmpty()
                ? opened
                : YoloClasses.folder(opened);
    }

    /// Whether a text file is one of labels, by its name.
    static boolean holdsLabels(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return !LISTS.contains(name) && !name.startsWith("readme");
    }

    /// The same where a folder was opened: in one that is called `labels` a text belongs to a picture, also to one that
    /// is called `train` or `readme`.
    static boolean holdsLabels(Path labels, Path file) {
        boolean amongLabels = !file.equals(labels) && ("/" + Trees.name(labels, file)).contains("/labels/");
        return holdsLabels(file)
                || amongLabels && !String.valueOf(file.getFileName()).equalsIgnoreCase("classes.txt");
    }

    void read() throws IOException, UnreadableException {
        Map<Integer, Entry.Category> categories = new TreeMap<>();
        for (Map.Entry<Integer, String> e : classes.names().entrySet()) {
            categories.put(e.getKey(), category(e.getKey(), e.getValue()));
        }
        categories.values().forEach(into);
        PictureTeller pictures = new PictureTeller(around, into);
        List<Path> files = Trees.files(labels, ".txt", into::accept).stream()
                .filter(f -> holdsLabels(labels, f))
                .toList();
        Behind meant = lookBehind(files);
        for (Path file : files) {
            read(file, meant, pictures, categories);
        }
    }

    private Entry.Category category(int number, String name) throws UnreadableException {
        List<String> joints = classes.jointNames()
                .getOrDefault(
                        number,
                        IntStream.rangeClosed(1, classes.joints())
                                .mapToObj(Integer::toString)
                                .toList());
        if (joints.size() != classes.joints()) {
            throw new UnreadableException(
                    new Entry.At(classes.file(), ""),
                    "it names " + joints.size() + " joints of " + name + ", and kpt_shape says " + classes.joints());
        }
        return new Entry.Category(Integer.toString(number), name, "", true, joints, List.of(), "");
    }

    private void read(Path file, Behind meant, PictureTeller pictures, Map<Integer, Entry.Category> categories)
            throws IOException, UnreadableException {
        String name = Trees.name(root, file);
        List<String> lines = TextLines.read(root, file);
        Optional<Entry.Picture> picture = pictures.tell(name, name, Optional.empty());
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty()) {
                continue;
            }
            Entry.At at = new Entry.At(name, "line " + (i + 1));
            Entry entry;
            try {
                entry = annotation(
                        at,
                        line.split("\\s+"),
                        meant,
                        picture.orElseThrow(() -> new IllegalArgumentException("the project has no picture "
                                + PictureTeller.bare(name) + ", and without its size nothing can be placed")),
                        categories);
            } catch (IllegalArgumentException e) {
                entry = new Entry.NotTaken(at, String.valueOf(e.getMessage()));
            }
            into.accept(entry);
        }
    }

    /// What the numbers behind shapes are. Detectors write how sure they are, trackers their whole number, and some
    /// both; a line alone does not say which, all of them do.
    private record Behind(boolean oneIsTrack, boolean twoAreBoth) {}

    private Behind lookBehind(List<Path> files) throws IOException, UnreadableException {
        boolean anyOne = false;
        boolean allOne = true;
        boolean anyTwo = false;
        boolean allTwo = true;
        for (Path file : files) {
            for (String line : TextLines.read(root, file)) {
                String[] words = line.strip().split("\\s+");
                int numbers = words.length - 1;
                boolean isNumber = isNumber(words[numbers]);
                boolean isOne = classes.joints() == 0
                        ? numbers >= LEAST && numbers % 2 == 1
                        : numbers == LEAST || numbers == posed() + 1;
                if (isOne) {
                    anyOne = true;
                    allOne &= isNumber;
                } else if (numbers > LEAST) {
                    // No share of a picture is more than 1, but an outline may end there.
                    anyTwo |= isNumber && !words[numbers].equals("1");
                    allTwo &= isNumber;
                }
            }
        }
        return new Behind(anyOne && allOne, anyTwo && allTwo);
    }

    private static boolean isNumber(String word) {
        return word.matches("0*[1-9]\\d{0,8}");
    }

    private int posed() {
        return 4 + classes.joints() * classes.numbers();
    }

    /// How many numbers stand behind the shape: none, one, or how sure and which.
    private int behind(String[] words, Behind meant) {
        int numbers = words.length - 1;
        if (classes.joints() == 0) {
            return numbers % 2 == 1 ? 1 : numbers > LEAST && meant.twoAreBoth() ? 2 : 0;
        }
        int behind = numbers - (numbers >= posed() ? posed() : 4);
        return behind == 1 || behind == 2 && isNumber(words[numbers]) ? behind : 0;
    }

    private Entry.Annotation annotation(
            Entry.At at, String[] words, Behind meant, Entry.Picture picture, Map<Integer, Entry.Category> categories)
            throws UnreadableException {
        if (words.length < LEAST) {
            throw new IllegalArgumentException("a line is a class and at least four numbers");
        }
        int number = PlainNumber.whole(words[0]);
        double[] n = new double[words.length - 1];
        for (int i = 0; i < n.length; i++) {
            n[i] = PlainNumber.of(words[i + 1]);
        }
        SequencedMap<String, Value> attributes = new LinkedHashMap<>();
        Optional<Entry.OnTrack> track = Optional.empty();
        Optional<Skeleton> pose = Optional.empty();
        Shape shape;
        Entry.Category category = category(number, categories);
        int behind = behind(words, meant);
        int told = n.length - behind;
        if (classes.joints() > 0) {
            if (told != 4 && told != posed()) {
                throw new IllegalArgumentException("a box with " + classes.joints() + " joints is " + posed()
                        + " numbers behind the class, not " + n.length);
            }
            shape = box(n, picture);
            pose = told == 4 ? Optional.empty() : pose(n, category, picture);
        } else if (told == 4) {
            shape = box(n, picture);
        } else {
            List<Point> ring = points(n, told, picture);
            shape = corners == YoloFormat.FourCorners.TURNED_BOX && ring.size() == 4 ? turned(ring) : Polygon.of(ring);
        }
        boolean isTrack = behind == 2 || behind == 1 && meant.oneIsTrack();
        if (isTrack) {
            track = Optional.of(new Entry.OnTrack(sequence(picture) + words[n.length], Entry.Known.STATED, false));
        }
        if (behind == 2 || behind == 1 && !meant.oneIsTrack()) {
            attributes.put("confidence", new Value.Amount(n[told]));
        }
        return new Entry.Annotation(
                at,
                "",
                picture.key(),
                category.key(),
                Optional.of(shape),
                pose,
                track,
                false,
                false,
                0,
                attributes,
                "");
    }

    private Entry.Category category(int number, Map<Integer, Entry.Category> categories) throws UnreadableException {
        Entry.Category category = categories.get(number);
        if (category == null) {
            if (!classes.names().isEmpty() || number < 0) {
                throw new IllegalArgumentException(
                        "there is no class " + number + (classes.file().isEmpty() ? "" : " in " + classes.file()));
            }
            category = category(number, "class " + number);
            categories.put(number, category);
            into.accept(category);
        }
        return category;
    }

    /// Track numbers count within a video, or within a folder of pictures.
    private static String sequence(Entry.Picture picture) {
        String folder = picture.key().contains("/")
                ? picture.key().substring(0, picture.key().lastIndexOf('/'))
                : "";
        return (picture.video().isEmpty() ? folder : picture.video()) + "/";
    }

    private static double share(double value) {
        if (value < -BEYOND || value > 1 + BEYOND) {
            throw new IllegalArgumentException("coordinates are shares of the picture, from 0 to 1, not " + value);
        }
        return value;
    }

    /// From the first four numbers of a line.
    static Box box(double[] n, Entry.Picture picture) {
        double width = share(n[2]) * picture.width();
        double height = share(n[3]) * picture.height();
        if (!(width > 0 && height > 0)) {
            throw new IllegalArgumentException("the box has no extent");
        }
        return new Box(
                share(n[0]) * picture.width() - width / 2, share(n[1]) * picture.height() - height / 2, width, height);
    }

    static List<Point> points(double[] n, int count, Entry.Picture picture) {
        List<Point> all = new ArrayList<>(count / 2);
        for (int i = 0; i < count; i += 2) {
            all.add(new Point(share(n[i]) * picture.width(), share(n[i + 1]) * picture.height()));
        }
        return all;
    }

    private Optional<Skeleton> pose(double[] n, Entry.Category category, Entry.Picture picture) {
        List<Joint> joints = new ArrayList<>();
        boolean any = false;
        for (int j = 0; j < classes.joints(); j++) {
            int i = 4 + j * classes.numbers();
            // Where there is no third number, what is not there lies outside of the picture.
            double seen = classes.numbers() == 3 ? n[i + 2] : n[i] < 0 || n[i + 1] < 0 ? 0 : 2;
            if (seen != 0 && seen != 1 && seen != 2) {
                throw new IllegalArgumentException("a keypoint is seen as 0, 1 or 2, not " + seen);
            }
            Joint.State state = seen == 0 ? Joint.State.ABSENT : seen == 1 ? Joint.State.OCCLUDED : Joint.State.VISIBLE;
            any |= seen != 0;
            double x = seen == 0 ? Math.clamp(n[i], 0, 1) : share(n[i]);
            double y = seen == 0 ? Math.clamp(n[i + 1], 0, 1) : share(n[i + 1]);
            joints.add(
                    new Joint(category.joints().get(j), new Point(x * picture.width(), y * picture.height()), state));
        }
        return any ? Optional.of(new Skeleton(joints)) : Optional.empty();
    }

    /// Four corners, one side after the other: a turned box, where they are those of one.
    static Shape turned(List<Point> p) {
        Point a = p.get(0);
        Point b = p.get(1);
        Point c = p.get(2);
        Point d = p.get(3);
        double width = (distance(a, b) + distance(d, c)) / 2;
        double height = (distance(b, c) + distance(a, d)) / 2;
        RotatedBox box = new RotatedBox(
                (a.x() + b.x() + c.x() + d.x()) / 4,
                (a.y() + b.y() + c.y() + d.y()) / 4,
                width,
                height,
                Math.toDegrees(Math.atan2(b.y() - a.y() + c.y() - d.y(), b.x() - a.x() + c.x() - d.x())));
        // Whichever way round they run, two opposite ones are at the ends of the box's own first side.
        List<Point> ring = box.corners().points();
        boolean fits = matches(ring, p) || matches(List.of(ring.get(3), ring.get(2), ring.get(1), ring.get(0)), p);
        return width > 0 && height > 0 && fits ? box : Polygon.of(p);
    }

    private static boolean matches(List<Point> ring, List<Point> p) {
        return IntStream.range(0, 4).allMatch(i -> distance(ring.get(i), p.get(i)) <= ASKEW);
    }

    private static double distance(Point a, Point b) {
        return Math.hypot(a.x() - b.x(), a.y() - b.y());
    }
}
