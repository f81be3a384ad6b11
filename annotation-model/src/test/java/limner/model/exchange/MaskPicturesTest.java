package limner.model.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import limner.model.exchange.png.ClassMasksFormat;
import limner.model.exchange.png.InstanceMasksFormat;
import limner.model.exchange.png.ObjectMasksFormat;
import limner.model.geometry.Mask;
import limner.model.geometry.Polygon;
import limner.model.geometry.Rle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Masks in PNG files: what X-AnyLabeling wrote, and small pictures of 3 by 2 in the layouts of others.
final class MaskPicturesTest {

    @TempDir
    Path folder;

    private final ObjectMasksFormat objects = new ObjectMasksFormat();
    private final ClassMasksFormat classes = new ClassMasksFormat();
    private final InstanceMasksFormat instances = new InstanceMasksFormat();

    /// Writes a picture of 3 by 2 with a palette that says nothing of the numbers.
    private void png(String name, int... numbers) throws IOException {
        byte[] colours = new byte[256];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = (byte) (255 - i);
        }
        BufferedImage picture = new BufferedImage(
                3, 2, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, 256, colours, colours, colours));
        picture.getRaster().setPixels(0, 0, 3, 2, numbers);
        write(name, picture);
    }

    private void write(String name, BufferedImage picture) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(picture, "png", out));
        Files.write(file, out.toByteArray());
    }

    private static Mask mask(int... inside) {
        byte[] bytes = new byte[6];
        for (int i : inside) {
            bytes[i] = 1;
        }
        return new Mask(Rle.ofRowMajor(3, 2, bytes));
    }

    private static List<String> said(List<Entry> all) {
        return GoldenSet.of(Entry.Annotation.class, all).stream()
                .map(a -> a.picture() + " " + a.category()
                        + a.track().map(t -> " " + t.key()).orElse(""))
                .toList();
    }

    @Test
    void theClassMasksThatXAnyLabelingWroteHaveThePixelsOfTheTruth() throws Exception {
        Path path = GoldenSet.path("xany/mask");
        assertTrue(classes.recognises(path));
        assertFalse(objects.recognises(path));
        assertFalse(instances.recognises(path));
        List<Entry> read = GoldenSet.read(classes, path);
        assertEquals(List.of(), GoldenSet.of(Entry.NotTaken.class, read));
        assertEquals(
                List.of("person", "car", "Straße 路"),
                GoldenSet.of(Entry.Category.class, read).stream()
                        .map(Entry.Category::name)
                        .toList());
        Map<String, List<Entry.Annotation>> truth = GoldenSet.byPlace(GoldenSet.truth());
        Map<String, List<Entry.Annotation>> ours = GoldenSet.byPlace(read);
        assertEquals(16, ours.size(), "two classes on each of eight pictures");
        ours.forEach((place, all) -> {
            assertEquals(1, all.size(), "a class is one region");
            Rle meant = truth.getOrDefault(place, List.of()).stream()
                    .filter(t -> t.shape().orElseThrow() instanceof Polygon)
                    .map(GoldenSet::pixels)
                    .reduce(Rle.empty(GoldenSet.WIDTH, GoldenSet.HEIGHT), Rle::union);
            Rle is = GoldenSet.pixels(all.getFirst());
            // OpenCV, which drew them, paints the border of an outline too.
            assertTrue(meant.subtract(is).isEmpty(), place);
            assertTrue(is.iou(meant) > 0.85, place + " " + is.iou(meant));
        });
    }

    @Test
    void anObjectHasTheSameNumberOnAllPicturesOfItsSequence() throws Exception {
        png("Annotations/480p/bear/00000.png", 0, 1, 1, 2, 255, 0);
        png("Annotations/480p/bear/00005.png", 0, 0, 1, 0, 0, 0);
        assertTrue(objects.recognises(folder));
        List<Entry> all = GoldenSet.read(objects, folder);
        assertEquals(
                List.of(
                        "Annotations/480p/bear/00000.png object bear/1",
                        "Annotations/480p/bear/00000.png object bear/2",
                        "Annotations/480p/bear/00005.png object bear/1"),
                said(all));
        List<Entry.Annotation> taken = GoldenSet.of(Entry.Annotation.class, all);
        assertEquals(mask(1, 2), taken.get(0).shape().orElseThrow());
        assertEquals(mask(3), taken.get(1).shape().orElseThrow());
        assertEquals(mask(2), taken.get(2).shape().orElseThrow());
        assertEquals(
                List.of(0, 5),
                GoldenSet.of(Entry.Picture.class, all).stream()
                        .map(Entry.Picture::frame)
                        .toList());
        Files.writeString(
                folder.resolve("meta.json"),
                "{\"videos\": {\"bear\": {\"objects\": {\"1\": {\"category\": \"bear\", \"frames\": [\"00000\"]},"
                        + " \"2\": {\"category\": \"cub\", \"frames\": []}}}}}");
        assertEquals(
                List.of("bear", "cub"),
                GoldenSet.of(Entry.Category.class, GoldenSet.read(objects, folder)).stream()
                        .map(Entry.Category::name)
                        .toList());
    }

    @Test
    void coloursStandForTheNumbersOfThePaletteThatEveryoneUses() throws Exception {
        BufferedImage picture = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(1, 1, 0x800000);
        picture.setRGB(2, 1, 0xe0e0c0);
        write("bear/00000.png", picture);
        assertEquals(
                List.of("bear/00000.png object bear/1"),
                said(GoldenSet.read(objects, folder)),
                "the last colour is that of nothing");
        picture.setRGB(0, 1, 0x010203);
        write("bear/00000.png", picture);
        assertEquals(
                "bear/00000.png: it cannot be read: pixel (0, 1) has the colour #010203, which no class has",
                assertThrows(UnreadableException.class, () -> GoldenSet.read(objects, folder))
                        .getMessage());
    }

    @Test
    void classesAreNamedByTheListBeside() throws Exception {
        png("a.png", 0, 1, 1, 2, 3, 255);
        Files.writeString(folder.resolve("class_names.txt"), "_background_\nroad\nsky\n");
        assertTrue(classes.recognises(folder));
        List<Entry> all = GoldenSet.read(classes, folder);
        assertEquals(
                List.of("road", "sky"),
                GoldenSet.of(Entry.Category.class, all).stream()
                        .map(Entry.Category::name)
                        .toList());
        assertFalse(GoldenSet.of(Entry.Category.class, all).getFirst().countable());
        assertEquals(List.of("a.png 1", "a.png 2"), said(all));
        assertEquals(
                List.of("a.png, class 3: no class has the number 3"),
                GoldenSet.of(Entry.NotTaken.class, all).stream()
                        .map(n -> n.at() + ": " + n.reason())
                        .toList());
        Files.move(folder.resolve("class_names.txt"), folder.resolve("labels.txt"));
        Files.writeString(folder.resolve("labels.txt"), "road\nsky\ncar\n");
        assertEquals(List.of("a.png 1", "a.png 2", "a.png 3"), said(GoldenSet.read(classes, folder)));
    }

    @Test
    void aMaskOfItsOwnIsCalledAfterItsClass() throws Exception {
        png("clip0/000003/car-1.png", 0, 255, 0, 0, 0, 0);
        png("clip0/000003/car-2.png", 0, 255, 255, 0, 0, 0);
        png("clip0/000003/old man_1.png", 1, 0, 0, 0, 0, 0);
        png("clip0/000003/tree.png", 0, 0, 0, 0, 0, 0);
        png("7f0e/masks/0123456789abcdef0123.png", 0, 0, 0, 0, 0, 9);
        assertTrue(instances.recognises(folder));
        assertFalse(objects.recognises(folder));
        List<Entry> all = GoldenSet.read(instances, folder);
        assertEquals(List.of("7f0e object", "clip0/000003 car", "clip0/000003 car", "clip0/000003 old man"), said(all));
        assertEquals(
                mask(1, 2),
                GoldenSet.of(Entry.Annotation.class, all).get(2).shape().orElseThrow(),
                "they overlap");
        assertEquals(
                new Entry.Picture("clip0/000003", "clip0/000003.png", 3, 2, "clip0", 3),
                GoldenSet.of(Entry.Picture.class, all).getLast());
        assertEquals(
                Optional.of("it has no pixels"),
                GoldenSet.of(Entry.NotTaken.class, all).stream()
                        .map(Entry.NotTaken::reason)
                        .findFirst());
    }

    @Test
    void damagedFilesAreReadOrRefused() throws Exception {
        FolderMutants.survive(classes, GoldenSet.path("xany/mask"), folder.resolve("classes"), 120);
        png("davis/bear/00000.png", 0, 1, 1, 2, 255, 0);
        png("davis/bear/00005.png", 0, 1, 1, 2, 255, 0);
        Files.writeString(
                folder.resolve("davis/meta.json"),
                "{\"videos\": {\"bear\": {\"objects\": {\"1\": {\"category\": \"bear\", \"frames\": [\"00000\"]}}}}}");
        FolderMutants.survive(objects, folder.resolve("davis"), folder.resolve("objects"), 120);
        png("own/a/car-1.png", 0, 1, 1, 2, 255, 0);
        png("own/a/car-2.png", 0, 1, 1, 2, 255, 0);
        FolderMutants.survive(instances, folder.resolve("own"), folder.resolve("instances"), 120);
    }
}
