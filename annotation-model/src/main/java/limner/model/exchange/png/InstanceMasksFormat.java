package limner.model.exchange.png;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limner.model.exchange.DatasetFormat;
import limner.model.exchange.Entry;
import limner.model.exchange.NameList;
import limner.model.exchange.PictureTeller;
import limner.model.exchange.Samples;
import limner.model.exchange.Surroundings;
import limner.model.exchange.Trees;
import limner.model.exchange.UnreadableException;
import limner.model.geometry.Rle;

/// A mask for each object, in a folder for each picture: `000012/car-2.png` is the second car on picture `000012`, and
/// `a/masks/1.png` an object of picture `a`. Every pixel that is not 0 is inside; masks may overlap.
public final class InstanceMasksFormat implements DatasetFormat {

    static final String ID = "png-instances";
    static final String TITLE = "A PNG mask for each object";

    private static final Pattern NUMBERED = Pattern.compile("(.*[^-_ ])[-_ ]+\\d{1,9}");

    /// Names that programs make up.
    private static final Pattern NAMELESS = Pattern.compile("\\d+|[0-9a-f]{16,}");

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return TITLE;
    }

    @Override
    public boolean recognises(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        Optional<Path> any = MaskFiles.any(path);
        if (any.isEmpty() || !MaskFiles.isNumbered(any.get())) {
            return false;
        }
        String name = Trees.name(path, any.get());
        String last = PictureTeller.stem(name).substring(name.lastIndexOf('/') + 1);
        return name.contains("/")
                && (name.contains("/masks/")
                        || NUMBERED.matcher(last).matches()
                                && !NAMELESS.matcher(last).matches())
                && Trees.some(path, ".xml", 1).isEmpty()
                && NameList.find(NameList.upwards(path, path), ClassNames.FILES).isEmpty();
    }

    @Override
    public void read(Path path, Surroundings around, Consumer<Entry> into) throws IOException, UnreadableException {
        PictureTeller pictures = new PictureTeller(around, into);
        Map<String, Entry.Picture> known = new HashMap<>();
        Set<String> told = new HashSet<>();
        for (Path file : MaskFiles.all(path, into)) {
            String name = Trees.name(path, file);
            Entry.At at = new Entry.At(name, "");
            if (!name.contains("/")) {
                into.accept(new Entry.NotTaken(at, "it lies in no folder that is called after a picture"));
                continue;
            }
            Samples samples = samples(at, Files.readAllBytes(file), around);
            String folder = name.substring(0, name.lastIndexOf('/')).replaceFirst("(.)/masks$", "$1");
            Entry.Picture picture = known.get(folder);
            if (picture == null) {
                picture = pictures.tell(folder, folder, MaskFiles.size(samples)).orElseThrow();
                known.put(folder, picture);
            }
            Optional<String> problem = picture.width() == samples.width() && picture.height() == samples.height()
                    ? Optional.empty()
                    : Optional.of("it is " + samples.width() + " × " + samples.height() + ", and others of its picture "
                            + picture.width() + " × " + picture.height());
            Rle pixels = pixels(samples);
            if (problem.isPresent() || pixels.isEmpty()) {
                into.accept(new Entry.NotTaken(at, problem.orElse("it has no pixels")));
                continue;
            }
            String stem = PictureTeller.stem(name).substring(name.lastIndexOf('/') + 1);
            String category = category(stem);
            if (told.add(category)) {
                into.accept(new Entry.Category(category, category, "", true, List.of(), List.of(), ""));
            }
            into.accept(MaskFiles.annotation(at, stem, picture, category, pixels, Optional.empty()));
        }
    }

    private static Samples samples(Entry.At at, byte[] png, Surroundings around) throws UnreadableException {
        try {
            return around.samples(png);
        } catch (IOException e) {
            throw new UnreadableException(at, "it cannot be read: " + e.getMessage());
        }
    }

    private static Rle pixels(Samples samples) {
        byte[] inside = new byte[samples.values().length];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = (byte) (samples.values()[i] == 0 ? 0 : 1);
        }
        return Rle.ofRowMajor(samples.width(), samples.height(), inside);
    }

    private static String category(String stem) {
        if (stem.isBlank() || NAMELESS.matcher(stem).matches()) {
            return "object";
        }
        Matcher numbered = NUMBERED.matcher(stem);
        return numbered.matches() ? numbered.group(1) : stem;
    }
}
