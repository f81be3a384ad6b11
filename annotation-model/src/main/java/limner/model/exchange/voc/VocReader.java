package limner.model.exchange.voc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import limner.model.exchange.Entry;
import limner.model.exchange.NumberedPalette;
import limner.model.exchange.PictureTeller;
import limner.model.exchange.PlainNumber;
import limner.model.exchange.PngHead;
import limner.model.exchange.Regions;
import limner.model.exchange.Samples;
import limner.model.exchange.Surroundings;
import limner.model.exchange.Trees;
import limner.model.exchange.UnionOfRings;
import limner.model.exchange.UnreadableException;
import limner.model.exchange.Value;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.PixelBox;
import limner.model.geometry.Point;
import limner.model.geometry.Ring;
import limner.model.geometry.Rle;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import org.jspecify.annotations.Nullable;

/// Reads the XML files one after the other, each with its two pictures where they are there (format: the development
/// kit
/// of the challenge). An object whose pixels are in the pictures becomes a mask, known by its class and its box; pixels
/// of an object that the XML does not have become one of its own.
final class VocReader {

    /// How far a box may be from the pixels it goes around: rounding, and counting from 0 or 1.
    private static final double NEAR = 1.5;

    private final Path root;
    private final Path opened;
    private final VocFormat.Corners corners;
    private final VocClasses classes;
    private final Surroundings around;
    private final Consumer<Entry> into;
    private final Set<String> categories = new HashSet<>();

    /// @param root the folder of the data set, which files are named after
    /// @param opened it, or what is below it: the XML files to read
    VocReader(
            Path root,
            Path opened,
            VocFormat.Corners corners,
            VocClasses classes,
            Surroundings around,
            Consumer<Entry> into) {
        this.root = root;
        this.opened = opened;
        this.corners = corners;
        this.classes = classes;
        this.around = around;
        this.into = into;
    }

    void read() throws IOException, UnreadableException {
        if (classes.listed()) {
            classes.names().forEach((number, name) -> {
                if (number > 0) {
                    category(name, "");
                }
            });
        }
        PictureTeller pictures = new PictureTeller(around, into);
        for (Path file : Trees.files(opened, ".xml", into::accept)) {
            read(file, pictures);
        }
    }

    private void category(String name, String parent) {
        if (categories.add(name)) {
            into.accept(new Entry.Category(name, name, parent, true, List.of(), List.of(), ""));
        }
    }

    private void read(Path file, PictureTeller pictures) throws IOException, UnreadableException {
        String name = Trees.name(root, file);
        Element document = Element.read(root, file);
        if (!document.name().equals("annotation")) {
            throw new UnreadableException(
                    new Entry.At(name, "line " + document.line()),
                    "it begins with <" + document.name() + ">, not with <annotation> as VOC's files do");
        }
        Optional<Entry.Picture> picture = picture(name, document, pictures);
        if (picture.isEmpty()) {
            for (Element object : document.all("object")) {
                into.accept(new Entry.NotTaken(
                        at(name, object),
                        "its file says no size, and the project has no picture " + document.word("filename")));
            }
            return;
        }
        new OnPicture(name, picture.get()).read(document.all("object"), objects(name, picture.get()));
    }

    private static Entry.At at(String file, Element of) {
        return new Entry.At(file, "line " + of.line());
    }

    private Optional<Entry.Picture> picture(String name, Element document, PictureTeller pictures)
            throws UnreadableException {
        String said = document.word("filename").replace('\\', '/');
        // What stands above it is somebody's machine.
        String last = said.startsWith("/") || said.contains("..") || said.contains(":")
                ? said.substring(said.lastIndexOf('/') + 1)
                : said;
        String folder = name.contains("/") ? name.substring(0, name.lastIndexOf('/') + 1) : "";
        String picture = last.isEmpty() ? name : last.contains("/") ? last : folder + last;
        Optional<Surroundings.Size> size = Optional.empty();
        Optional<Element> stated = document.child("size");
        if (stated.isPresent() && !stated.get().word("width").equals("0")) {
            try {
                size = Optional.of(new Surroundings.Size(
                        PlainNumber.whole(stated.get().word("width")),
                        PlainNumber.whole(stated.get().word("height"))));
            } catch (IllegalArgumentException e) {
                throw new UnreadableException(at(name, stated.get()), String.valueOf(e.getMessage()));
            }
        }
        try {
            return pictures.tell(name, picture, size);
        } catch (IllegalArgumentException e) {
            throw new UnreadableException(new Entry.At(name, ""), String.valueOf(e.getMessage()));
        }
    }

