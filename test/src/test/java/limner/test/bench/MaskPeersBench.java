package limner.test.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import limner.model.geometry.Overlaps;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Ring;
import limner.model.geometry.Rle;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Timeout;
import org.openjdk.jmh.annotations.Warmup;

/// The mask engine beside RLEMaskLib, hotcoco, pycocotools and faster-coco-eval, as far as the Python that
/// `-Dlimner.reference.python` or `LIMNER_REFERENCE_PYTHON` names has them: the same masks, one library after the other
/// in every round, and the least of the rounds of each, since what disturbs only ever adds.
///
/// A library that is not there leaves its column out. That both sides work on the same masks is made sure by a sum over
/// their texts. JMH's score is only how long all of it took.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Timeout(time = 1, timeUnit = TimeUnit.HOURS)
public class MaskPeersBench {
    private static final List<String> PEERS = List.of("rlemasklib", "hotcoco", "pycocotools", "faster_coco_eval");
    private static final String FLOOR = "pycocotools";
    private static final int MASKS = 8;
    private static final int OBJECTS = 50;
    private static final int RINGS = 50;
    private static final double ROUND_MICROS = 5_000;
    private static final double WARM_MICROS = 300_000;

    /// How often every operation is timed with every library.
    @Param({"7"})
    public int rounds;

    /// Which sizes, separated by `+`.
    @Param({"640x480+1920x1080+3840x2160"})
    public String sizes = "";

    /// Which operations (as in [Operation], in small letters), separated by `+`.
    @Param({"area+box+union+intersection+encode+decode+write+read+iou+polygon"})
    public String operations = "";

    private long kept;

    /// What is timed: on each mask, on each with its neighbour, or on each with each.
    enum Operation {
        AREA(2),
        BOX(2),
        UNION(2),
        INTERSECTION(2),
        ENCODE(2),
        DECODE(2),
        WRITE(1.5),
        READ(1.5),
        IOU(1.5),
        POLYGON(2);

        /// How many times as long as the fastest other library it may take.
        final double most;

        Operation(double most) {
            this.most = most;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record Size(int width, int height) {
        static Size parse(String text) {
            String[] sides = text.split("x");
            return new Size(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
        }

        @Override
        public String toString() {
            return width + " × " + height;
        }
    }

    /// Everything, and the table.
    @Benchmark
    public long tables() throws IOException {
        List<Reference> peers = PEERS.stream()
                .map(name -> Reference.start("mask_peers.py", name))
                .flatMap(Optional::stream)
                .toList();
        try (ScratchFolder scratch = ScratchFolder.make()) {
            head(peers, System.out);
            for (Size size : Stream.of(sizes.split("\\+")).map(Size::parse).toList()) {
                for (MaskKind kind : MaskKind.values()) {
                    compare(
                            kind.name().toLowerCase(Locale.ROOT),
                            size,
                            kind.masks(size.width(), size.height(), MASKS),
                            chosen(
                                    Operation.AREA,
                                    Operation.BOX,
                                    Operation.UNION,
                                    Operation.INTERSECTION,
                                    Operation.ENCODE,
                                    Operation.DECODE,
                                    Operation.WRITE,
                                    Operation.READ),
                            peers,
                            scratch.path());
                }
                compare(
                        "large",
                        size,
                        MaskKind.BLOB.masks(size.width(), size.height(), OBJECTS),
                        chosen(Operation.IOU),
                        peers,
                        scratch.path());
                compare("small", size, small(size), chosen(Operation.IOU), peers, scratch.path());
                compare(
                        "rings",
                        size,
                        MaskKind.BLOB.masks(size.width(), size.height(), 1),
                        chosen(Operation.POLYGON),
                        peers,
                        scratch.path());
            }
            return kept;
        } finally {
            peers.forEach(Reference::close);
        }
    }

    private List<Operation> chosen(Operation... among) {
        List<String> asked = List.of(operations.split("\\+"));
        return Stream.of(among).filter(each -> asked.contains(each.word())).toList();
    }

    /// Objects far apart, as most pairs of a picture are.
    private static List<Rle> small(Size size) {
        List<Rle> objects = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; i < OBJECTS; i++) {
            double reach = size.height() * (0.01 + 0.03 * random.nextDouble());
            double x = reach + (size.width() - 2 * reach) * random.nextDouble();
            double y = reach + (size.height() - 2 * reach) * random.nextDouble();
            objects.add(Rasterizer.rasterize(polygon(x, y, reach, 24, random), size.width(), size.height()));
        }
        return objects;
    }

    private static Polygon polygon(double x, double y, double reach, int corners, Random random) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < corners; i++) {
            double turn = 2 * Math.PI * i / corners;
            double far = reach * (0.7 + 0.3 * random.nextDouble());
            points.add(new Point(
                    Math.round(10 * (x + far * Math.cos(turn))) / 10.0,
                    Math.round(10 * (y + far * Math.sin(turn))) / 10.0));
        }
        return new Polygon(List.of(new Ring(points)));
    }

