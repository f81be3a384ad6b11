package limner.model.exchange.png;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import limner.model.exchange.DatasetFormat;
import limner.model.exchange.Entry;
import limner.model.exchange.NameList;
import limner.model.exchange.PictureTeller;
import limner.model.exchange.Regions;
import limner.model.exchange.Samples;
import limner.model.exchange.Surroundings;
import limner.model.exchange.Trees;
import limner.model.exchange.UnreadableException;
import limner.model.geometry.Rle;

/// Masks whose pixels are classes, a picture for each picture, as semantic segmentation has them. All pixels of a class
/// are one region of it; 0 and 255 are nothing.
public final class ClassMasksFormat implements DatasetFormat {

    static final String ID = "png-classes";
    static final String TITLE = "Class masks as PNG";

    private static final int VOID = 255;

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
        return any.isPresent()
                && MaskFiles.isNumbered(any.get())
                && Trees.some(path, ".xml", 1).isEmpty()
                && NameList.find(NameList.upwards(path, path), ClassNames.FILES).isPresent();
    }

    @Override
    public void read(Path path, Surroundings around, Consumer<Entry> into) throws IOException, UnreadableException {
        ClassNames classes = ClassNames.of(path);
        Set<Integer> told = new TreeSet<>();
        for (int number : classes.names().keySet()) {
            if (number > 0 && number != VOID) {
                category(number, classes, told, into);
            }
        }
        PictureTeller pictures = new PictureTeller(around, into);
        for (Path file : MaskFiles.all(path, into)) {
            String name = Trees.name(path, file);
            Samples samples = MaskFiles.numbers(path, file, around, classes.places());
            Entry.Picture picture =
                    pictures.tell(name, name, MaskFiles.size(samples)).orElseThrow();
            for (Map.Entry<Integer, Rle> e :
                    Regions.of(samples, v -> v > 0 && v != VOID).entrySet()) {
                Entry.At at = new Entry.At(name, "class " + e.getKey());
                if (!classes.names().isEmpty() && !classes.names().containsKey(e.getKey())) {
                    into.accept(new Entry.NotTaken(at, "no class has the number " + e.getKey()));
                    continue;
                }
                String key = category(e.getKey(), classes, told, into);
                into.accept(MaskFiles.annotation(at, "", picture, key, e.getValue(), Optional.empty()));
            }
        }
    }

    private static String category(int number, ClassNames classes, Set<Integer> told, Consumer<Entry> into) {
        String key = Integer.toString(number);
        if (told.add(number)) {
            into.accept(new Entry.Category(
                    key, classes.names().getOrDefault(number, "class " + number), "", false, List.of(), List.of(), ""));
        }
        return key;
    }
}
