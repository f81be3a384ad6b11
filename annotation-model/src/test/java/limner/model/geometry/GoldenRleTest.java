package limner.model.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What pycocotools made of masks, rings and boxes, and what an independent slow program made of rings by our own rule.
class GoldenRleTest {
    private final JsonMapper json = new JsonMapper();

    @Test
    void tinyMasksAgreeInEveryRespect() {
        int drawn = 0;
        for (JsonNode mask : lines("edge.jsonl")) {
            String id = mask.get("id").asString();
            Rle rle = checked(mask);
            int[] counts = ints(mask.get("ucounts"));
            assertArrayEquals(counts, rle.counts(), id);
            assertEquals(rle, Rle.ofCounts(rle.width(), rle.height(), counts), id);
            if (mask.has("rows")) {
                String[] rows = strings(mask.get("rows")).stream()
                        .map(row -> row.replace('1', '#'))
                        .toArray(String[]::new);
                assertEquals(rle, Pixels.of(rows).rle(), id);
                drawn++;
            }
        }
        assertTrue(drawn > 30);
    }

    @Test
    void largeMasksAgreeInTextAreaBoxAndEveryPixel() {
        List<JsonNode> masks = lines("masks.jsonl.gz");
        masks.forEach(this::checked);
        assertTrue(masks.size() > 50);
    }

    @Test
    void unionsAndIntersectionsAgreeInTextAndArea() {
        Map<String, Rle> masks = masks();
        List<JsonNode> merges = lines("merges.jsonl.gz");
        for (JsonNode merge : merges) {
            List<Rle> of = strings(merge.get("of")).stream().map(masks::get).toList();
            Rle union = of.stream().reduce(Rle::union).orElseThrow();
            Rle intersection = of.stream().reduce(Rle::intersect).orElseThrow();
            assertEquals(merge.get("union").asString(), union.cocoString());
            assertEquals(merge.get("union_area").asLong(), union.area());
            assertEquals(merge.get("intersection").asString(), intersection.cocoString());
            assertEquals(merge.get("intersection_area").asLong(), intersection.area());
        }
        assertTrue(merges.size() > 40);
    }

    @Test
    void overlapsAgreeWithAndWithoutCrowds() {
        Map<String, Rle> masks = masks();
        int compared = 0;
        for (JsonNode matrix : lines("iou.jsonl.gz")) {
            List<Rle> all = strings(matrix.get("ids")).stream().map(masks::get).toList();
            int[] crowd = ints(matrix.get("iscrowd"));
            Overlaps overlaps = Overlaps.between(all, all);
            for (int i = 0; i < all.size(); i++) {
                for (int j = 0; j < all.size(); j++) {
                    double iou = matrix.get("iou").get(i).get(j).asDouble();
                    double withCrowd = matrix.get("iou_crowd").get(i).get(j).asDouble();
                    assertEquals(iou, all.get(i).iou(all.get(j)), 1e-12);
                    assertEquals(iou, overlaps.iou(i, j), 1e-12);
                    boolean isCrowd = crowd[j] == 1;
                    assertEquals(
                            withCrowd,
                            isCrowd
                                    ? all.get(i).iouWithCrowd(all.get(j))
                                    : all.get(i).iou(all.get(j)),
                            1e-12);
                    assertEquals(withCrowd, isCrowd ? overlaps.iouWithCrowd(i, j) : overlaps.iou(i, j), 1e-12);
                    compared++;
                }
            }
        }
        assertTrue(compared > 1000);
    }

    @Test
    void polygonsAgreeByBothRulesAndInTheirDifference() {
        List<JsonNode> polygons = lines("polygons.jsonl.gz");
        for (JsonNode golden : polygons) {
            String id = golden.get("id").asString();
            int width = golden.get("w").asInt();
            int height = golden.get("h").asInt();
            List<Ring> rings = new ArrayList<>();
            for (JsonNode ring : golden.get("rings")) {
                rings.add(ring(ring));
            }
            Polygon polygon = new Polygon(rings);

            List<String> each = strings(golden.get("counts_each"));
            for (int i = 0; i < rings.size(); i++) {
                Polygon single = new Polygon(List.of(rings.get(i)));
                assertEquals(
                        each.get(i),
                        Rasterizer.rasterizeLikeCoco(single, width, height).cocoString(),
                        id);
            }
            Rle coco = Rasterizer.rasterizeLikeCoco(polygon, width, height);
            assertEquals(golden.get("counts_union").asString(), coco.cocoString(), id);
            assertEquals(golden.get("area").asLong(), coco.area(), id);
            assertEquals(box(golden.get("bbox")), coco.bounds().orElse(PixelBox.EMPTY), id);

            Rle ours = Rasterizer.rasterize(polygon, width, height);
            assertEquals(golden.get("centre_even_odd_counts").asString(), ours.cocoString(), id);
            assertEquals(golden.get("centre_even_odd_area").asLong(), ours.area(), id);
            assertEquals(golden.get("pixels_differing").asLong(), ours.xor(coco).area(), id);
            assertEquals(
                    ours,
                    Contours.polygon(ours)
                            .map(outline -> Rasterizer.rasterize(outline, width, height))
                            .orElse(Rle.empty(width, height)),
                    id);
        }
        assertTrue(polygons.size() > 250);
    }