    private static List<Polygon> rings(Size size) {
        Random random = new Random(6);
        return IntStream.range(0, RINGS)
                .mapToObj(_ -> polygon(
                        size.width() * (0.3 + 0.4 * random.nextDouble()),
                        size.height() * (0.3 + 0.4 * random.nextDouble()),
                        size.height() * (0.05 + 0.25 * random.nextDouble()),
                        20 + random.nextInt(100),
                        random))
                .toList();
    }

    private void compare(
            String kind, Size size, List<Rle> masks, List<Operation> asked, List<Reference> peers, Path scratch)
            throws IOException {
        if (asked.isEmpty()) {
            return;
        }
        Set set = new Set(size, masks, asked.contains(Operation.POLYGON) ? rings(size) : List.of());
        Path pictures = scratch.resolve("pictures");
        Path rings = scratch.resolve("rings");
        set.save(pictures, rings);
        for (Reference peer : peers) {
            peer.ask("load " + size.width() + " " + size.height() + " " + masks.size() + " " + pictures);
            peer.ask("rings " + rings);
            OptionalDouble sum = peer.ask("text");
            if (sum.isEmpty() || (long) sum.getAsDouble() != set.sum()) {
                throw new IllegalStateException(peer.name() + " has other masks of " + kind + " at " + size + ".");
            }
        }
        for (Operation operation : asked) {
            row(kind, set, operation, peers);
        }
        Files.delete(pictures);
    }

