package limner.model.exchange;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Names of files that stand beside pictures, one for each.
///
/// @param stems how many pictures there are by their names without endings, in small letters
public record PictureFiles(Map<String, Integer> stems) {

    public PictureFiles {
        stems = Map.copyOf(stems);
    }

    /// Beside all pictures of a data set.
    public static PictureFiles of(Heads heads) {
        Map<String, Integer> stems = new HashMap<>();
        heads.pictures().values().forEach(p -> stems.merge(stem(p).toLowerCase(Locale.ROOT), 1, Integer::sum));
        return new PictureFiles(stems);
    }

    /// The name of a picture's own file; one that has none is called after its key.
    public static String nameOf(Entry.Picture picture) {
        return picture.file().isEmpty() ? "picture-" + picture.key() : picture.file();
    }

    private static String stem(Entry.Picture picture) {
        String name = nameOf(picture);
        int dot = name.lastIndexOf('.');
        return dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name;
    }

    /// Named as the picture, with its ending too where two differ by that alone.
    ///
    /// @param ending with its dot
    public String of(Entry.Picture picture, String ending) {
        String stem = stem(picture);
        return (stems.getOrDefault(stem.toLowerCase(Locale.ROOT), 0) > 1 ? nameOf(picture) : stem) + ending;
    }
}