    /// An object as the two pictures have it.
    private record Region(String file, String category, Rle pixels) {}

    private SortedMap<Integer, Region> objects(String xml, Entry.Picture picture)
            throws IOException, UnreadableException {
        SortedMap<Integer, Region> all = new TreeMap<>();
        Optional<Path> ofObjects = beside(xml, "SegmentationObject");
        Optional<Path> ofClasses = beside(xml, "SegmentationClass");
        if (ofObjects.isEmpty() || ofClasses.isEmpty()) {
            return all;
        }
        String file = Trees.name(root, ofObjects.get());
        Samples objects = samples(ofObjects.get(), picture, NumberedPalette.places());
        Samples kinds = samples(ofClasses.get(), picture, classes.colours());
        Map<Integer, Map<Integer, Integer>> votes = votes(objects, kinds);
        try {
            for (Map.Entry<Integer, Rle> e :
                    Regions.of(objects, v -> v > 0 && v != VocClasses.VOID).entrySet()) {
                all.put(e.getKey(), new Region(file, kind(votes.getOrDefault(e.getKey(), Map.of())), e.getValue()));
            }
        } catch (IllegalArgumentException e) {
            throw new UnreadableException(new Entry.At(file, ""), String.valueOf(e.getMessage()));
        }
        return all;
    }

    /// How many pixels of each object have each class.
    private static Map<Integer, Map<Integer, Integer>> votes(Samples objects, Samples kinds) {
        int[] of = objects.values();
        int[] to = kinds.values();
        Map<Integer, Map<Integer, Integer>> votes = new HashMap<>();
        int begin = 0;
        for (int i = 1; i <= of.length; i++) {
            if (i == of.length || of[i] != of[begin] || to[i] != to[begin]) {
                votes.computeIfAbsent(of[begin], _ -> new HashMap<>()).merge(to[begin], i - begin, Integer::sum);
                begin = i;
            }
        }
        return votes;
    }

