package limner.model.exchange;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells which picture a file of labels is about, in formats where only the name says so:
/// `labels/train/clip/000012.txt`
/// is about `images/train/clip/000012` with whatever ending, or picture 12 of the video `clip`. Used by one thread.
public final class PictureTeller {

    /// Folders that say how a data set is kept, and nothing about the picture.
    private static final Pattern LAYOUT = Pattern.compile(
            "images?|labels?|(train|val|valid|validation|test|trainval|minival|training|testing)(\\d{4})?|annotations"
                    + "|jpegimages|segmentation(class|object)(raw)?|\\d+p|full-resolution|masks?|instances|obj_.*_data"
                    + "|img1|data",
            Pattern.CASE_INSENSITIVE);

    private static final List<String> ENDINGS =
            List.of(".png", ".jpg", ".jpeg", ".PNG", ".JPG", ".JPEG", ".bmp", ".tif", ".tiff", ".webp");

    private static final Pattern NUMBERED = Pattern.compile("(?:(.*)[_-])?(\\d{1,9})");

    private final Surroundings around;
    private final Consumer<Entry> into;
    private final Set<String> videos = new HashSet<>();

    public PictureTeller(Surroundings around, Consumer<Entry> into) {
        this.around = around;
        this.into = into;
    }

    /// A picture's name without its ending, and without the folders that only say how the data set is kept.
    public static String bare(String name) {
        String rest = stem(name);
        while (rest.contains("/")
                && LAYOUT.matcher(rest.substring(0, rest.indexOf('/'))).matches()) {
            rest = rest.substring(rest.indexOf('/') + 1);
        }
        return rest;
    }

    /// A name without its ending.
    public static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name;
    }

    /// Tells the picture, and its video where it is of one.
    ///
    /// @param key what its annotations will say
    /// @param name of the file of labels or of the picture, below the folder of the data set
    /// @param size what the data set says of it
    /// @return the picture; empty where nobody knows its size, and then nothing was told
    public Optional<Entry.Picture> tell(String key, String name, Optional<Surroundings.Size> size) {
        return tell(key, name, size, 0);
    }

    /// The same where the numbers of pictures do not begin with 0.
    ///
    /// @param first the number of the first of each video
    public Optional<Entry.Picture> tell(String key, String name, Optional<Surroundings.Size> size, int first) {
        String bare = bare(name);
        String folder = bare.contains("/") ? bare.substring(0, bare.lastIndexOf('/')) : "";
        Matcher number = NUMBERED.matcher(bare.substring(bare.lastIndexOf('/') + 1));
        boolean isNumbered = number.matches();
        String video = folder.substring(folder.lastIndexOf('/') + 1);
        Optional<Surroundings.Size> ofVideo = Optional.empty();
        int frame = -1;
        if (isNumbered && number.group(1) == null && !video.isEmpty()) {
            frame = Integer.parseInt(number.group(2));
            ofVideo = around.sizeOfVideo(video);
        } else if (isNumbered && number.group(1) != null) {
            // Data sets that keep all pictures in one folder put the video's name before the number.
            ofVideo = around.sizeOfVideo(number.group(1));
            if (ofVideo.isPresent()) {
                video = number.group(1);
                frame = Integer.parseInt(number.group(2));
            }
        }
        Optional<String> file = file(name, bare);
        Optional<Surroundings.Size> known = size.isPresent() ? size : file.flatMap(around::sizeOf);
        if (known.isEmpty()) {
            known = ofVideo;
        }
        if (known.isEmpty()) {
            return Optional.empty();
        }
        frame = frame < first ? -1 : frame - first;
        if (frame < 0) {
            video = "";
        } else if (videos.add(video)) {
            into.accept(new Entry.Video(video, video, 0, 0, 0));
        }
        Entry.Picture picture = new Entry.Picture(
                key,
                file.orElse(bare + ".png"),
                known.get().width(),
                known.get().height(),
                video,
                frame);
        into.accept(picture);
        return Optional.of(picture);
    }

    /// The picture of that name that the surroundings know, by as much of its path as they know.
    private Optional<String> file(String name, String bare) {
        List<String> names = new ArrayList<>();
        String rest = stem(name).replaceFirst("(^|/)labels/", "$1images/");
        names.add(rest);
        while (rest.length() > bare.length() && rest.contains("/")) {
            rest = rest.substring(rest.indexOf('/') + 1);
            names.add(rest);
        }
        String own = name.substring(stem(name).length());
        boolean isPicture = ENDINGS.contains(own.toLowerCase(Locale.ROOT));
        for (String candidate : names) {
            if (isPicture && around.sizeOf(candidate + own).isPresent()) {
                return Optional.of(candidate + own);
            }
            for (String ending : ENDINGS) {
                if (around.sizeOf(candidate + ending).isPresent()) {
                    return Optional.of(candidate + ending);
                }
            }
        }
        return Optional.empty();
    }
}
