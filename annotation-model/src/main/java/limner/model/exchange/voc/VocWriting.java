package limner.model.exchange.voc;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.Heads;
import limner.model.exchange.NumberedPalette;
import limner.model.exchange.Page;
import limner.model.exchange.PictureFiles;
import limner.model.exchange.PngFile;
import limner.model.exchange.Samples;
import limner.model.exchange.Target;
import limner.model.exchange.Value;
import limner.model.exchange.XmlTarget;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Rle;

/// Writes the files of each picture when it comes, and the lists of all at the end.
final class VocWriting implements DatasetWriter.Writing {

    private static final String SETS = "ImageSets/";
    private static final String SET = "/trainval.txt";

    private final Heads heads;
    private final VocNumbers numbers;
    private final VocFormat.Corners corners;
    private final Target target;
    private final PictureFiles files;
    private final List<String> all = new ArrayList<>();
    private final List<String> segmented = new ArrayList<>();

    VocWriting(Heads heads, VocFormat.Corners corners, Target target) {
        this.heads = heads;
        this.numbers = VocNumbers.of(heads);
        this.corners = corners;
        this.target = target;
        files = PictureFiles.of(heads);
    }

    @Override
    public List<String> page(Page page) throws IOException {
        Entry.Picture picture = page.picture();
        String name = files.of(picture, "");
        all.add(name);
        boolean hasMasks = page.annotations().stream().anyMatch(a -> a.shape().orElseThrow() instanceof Mask);
        try (XmlTarget xml = new XmlTarget(target.create("Annotations/" + name + ".xml"))) {
            write(xml, page, hasMasks);
            xml.finish();
        }
        if (hasMasks) {
            segmented.add(name);
            pictures(page, name + ".png");
        }
        return IntStream.rangeClosed(1, page.annotations().size())
                .mapToObj(Integer::toString)
                .toList();
    }

    private void write(XmlTarget xml, Page page, boolean hasMasks) throws IOException {
        Entry.Picture picture = page.picture();
        String file = PictureFiles.nameOf(picture);
        int slash = file.lastIndexOf('/');
        xml.begin("annotation").text("\n");
        xml.element("folder", slash < 0 ? "" : file.substring(0, slash));
        xml.element("filename", file);
        xml.begin("size");
        xml.element("width", Integer.toString(picture.width()));
        xml.element("height", Integer.toString(picture.height()));
        xml.element("depth", "3");
        xml.end();
        xml.element("segmented", hasMasks ? "1" : "0");
        for (Entry.Annotation a : page.annotations()) {
            object(xml, a);
        }
        xml.end();
    }

    private void object(XmlTarget xml, Entry.Annotation a) throws IOException {
        SequencedMap<String, Value> attributes = a.attributes();
        xml.begin("object").text("\n");
        xml.element("name", VocNumbers.name(heads.category(a.category())));
        xml.element(
                VocAttributes.POSE,
                attributes.get(VocAttributes.POSE) instanceof Value.Word pose
                                && VocAttributes.isPose(VocAttributes.POSE, pose)
                        ? pose.text()
                        : VocAttributes.NO_POSE);
        for (String flag : VocAttributes.FLAGS) {
            flag(xml, flag, attributes.containsKey(flag));
        }
        flag(xml, "occluded", a.occluded());
        box(xml, VocFit.boxOf(a));
        actions(xml, attributes);
        others(xml, a);
        xml.end();
    }

    private static void flag(XmlTarget xml, String name, boolean isSet) throws IOException {
        xml.element(name, isSet ? "1" : "0");
    }

    private void box(XmlTarget xml, Box box) throws IOException {
        xml.begin("bndbox");
        switch (corners) {
            case PIXELS_FROM_ONE -> {
                xml.element("xmin", Long.toString((long) box.x() + 1));
                xml.element("ymin", Long.toString((long) box.y() + 1));
                xml.element("xmax", Long.toString((long) box.right()));
                xml.element("ymax", Long.toString((long) box.bottom()));
            }
            case EDGES -> {
                xml.element("xmin", Double.toString(box.x()));
                xml.element("ymin", Double.toString(box.y()));
                xml.element("xmax", Double.toString(box.right()));
                xml.element("ymax", Double.toString(box.bottom()));
            }
        }
        xml.end();
    }