    /// The class that most pixels of an object have; empty where they have none.
    private String kind(Map<Integer, Integer> votes) {
        return votes.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue()
                        .thenComparing(
                                Map.Entry.<Integer, Integer>comparingByKey().reversed()))
                .filter(e -> e.getKey() > 0)
                .map(e -> classes.names().getOrDefault(e.getKey(), ""))
                .orElse("");
    }

    private Optional<Path> beside(String xml, String folder) {
        String below = xml.startsWith("Annotations/") ? xml.substring("Annotations/".length()) : xml;
        Path png = root.resolve(folder).resolve(PictureTeller.stem(below) + ".png");
        return Files.isRegularFile(png) ? Optional.of(png) : Optional.empty();
    }

    /// The numbers of the palette, also where a program wrote its colours instead.
    ///
    /// @param places numbers by colours
    private Samples samples(Path file, Entry.Picture picture, Map<Integer, Integer> places)
            throws IOException, UnreadableException {
        Entry.At at = new Entry.At(Trees.name(root, file), "");
        byte[] png = Files.readAllBytes(file);
        Optional<PngHead> head = PngHead.of(png);
        // Before anything is made of what it claims to be.
        if (head.isPresent()) {
            demandSize(at, head.get().width(), head.get().height(), picture);
        }
        Samples samples;
        try {
            samples = around.samples(png);
        } catch (IOException e) {
            throw new UnreadableException(at, "it cannot be read: " + e.getMessage());
        }
        demandSize(at, samples.width(), samples.height(), picture);
        if (head.filter(h -> h.kind() == PngHead.Kind.COLOURS).isEmpty()) {
            return samples;
        }
        try {
            return NumberedPalette.numbers(samples, places);
        } catch (IllegalArgumentException e) {
            throw new UnreadableException(at, String.valueOf(e.getMessage()));
        }
    }

    private static void demandSize(Entry.At at, int width, int height, Entry.Picture picture)
            throws UnreadableException {
        if (width != picture.width() || height != picture.height()) {
            throw new UnreadableException(
                    at,
                    "it is " + width + " × " + height + ", and its picture " + picture.width() + " × "
                            + picture.height());
        }
    }

    /// The objects of one picture.
    private final class OnPicture {

        private final String file;
        private final Entry.Picture picture;

        OnPicture(String file, Entry.Picture picture) {
            this.file = file;
            this.picture = picture;
        }

        void read(List<Element> objects, SortedMap<Integer, Region> regions) {
            SequencedMap<Integer, Region> left = new LinkedHashMap<>(regions);
            // Those that are numbered by the places of their objects belong to these, whatever else is as large.
            SequencedMap<Integer, Region> numbered = new LinkedHashMap<>();
            for (int i = 1; i <= objects.size(); i++) {
                if (isNumbered(objects.get(i - 1), regions.get(i))) {
                    numbered.put(i, Objects.requireNonNull(left.remove(i)));
                }
            }
            int place = 0;
            for (Element object : objects) {
                place++;
                try {
                    object(object, place, numbered.get(place), left);
                } catch (IllegalArgumentException e) {
                    into.accept(new Entry.NotTaken(at(file, object), String.valueOf(e.getMessage())));
                }
            }
            left.forEach(this::region);
        }

        private boolean isNumbered(Element object, @Nullable Region region) {
            try {
                return object.child("polygon").isEmpty()
                        && object.child("robndbox").isEmpty()
                        && object.child("bndbox")
                                .filter(b -> fits(region, object.word("name"), box(b)))
                                .isPresent();
            } catch (IllegalArgumentException e) {
                // Told where the object is taken.
                return false;
            }
        }

        /// @param numbered the region that has its number and fits it
        /// @param regions those that are nobody's yet
        private void object(
                Element object, int place, @Nullable Region numbered, SequencedMap<Integer, Region> regions) {
            String name = object.word("name");
            if (name.isBlank()) {
                throw new IllegalArgumentException("it has no name");
            }
            Optional<Box> box = Optional.empty();
            if (object.child("bndbox").isPresent()) {
                box = Optional.of(box(object.child("bndbox").get()));
            }
            Shape shape = shape(object, name, numbered, box, regions);
            category(name, "");
            tell(object, name, Integer.toString(place), shape, "");
            int part = 0;
            for (Element p : object.all("part")) {
                part++;
                try {
                    part(p, name, place, part);
                } catch (IllegalArgumentException e) {
                    into.accept(new Entry.NotTaken(at(file, p), String.valueOf(e.getMessage())));
                }
            }
        }

        private void part(Element part, String of, int place, int number) {
            String name = part.word("name");
            if (name.isBlank() || part.child("bndbox").isEmpty()) {
                throw new IllegalArgumentException("a part is a name and a box");
            }
            Shape shape = box(part.child("bndbox").get());
            category(name, of);
            tell(part, name, place + "." + number, shape, "{\"part_of\":\"" + place + "\"}");
        }

        private void tell(Element said, String category, String key, Shape shape, String extras) {
            into.accept(new Entry.Annotation(
                    at(file, said),
                    key,
                    picture.key(),
                    category,
                    Optional.of(shape),
                    Optional.empty(),
                    Optional.empty(),
                    isSet(said, VocAttributes.CROWD),
                    set(said.word("occluded")),
                    0,
                    attributes(said),
                    extras));
        }

        private boolean isSet(Element said, String attribute) {
            return said.child("attributes").stream()
                    .flatMap(all -> all.all("attribute").stream())
                    .anyMatch(a -> a.word("name").equals(attribute) && set(a.word("value")));
        }

        private static boolean set(String text) {
            return text.equals("1") || text.equalsIgnoreCase("true");
        }

        private SequencedMap<String, Value> attributes(Element said) {
            SequencedMap<String, Value> all = new LinkedHashMap<>();
            for (String flag : VocAttributes.FLAGS) {
                if (set(said.word(flag))) {
                    all.put(flag, new Value.Flag(true));
                }
            }
            String pose = said.word(VocAttributes.POSE);
            if (!pose.isEmpty() && !pose.equalsIgnoreCase(VocAttributes.NO_POSE)) {
                all.put(VocAttributes.POSE, new Value.Word(pose));
            }
            for (Element action : said.child("actions").map(Element::children).orElse(List.of())) {
                all.put(action.name(), new Value.Flag(set(action.text())));
            }
            for (Element a :
                    said.child("attributes").map(e -> e.all("attribute")).orElse(List.of())) {
                String name = a.word("name");
                if (!name.isBlank() && !name.equals(VocAttributes.CROWD) && !VocAttributes.FLAGS.contains(name)) {
                    all.put(name, new Value.Word(a.word("value")));
                }
            }
            return all;
        }

        private Shape shape(
                Element object,
                String name,
                @Nullable Region numbered,
                Optional<Box> box,
                SequencedMap<Integer, Region> regions) {
            List<Ring> rings =
                    object.all("polygon").stream().map(OnPicture::ring).toList();
            if (!rings.isEmpty()) {
                return UnionOfRings.shape(rings, picture.width(), picture.height());
            }
            if (object.child("robndbox").isPresent()) {
                return turned(object.child("robndbox").get());
            }
            Box drawn = box.orElseThrow(() -> new IllegalArgumentException("it has no bndbox"));
            if (numbered != null) {
                return new Mask(numbered.pixels());
            }
            return regions.keySet().stream()
                    .filter(n -> fits(regions.get(n), name, drawn))
                    .findFirst()
                    .map(regions::remove)
                    .<Shape>map(r -> new Mask(r.pixels()))
                    .orElse(drawn);
        }

        private boolean fits(@Nullable Region region, String name, Box box) {
            if (region == null || !region.category().equals(name)) {
                return false;
            }
            PixelBox b = region.pixels().bounds().orElseThrow();
            return Math.abs(b.x() - box.x()) <= NEAR
                    && Math.abs(b.y() - box.y()) <= NEAR
                    && Math.abs(b.x() + b.width() - box.right()) <= NEAR
                    && Math.abs(b.y() + b.height() - box.bottom()) <= NEAR;
        }

        private void region(int number, Region region) {
            Entry.At at = new Entry.At(region.file(), "object " + number);
            if (region.category().isEmpty()) {
                into.accept(new Entry.NotTaken(at, "its pixels have no class in SegmentationClass"));
                return;
            }
            category(region.category(), "");
            into.accept(new Entry.Annotation(
                    at,
                    "object " + number,
                    picture.key(),
                    region.category(),
                    Optional.of(new Mask(region.pixels())),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    false,
                    0,
                    new LinkedHashMap<>(),
                    ""));
        }

        private Box box(Element b) {
            double left = PlainNumber.of(b.word("xmin"));
            double top = PlainNumber.of(b.word("ymin"));
            double right = PlainNumber.of(b.word("xmax"));
            double bottom = PlainNumber.of(b.word("ymax"));
            if (corners == VocFormat.Corners.PIXELS_FROM_ONE) {
                if (left < 1 || top < 1) {
                    throw new IllegalArgumentException("VOC counts pixels from 1, and its box begins at (" + left + ", "
                            + top + "): read the files as voc-edges");
                }
                left--;
                top--;
            }
            if (!(right > left && bottom > top)) {
                throw new IllegalArgumentException("the box has no extent");
            }
            return new Box(left, top, right - left, bottom - top);
        }

        /// Its points are x1, y1, x2, y2 and so on.
        private static Ring ring(Element p) {
            Map<String, String> said = new HashMap<>();
            p.children().forEach(c -> said.put(c.name(), c.text()));
            List<Point> points = new ArrayList<>();
            for (int i = 1; said.containsKey("x" + i); i++) {
                points.add(new Point(
                        PlainNumber.of(said.getOrDefault("x" + i, "")),
                        PlainNumber.of(said.getOrDefault("y" + i, ""))));
            }
            return new Ring(points);
        }

        /// As roLabelImg and X-AnyLabeling write it, the angle in radians.
        private static Shape turned(Element b) {
            return new RotatedBox(
                    PlainNumber.of(b.word("cx")),
                    PlainNumber.of(b.word("cy")),
                    PlainNumber.of(b.word("w")),
                    PlainNumber.of(b.word("h")),
                    Math.toDegrees(PlainNumber.of(b.word("angle"))));
        }
    }
}
