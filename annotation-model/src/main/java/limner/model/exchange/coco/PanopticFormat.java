package limner.model.exchange.coco;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import limner.model.exchange.DatasetFormat;
import limner.model.exchange.Entry;
import limner.model.exchange.Regions;
import limner.model.exchange.Samples;
import limner.model.exchange.Surroundings;
import limner.model.exchange.Target;
import limner.model.exchange.Trees;
import limner.model.exchange.UnreadableException;
import limner.model.geometry.Mask;
import limner.model.geometry.Rle;
import limner.model.release.coco.FormatException;
import limner.model.release.coco.JsonFormat;
import tools.jackson.databind.JsonNode;

/// COCO's panoptic segmentation: a file, with the pictures of numbers in the folder beside it that is called as it is.
public final class PanopticFormat implements DatasetFormat {

    private static final int LOOK = 1 << 16;
    private static final String JSON = ".json";

    @Override
    public String id() {
        return PanopticExport.ID;
    }

    @Override
    public String title() {
        return PanopticExport.TITLE;
    }

    @Override
    public boolean recognises(Path path) throws IOException {
        return looksSo(path);
    }

    /// Whether a file says what the segments of a picture are.
    static boolean looksSo(Path path) throws IOException {
        if (!Files.isRegularFile(path)
                || !path.toString().toLowerCase(Locale.ROOT).endsWith(JSON)) {
            return false;
        }
        if (Trees.beginning(path, LOOK).contains("\"segments_info\"")) {
            return true;
        }
        return Files.isDirectory(folder(path))
                && new String(tail(path), StandardCharsets.UTF_8).contains("segments_info");
    }

    private static byte[] tail(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            in.skipNBytes(Math.max(0, Files.size(path) - LOOK));
            return in.readNBytes(LOOK);
        }
    }

    private static Path folder(Path file) {
        String name = String.valueOf(file.getFileName());
        return file.resolveSibling(name.substring(0, name.length() - JSON.length()));
    }

    @Override
    public void read(Path path, Surroundings around, Consumer<Entry> into) throws IOException, UnreadableException {
        Map<String, Entry.Picture> pictures = new HashMap<>();
        Map<String, Entry.Category> categories = new HashMap<>();
        CocoDataset.read(path, entry -> {
            switch (entry) {
                case Entry.Category c -> {
                    categories.put(c.key(), c);
                    into.accept(c);
                }
                case Entry.Picture p -> {
                    pictures.put(p.key(), p);
                    into.accept(p);
                }
                case Entry.About a -> into.accept(a);
                case Entry.Video v -> into.accept(v);
                // What stands under annotations has another form here.
                case Entry.NotTaken n when !n.at().where().startsWith("annotations") -> into.accept(n);
                case Entry.Annotation _, Entry.Tag _, Entry.Interval _, Entry.NotTaken _ -> {}
            }
        });
        String name = String.valueOf(path.getFileName());
        try (InputStream in = Files.newInputStream(path)) {
            JsonFormat.read(in, new OfPictures(name, folder(path), pictures, categories, around, into));
        } catch (FormatException e) {
            throw new UnreadableException(new Entry.At(name, ""), String.valueOf(e.getMessage()));
        }
    }

    /// Takes the segments of one picture after the other.
    private record OfPictures(
            String name,
            Path folder,
            Map<String, Entry.Picture> pictures,
            Map<String, Entry.Category> categories,
            Surroundings around,
            Consumer<Entry> into)
            implements JsonFormat.Elements {

        @Override
        public void element(String array, JsonNode element) {
            if (!array.equals("annotations")) {
                return;
            }
            String image = element.path("image_id").asString("");
            Entry.At at = new Entry.At(name, "image " + image);
            try {
                Entry.Picture picture = pictures.get(image);
                if (picture == null) {
                    throw new IllegalArgumentException("there is no such image");
                }
                segments(at, picture, element, regions(picture, element));
            } catch (IllegalArgumentException e) {
                into.accept(new Entry.NotTaken(at, String.valueOf(e.getMessage())));
            }
        }

        @Override
        public void property(String property, JsonNode value) {
            // Nothing of it says anything of segments.
        }

        private SortedMap<Integer, Rle> regions(Entry.Picture picture, JsonNode element) {
            String file = element.path("file_name").asString("");
            if (Target.problem(file).isPresent()) {
                throw new IllegalArgumentException("its picture of segments has no name that can be opened");
            }
            Samples samples;
            try {
                samples = around.samples(Files.readAllBytes(folder.resolve(file)));
            } catch (IOException e) {
                throw new IllegalArgumentException("its picture of segments " + file + " cannot be read", e);
            }
            if (samples.width() != picture.width() || samples.height() != picture.height()) {
                throw new IllegalArgumentException("its picture of segments is " + samples.width() + " × "
                        + samples.height() + ", and the picture " + picture.width() + " × " + picture.height());
            }
            return Regions.of(samples, value -> value != 0);
        }

        private void segments(Entry.At of, Entry.Picture picture, JsonNode element, SortedMap<Integer, Rle> regions) {
            for (JsonNode s : element.path("segments_info").values()) {
                int id = s.path("id").asInt(0);
                Entry.At at = new Entry.At(of.file(), of.where() + ", segment " + id);
                Entry.Category category = categories.get(s.path("category_id").asString(""));
                Rle pixels = regions.get(id);
                if (category == null || pixels == null) {
                    into.accept(new Entry.NotTaken(
                            at, category == null ? "there is no such category" : "no pixel has its number"));
                } else {
                    into.accept(new Entry.Annotation(
                            at,
                            Integer.toString(id),
                            picture.key(),
                            category.key(),
                            Optional.of(new Mask(pixels)),
                            Optional.empty(),
                            Optional.empty(),
                            s.path("iscrowd").asInt(0) != 0,
                            false,
                            0,
                            new LinkedHashMap<>(),
                            ""));
                }
            }
        }
    }
}
