package limner.test.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.StringJoiner;
import limner.model.geometry.Box;
import limner.model.geometry.Mask;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Ring;
import limner.model.geometry.Rle;

/// A COCO file with very many annotations, twenty on each frame of one video: 55 of a hundred are outlines, a fifth of
/// these in two parts, 25 compressed masks, half with a hole, 10 crowds in plain run lengths, 8 with keypoints and 2
/// boxes. Equal counts give equal bytes.
final class ManyAnnotations {

    static final int WIDTH = 640;
    static final int HEIGHT = 480;
    static final int ON_EACH = 20;
    static final String VIDEO = "clip.mp4";

    private static final int JOINTS = 17;
    private static final int SHAPES = 2_000;

    private final Random random = new Random(1);
    private final List<String> masks = new ArrayList<>();
    private final List<String> crowds = new ArrayList<>();

    private ManyAnnotations() {
        for (int i = 0; i < SHAPES; i++) {
            masks.add(compressed(i));
            crowds.add(plain());
        }
    }

    static int frames(int annotations) {
        return (annotations + ON_EACH - 1) / ON_EACH;
    }

    /// The file, made now if need be and kept where [BenchClip]s are. Not to be changed.
    static Path file(int annotations) throws IOException {
        Path kept = BenchClip.folder().resolve("coco-" + annotations + ".json");
        if (!Files.exists(kept)) {
            Files.createDirectories(kept.getParent());
            Path draft = kept.resolveSibling("draft-" + kept.getFileName());
            write(draft, annotations);
            Files.move(draft, kept);
        }
        return kept;
    }

    /// Writes a file.
    static void write(Path file, int annotations) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            new ManyAnnotations().write(annotations, out);
        }
    }

    private void write(int annotations, BufferedWriter out) throws IOException {
        int frames = frames(annotations);
        out.write(String.format(
                Locale.ROOT,
                "{\"videos\": [{\"id\": 1, \"name\": \"%s\", \"width\": %d, \"height\": %d, \"length\": %d}],%n",
                VIDEO,
                WIDTH,
                HEIGHT,
                frames));
        StringJoiner joints = new StringJoiner(", ");
        for (int i = 0; i < JOINTS; i++) {
            joints.add("\"joint" + i + "\"");
        }
        out.write("\"categories\": [{\"id\": 1, \"name\": \"person\", \"keypoints\": [" + joints + "],"
                + " \"skeleton\": [[1, 2], [2, 3]]}");
        for (int i = 2; i <= 80; i++) {
            out.write(", {\"id\": " + i + ", \"name\": \"class" + i + "\"}");
        }
        out.write("],\n\"images\": [");
        for (int f = 0; f < frames; f++) {
            out.write((f == 0 ? "" : ",\n")
                    + String.format(
                            Locale.ROOT,
                            "{\"id\": %d, \"file_name\": \"clip/%06d.png\", \"width\": %d, \"height\": %d,"
                                    + " \"video_id\": 1, \"frame_index\": %d}",
                            f + 1,
                            f,
                            WIDTH,
                            HEIGHT,
                            f));
        }
        out.write("],\n\"annotations\": [");
        for (int i = 0; i < annotations; i++) {
            out.write(i == 0 ? "" : ",\n");
            out.write(annotation(i));
        }
        out.write("]}\n");
    }

    private String annotation(int i) {
        double x = 10 + random.nextInt(400);
        double y = 10 + random.nextInt(300);
        double w = 20 + random.nextInt(180);
        double h = 20 + random.nextInt(150);
        int kind = random.nextInt(100);
        String shape;
        boolean crowd = false;
        int category = 2 + random.nextInt(79);
        if (kind < 55) {
            boolean two = kind < 11;
            shape = "\"segmentation\": ["
                    + (two ? ring(x, y, w / 2.5, h) + ", " + ring(x + w / 2, y, w / 2.5, h) : ring(x, y, w, h)) + "]";
        } else if (kind < 80) {
            shape = "\"segmentation\": " + masks.get(random.nextInt(SHAPES));
        } else if (kind < 90) {
            shape = "\"segmentation\": " + crowds.get(random.nextInt(SHAPES));
            crowd = true;
        } else if (kind < 98) {
            shape = "\"segmentation\": [" + ring(x, y, w, h) + "], " + keypoints(x, y, w, h);
            category = 1;
        } else {
            shape = "\"segmentation\": []";
        }
        return String.format(
                Locale.ROOT,
                "{\"id\": %d, \"image_id\": %d, \"category_id\": %d, \"iscrowd\": %d, \"area\": %.1f,"
                        + " \"bbox\": [%.1f, %.1f, %.1f, %.1f], %s}",
                i + 1,
                i / ON_EACH + 1,
                category,
                crowd ? 1 : 0,
                w * h * 0.7,
                x,
                y,
                w,
                h,
                shape);
    }

    private List<Point> points(double x, double y, double w, double h, int count) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double turn = 2 * Math.PI * i / count;
            double far = 0.35 + 0.15 * random.nextDouble();
            points.add(new Point(
                    Math.round(100 * (x + w / 2 + far * w * Math.cos(turn))) / 100.0,
                    Math.round(100 * (y + h / 2 + far * h * Math.sin(turn))) / 100.0));
        }
        return points;
    }

    private String ring(double x, double y, double w, double h) {
        StringJoiner numbers = new StringJoiner(", ", "[", "]");
        points(x, y, w, h, 16 + random.nextInt(22)).forEach(p -> numbers.add(p.x() + ", " + p.y()));
        return numbers.toString();
    }

    private String keypoints(double x, double y, double w, double h) {
        StringJoiner numbers = new StringJoiner(", ", "\"num_keypoints\": " + JOINTS + ", \"keypoints\": [", "]");
        points(x, y, w, h, JOINTS).forEach(p -> numbers.add(p.x() + ", " + p.y() + ", " + (1 + random.nextInt(2))));
        return numbers.toString();
    }

    private Rle blob(boolean holed) {
        double w = 60 + random.nextInt(300);
        double h = 60 + random.nextInt(250);
        double x = random.nextInt((int) (WIDTH - w));
        double y = random.nextInt((int) (HEIGHT - h));
        Rle whole = Rasterizer.rasterize(new Polygon(List.of(new Ring(points(x, y, w, h, 40)))), WIDTH, HEIGHT);
        return holed
                ? whole.subtract(Rasterizer.rasterize(new Box(x + 0.4 * w, y + 0.4 * h, w / 8, h / 8), WIDTH, HEIGHT))
                : whole;
    }

    private String compressed(int i) {
        String text = new Mask(blob(i % 2 == 0)).rle().cocoString();
        return "{\"size\": [" + HEIGHT + ", " + WIDTH + "], \"counts\": \"" + text.replace("\\", "\\\\") + "\"}";
    }

    private String plain() {
        StringJoiner counts = new StringJoiner(", ");
        for (int count : blob(false).counts()) {
            counts.add(Integer.toString(count));
        }
        return "{\"size\": [" + HEIGHT + ", " + WIDTH + "], \"counts\": [" + counts + "]}";
    }
}