    private static void actions(XmlTarget xml, SequencedMap<String, Value> attributes) throws IOException {
        if (attributes.entrySet().stream().noneMatch(e -> VocAttributes.isAction(e.getKey(), e.getValue()))) {
            return;
        }
        xml.begin("actions");
        for (Map.Entry<String, Value> e : attributes.entrySet()) {
            if (VocAttributes.isAction(e.getKey(), e.getValue()) && e.getValue() instanceof Value.Flag(boolean set)) {
                flag(xml, e.getKey(), set);
            }
        }
        xml.end();
    }

    private static void others(XmlTarget xml, Entry.Annotation a) throws IOException {
        xml.begin("attributes").text("\n");
        if (a.crowd()) {
            attribute(xml, VocAttributes.CROWD, "1");
        }
        for (Map.Entry<String, Value> e : a.attributes().entrySet()) {
            if (e.getValue() instanceof Value.Word(String text) && !VocAttributes.isPose(e.getKey(), e.getValue())) {
                attribute(xml, e.getKey(), text);
            }
        }
        xml.end();
    }

    private static void attribute(XmlTarget xml, String name, String value) throws IOException {
        xml.begin("attribute");
        xml.element("name", name);
        xml.element("value", value);
        xml.end();
    }

    private void pictures(Page page, String name) throws IOException {
        Entry.Picture picture = page.picture();
        byte[] objects = new byte[picture.width() * picture.height()];
        byte[] classes = new byte[objects.length];
        int place = 0;
        for (Entry.Annotation a : page.annotations()) {
            place++;
            if (a.shape().orElseThrow() instanceof Mask(Rle rle)) {
                rle.decodeRowMajor(objects, (byte) place);
                rle.decodeRowMajor(classes, (byte) numbers.of(a));
            }
        }
        picture("SegmentationObject/" + name, picture, objects);
        picture("SegmentationClass/" + name, picture, classes);
    }

    private void picture(String name, Entry.Picture picture, byte[] pixels) throws IOException {
        int[] values =
                IntStream.range(0, pixels.length).map(i -> pixels[i] & 0xFF).toArray();
        try (OutputStream out = target.create(name)) {
            PngFile.write(new Samples(picture.width(), picture.height(), values), NumberedPalette.colours(), out);
        }
    }

    @Override
    public void end(List<Entry.Interval> intervals) throws IOException {
        lines(SETS + "Main" + SET, all);
        lines(SETS + "Segmentation" + SET, segmented);
        List<String> labels = new ArrayList<>();
        labels.add("# label:color_rgb:parts:actions");
        if (corners == VocFormat.Corners.PIXELS_FROM_ONE) {
            labels.add(VocClasses.FROM_ONE);
        }
        labels.add(label(numbers.nothing(), 0));
        for (Entry.Category c : heads.categories().values()) {
            labels.add(label(VocNumbers.name(c), numbers.byName().getOrDefault(VocNumbers.name(c), 0)));
        }
        lines("labelmap.txt", labels);
    }

    /// A class with the colour of its number; those that no picture holds have none.
    private static String label(String name, int number) {
        int colour = NumberedPalette.colour(number);
        return number > VocNumbers.LAST
                ? name + ":::"
                : String.format(
                        Locale.ROOT, "%s:%d,%d,%d::", name, colour & 0xFF, colour >> 8 & 0xFF, colour >> 16 & 0xFF);
    }

    private void lines(String file, List<String> lines) throws IOException {
        try (Writer out = new BufferedWriter(new OutputStreamWriter(target.create(file), StandardCharsets.UTF_8))) {
            for (String line : lines) {
                out.write(line);
                out.write('\n');
            }
        }
    }

    @Override
    public void close() {
        // Nothing is open between two pictures.
    }
}
