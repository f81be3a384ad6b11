package limner.model.exchange.yolo;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import limner.model.exchange.DatasetWriter;
import limner.model.exchange.Entry;
import limner.model.exchange.Heads;
import limner.model.exchange.Page;
import limner.model.exchange.PictureFiles;
import limner.model.exchange.PictureTeller;
import limner.model.exchange.Target;
import limner.model.geometry.Box;
import limner.model.geometry.Ellipse;
import limner.model.geometry.Joint;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.PointSet;
import limner.model.geometry.Polygon;
import limner.model.geometry.Polyline;
import limner.model.geometry.RotatedBox;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;

/// Writes `data.yaml`, and a text for each picture.
final class YoloWriting implements DatasetWriter.Writing {

    static final String DATA = "data.yaml";

    private static final String IMAGES = "/images/";

    private final List<String> classes;
    private final YoloExport.Task task;
    private final int joints;
    private final Target target;

    YoloWriting(Heads heads, YoloExport fit, YoloExport.Task task, Target target) throws IOException {
        classes = List.copyOf(heads.categories().keySet());
        this.task = task;
        joints = task == YoloExport.Task.POSE ? YoloExport.joints(heads) : 0;
        this.target = target;
        List<Entry.Category> all =
                heads.categories().values().stream().map(fit::fit).toList();
        demandNames(all);
        try (Writer out = writer(DATA)) {
            out.write(data(all));
        }
    }

    private static void demandNames(List<Entry.Category> all) {
        Set<String> seen = new HashSet<>();
        for (Entry.Category c : all) {
            if (!seen.add(c.name())) {
                throw new IllegalArgumentException(
                        "Two classes are called " + c.name() + ", and YOLO knows classes by their names.");
            }
        }
    }

    private Writer writer(String path) throws IOException {
        return new BufferedWriter(new OutputStreamWriter(target.create(path), StandardCharsets.UTF_8));
    }

    private String data(List<Entry.Category> all) {
        StringBuilder yaml = new StringBuilder();
        yaml.append("# The pictures belong into images/, under the names of the texts in labels/.\n")
                .append("# They are not divided: a share of your own choice should go to val.\n")
                .append("train: images\n")
                .append("val: images\n")
                .append("task: ")
                .append(task.name().toLowerCase(Locale.ROOT))
                .append('\n');
        if (joints > 0) {
            yaml.append("kpt_shape: [").append(joints).append(", 3]\n").append("kpt_names:\n");
            for (int i = 0; i < all.size(); i++) {
                if (!all.get(i).joints().isEmpty()) {
                    yaml.append("  ")
                            .append(i)
                            .append(all.get(i).joints().stream()
                                    .map(YoloWriting::quoted)
                                    .collect(Collectors.joining(", ", ": [", "]\n")));
                }
            }
        }
        yaml.append(all.isEmpty() ? "names: {}\n" : "names:\n");
        for (int i = 0; i < all.size(); i++) {
            yaml.append("  ")
                    .append(i)
                    .append(": ")
                    .append(quoted(all.get(i).name()))
                    .append('\n');
        }
        return yaml.toString();
    }

    /// In quotes, since a class may be called `no`, or begin like something else.
    private static String quoted(String name) {
        StringBuilder all = new StringBuilder("\"");
        name.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                all.append('\\').appendCodePoint(c);
            } else if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || c == 0xFEFF) {
                all.append(String.format(Locale.ROOT, "\\u%04X", c));
            } else {
                all.appendCodePoint(c);
            }
        });
        return all.append('"').toString();
    }

    /// Where trainers look for the labels of a picture: its path with the last folder `images` as `labels`, and
    /// another ending.
    static String labelsOf(Entry.Picture picture) {
        String name = PictureFiles.nameOf(picture);
        String image = name.startsWith("images/") ? "/" + name : IMAGES + name;
        int last = image.lastIndexOf(IMAGES);
        String labels = image.substring(0, last) + "/labels/" + image.substring(last + IMAGES.length());
        return PictureTeller.stem(labels.substring(1)) + ".txt";
    }

    @Override
    public List<String> page(Page page) throws IOException {
        List<String> ids = new ArrayList<>();
        YoloShares shares = new YoloShares(page.picture());
        try (Writer out = writer(labelsOf(page.picture()))) {
            for (Entry.Annotation a : page.annotations()) {
                out.write(line(a, shares));
                ids.add(Integer.toString(ids.size() + 1));
            }
        }
        return ids;
    }

    private String line(Entry.Annotation a, YoloShares shares) {
        StringJoiner line = new StringJoiner(" ", "", "\n");
        line.add(Integer.toString(classes.indexOf(a.category())));
        for (double n : numbers(a.shape().orElseThrow(), shares)) {
            line.add(YoloShares.text(n));
        }
        for (int i = 0; i < joints; i++) {
            int place = i;
            a.pose()
                    .map(p -> p.joints().get(place))
                    .filter(Joint::present)
                    .ifPresentOrElse(j -> joint(line, j, shares), () -> line.add("0 0 0"));
        }
        return line.toString();
    }

    private static void joint(StringJoiner line, Joint joint, YoloShares shares) {
        for (double n : shares.of(List.of(joint.at()))) {
            line.add(YoloShares.text(n));
        }
        line.add(joint.state() == Joint.State.OCCLUDED ? "1" : "2");
    }

    private static double[] numbers(Shape shape, YoloShares shares) {
        return switch (shape) {
            case Box b -> shares.of(b);
            case RotatedBox b -> shares.of(b.corners().points());
            case Polygon p -> shares.of(p.rings().getFirst().points());
            case Ellipse _, Polyline _, Point _, PointSet _, Skeleton _, Mask _ ->
                throw new IllegalStateException("a shape was not fitted");
        };
    }

    @Override
    public void end(List<Entry.Interval> intervals) {
        // Each picture is a file that is whole already.
    }

    @Override
    public void close() {
        // Nothing is open between two pictures.
    }
}