    private void row(String kind, Set set, Operation operation, List<Reference> peers) {
        double once = set.micros(operation, repeats(WARM_MICROS, Math.max(0.05, set.micros(operation, 3))));
        List<Double> ours = new ArrayList<>();
        Map<String, List<Double>> theirs = new LinkedHashMap<>();
        Map<String, Integer> often = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            ours.add(set.micros(operation, repeats(ROUND_MICROS, once)));
            for (Reference peer : peers) {
                int repeats = often.computeIfAbsent(peer.name(), _ -> 1);
                OptionalDouble took = peer.ask("time " + operation.word() + " " + repeats);
                if (took.isPresent()) {
                    theirs.computeIfAbsent(peer.name(), _ -> new ArrayList<>()).add(took.getAsDouble());
                    often.put(peer.name(), repeats(ROUND_MICROS, took.getAsDouble() * set.things(operation)));
                }
            }
        }
        int things = set.things(operation);
        ours.replaceAll(micros -> micros / things);
        print(kind, set, operation, ours, theirs, peers);
    }

    private static int repeats(double micros, double once) {
        return (int) Math.clamp(micros / once, 1, 20_000);
    }

    private static void head(List<Reference> peers, PrintStream out) {
        String names = peers.stream().map(Reference::name).collect(Collectors.joining(" | "));
        out.printf(
                Locale.ROOT,
                "%nµs per mask, per pair for iou: least (median) of the rounds; load %.1f%n"
                        + "| operation | size | kind | runs | Limner | %s | Limner / fastest, least (median) | |%n",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                names);
    }

    private static void print(
            String kind,
            Set set,
            Operation operation,
            List<Double> ours,
            Map<String, List<Double>> theirs,
            List<Reference> peers) {
        double fastest = theirs.values().stream()
                .mapToDouble(MaskPeersBench::least)
                .min()
                .orElse(Double.NaN);
        double usual = theirs.values().stream()
                .mapToDouble(MaskPeersBench::median)
                .min()
                .orElse(Double.NaN);
        double ratio = least(ours) / fastest;
        double most = kind.equals("small") ? 2 : operation.most;
        @Nullable List<Double> floor = theirs.get(FLOOR);
        String verdict = theirs.isEmpty()
                ? ""
                : ratio > most ? "MISSED" : floor != null && least(ours) > least(floor) ? "SLOWER" : "met";
        String columns = peers.stream()
                .map(peer -> theirs.containsKey(peer.name()) ? figure(theirs.get(peer.name())) : "")
                .collect(Collectors.joining(" | "));
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %d | %s | %s | %.2f (%.2f) | %s |%n",
                operation.word(),
                set.size,
                kind,
                set.medianRuns(),
                figure(ours),
                columns,
                ratio,
                median(ours) / usual,
                verdict);
        System.out.flush();
    }

    private static String figure(List<Double> micros) {
        return String.format(Locale.ROOT, "%.3g (%.3g)", least(micros), median(micros));
    }

    private static double least(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /// The masks of one row in all the forms that the operations start from.
    private final class Set {
        private final Size size;
        private final List<Rle> masks;
        private final List<Polygon> polygons;
        private final List<byte[]> texts;
        private final List<byte[]> pictures;
        private final byte[] room;

        Set(Size size, List<Rle> masks, List<Polygon> polygons) {
            this.size = size;
            this.masks = masks;
            this.polygons = polygons;
            texts = masks.stream().map(Rle::compressed).toList();
            pictures = masks.stream().map(this::picture).toList();
            room = new byte[size.width() * size.height()];
        }

        private byte[] picture(Rle mask) {
            byte[] picture = new byte[size.width() * size.height()];
            mask.decodeRowMajor(picture, (byte) 1);
            return picture;
        }

        void save(Path file, Path rings) throws IOException {
            try (OutputStream out = Files.newOutputStream(file)) {
                for (byte[] picture : pictures) {
                    out.write(picture);
                }
            }
            Files.write(rings, polygons.stream().map(MaskPeersBench::line).toList());
        }

        long sum() {
            CRC32 sum = new CRC32();
            texts.forEach(sum::update);
            return sum.getValue();
        }

        int medianRuns() {
            return masks.stream()
                    .mapToInt(Rle::runCount)
                    .sorted()
                    .skip(masks.size() / 2)
                    .findFirst()
                    .orElse(0);
        }

        int things(Operation operation) {
            return switch (operation) {
                case IOU -> masks.size() * masks.size();
                case POLYGON -> polygons.size();
                case AREA, BOX, UNION, INTERSECTION, ENCODE, DECODE, WRITE, READ -> masks.size();
            };
        }

        /// Microseconds for doing it to all, the mean of `repeats` times.
        double micros(Operation operation, int repeats) {
            long before = System.nanoTime();
            for (int i = 0; i < repeats; i++) {
                kept += once(operation);
            }
            return (System.nanoTime() - before) / 1e3 / repeats;
        }

        private long once(Operation operation) {
            long sum = 0;
            int count = masks.size();
            switch (operation) {
                case AREA -> {
                    for (Rle mask : masks) {
                        sum += mask.area();
                    }
                }
                case BOX -> {
                    for (Rle mask : masks) {
                        sum += mask.bounds().orElseThrow().width();
                    }
                }
                case UNION -> {
                    for (int i = 0; i < count; i++) {
                        sum += masks.get(i).union(masks.get((i + 1) % count)).runCount();
                    }
                }
                case INTERSECTION -> {
                    for (int i = 0; i < count; i++) {
                        sum += masks.get(i)
                                .intersect(masks.get((i + 1) % count))
                                .runCount();
                    }
                }
                case ENCODE -> {
                    for (byte[] picture : pictures) {
                        sum += Rle.ofRowMajor(size.width(), size.height(), picture)
                                .runCount();
                    }
                }
                case DECODE -> {
                    for (Rle mask : masks) {
                        Arrays.fill(room, (byte) 0);
                        mask.decodeRowMajor(room, (byte) 1);
                        sum += room[room.length / 2];
                    }
                }
                case WRITE -> {
                    for (Rle mask : masks) {
                        sum += mask.compressed().length;
                    }
                }
                case READ -> {
                    for (byte[] text : texts) {
                        sum += Rle.ofCompressed(size.width(), size.height(), text)
                                .runCount();
                    }
                }
                case IOU -> sum += matrix();
                case POLYGON -> {
                    for (Polygon polygon : polygons) {
                        sum += Rasterizer.rasterize(polygon, size.width(), size.height())
                                .runCount();
                    }
                }
            }
            return sum;
        }

        private long matrix() {
            Overlaps overlaps = Overlaps.between(masks, masks);
            double sum = 0;
            for (int i = 0; i < masks.size(); i++) {
                for (int j = 0; j < masks.size(); j++) {
                    sum += overlaps.iou(i, j);
                }
            }
            return Double.doubleToLongBits(sum);
        }
    }

    private static String line(Polygon polygon) {
        return polygon.rings().getFirst().points().stream()
                .map(point -> point.x() + " " + point.y())
                .collect(Collectors.joining(" "));
    }
}