    @Test
    void boxesAgreeWithThoseOfCoco() {
        List<JsonNode> boxes = lines("boxes.jsonl");
        for (JsonNode golden : boxes) {
            JsonNode at = golden.get("box");
            Box box = new Box(
                    at.get(0).asDouble(),
                    at.get(1).asDouble(),
                    at.get(2).asDouble(),
                    at.get(3).asDouble());
            Rle rle = Rasterizer.boxLikeCoco(
                    box, golden.get("w").asInt(), golden.get("h").asInt());
            assertEquals(golden.get("counts").asString(), rle.cocoString(), box.toString());
            assertEquals(golden.get("area").asLong(), rle.area(), box.toString());
            assertEquals(box(golden.get("bbox")), rle.bounds().orElse(PixelBox.EMPTY), box.toString());
        }
        assertTrue(boxes.size() > 50);
    }

    @Test
    void outlinesOfLargeMasksDrawTheSameMasks() {
        masks().forEach((id, rle) -> {
            List<Polygon> parts = Contours.parts(rle);
            Rle drawn = Rle.empty(rle.width(), rle.height());
            for (Polygon part : parts) {
                assertEquals(Winding.CLOCKWISE, part.rings().getFirst().winding(), id);
                part.rings().stream()
                        .skip(1)
                        .forEach(hole -> assertEquals(Winding.COUNTERCLOCKWISE, hole.winding(), id));
            }
            if (!parts.isEmpty()) {
                Polygon all = Contours.polygon(rle).orElseThrow();
                drawn = Rasterizer.rasterize(all, rle.width(), rle.height());
            }
            assertEquals(rle, drawn, id);
        });
    }

    private Map<String, Rle> masks() {
        Map<String, Rle> masks = new HashMap<>();
        for (JsonNode mask : lines("masks.jsonl.gz")) {
            masks.put(mask.get("id").asString(), ofText(mask));
        }
        return masks;
    }

    private static Rle ofText(JsonNode mask) {
        return Rle.ofCocoString(
                mask.get("w").asInt(), mask.get("h").asInt(), mask.get("counts").asString());
    }

    private Rle checked(JsonNode mask) {
        String id = mask.get("id").asString();
        Rle rle = ofText(mask);
        assertEquals(mask.get("counts").asString(), rle.cocoString(), id);
        assertEquals(mask.get("runs").asInt(), rle.runCount(), id);
        assertEquals(mask.get("area").asLong(), rle.area(), id);
        assertEquals(box(mask.get("bbox")), rle.bounds().orElse(PixelBox.EMPTY), id);
        byte[] pixels = new byte[rle.width() * rle.height()];
        rle.decodeRowMajor(pixels, (byte) 1);
        assertEquals(mask.get("sha256_row_major").asString(), sha256(pixels), id);
        assertEquals(rle, Rle.ofRowMajor(rle.width(), rle.height(), pixels), id);
        assertEquals(rle, MaskEditor.of(rle).toRle(), id);
        return rle;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    private static Ring ring(JsonNode flat) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            points.add(new Point(flat.get(i).asDouble(), flat.get(i + 1).asDouble()));
        }
        return new Ring(points);
    }

    private static PixelBox box(JsonNode bbox) {
        int[] numbers = ints(bbox);
        return new PixelBox(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    private static int[] ints(JsonNode array) {
        int[] values = new int[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).asInt();
        }
        return values;
    }

    private static List<String> strings(JsonNode array) {
        List<String> values = new ArrayList<>();
        array.forEach(value -> values.add(value.asString()));
        return values;
    }

    private List<JsonNode> lines(String name) {
        Path file = goldenFolder()
                .map(folder -> folder.resolve("rle").resolve(name))
                .filter(Files::isReadable)
                .orElse(null);
        assumeTrue(
                file != null,
                "Left out: golden/rle/" + name + " is not here, so nothing was compared with pycocotools.");
        try (InputStream raw = Files.newInputStream(file);
                InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            return reader.lines().map(json::readTree).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private static Optional<Path> goldenFolder() {
        return Optional.ofNullable(System.getProperty("limner.golden")).map(Path::of);
    }
}
