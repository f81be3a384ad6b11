package limner.model.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What MOTChallenge's `seqinfo.ini` says of a sequence, or what is known without it.
///
/// @param name of the sequence
/// @param folder of its pictures, or empty
/// @param ending of its pictures, with the dot
/// @param length number of its frames, or 0 where nobody says
/// @param size of its pictures; empty where nobody says
/// @param stated whether there is such a file
public record SequenceInfo(
        String name, String folder, String ending, int length, Optional<Surroundings.Size> size, boolean stated) {

    private static final String FILE = "seqinfo.ini";

    /// More frames than any sequence has; whoever claims them wants memory.
    public static final int LONGEST = 1_000_000;

    /// Names as MOTChallenge gives them to its sequences and to what was found in them.
    private static final Pattern CHALLENGE = Pattern.compile("(?i)mots?\\d{2}-\\d+.*");

    /// Looks beside a file of labels, and above it where it lies in a folder `gt` or `det`, as in MOTChallenge.
    ///
    /// @param root what was opened
    /// @param labels such as `MOT17-02/gt/gt.txt`
    /// @param name what the sequence is called where no file says it
    public static SequenceInfo of(Path root, Path labels, String name) throws IOException, UnreadableException {
        Path folder = labels.toAbsolutePath().normalize().getParent();
        while (folder != null) {
            Path file = folder.resolve(FILE);
            if (Files.isRegularFile(file)) {
                return read(root, file, name);
            }
            folder = folder.endsWith("gt") || folder.endsWith("det") ? folder.getParent() : null;
        }
        return new SequenceInfo(name, "", ".jpg", 0, Optional.empty(), false);
    }

    /// Whether frames count from 1, as in MOTChallenge, where nothing has the number 0; in KITTI they count from 0.
    public boolean isOfMotChallenge() {
        return stated || CHALLENGE.matcher(name).matches();
    }

    private static SequenceInfo read(Path root, Path file, String name) throws IOException, UnreadableException {
        Map<String, String> said = new HashMap<>();
        List<String> lines = TextLines.read(root.toAbsolutePath().normalize(), file);
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                said.put(
                        line.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        line.substring(equals + 1).strip());
            }
        }
        try {
            int length = whole(said, "seqlength");
            int width = whole(said, "imwidth");
            int height = whole(said, "imheight");
            if (length < 0 || length > LONGEST) {
                throw new IllegalArgumentException("a sequence of " + length + " frames cannot be");
            }
            String called = said.getOrDefault("name", "");
            String ending = said.getOrDefault("imext", "");
            return new SequenceInfo(
                    called.isEmpty() ? name : called,
                    said.getOrDefault("imdir", ""),
                    ending.startsWith(".") ? ending : ".jpg",
                    length,
                    width == 0 && height == 0 ? Optional.empty() : Optional.of(new Surroundings.Size(width, height)),
                    true);
        } catch (IllegalArgumentException e) {
            throw new UnreadableException(new Entry.At(FILE, ""), String.valueOf(e.getMessage()));
        }
    }

    private static int whole(Map<String, String> said, String key) {
        String text = said.getOrDefault(key, "");
        return text.isEmpty() ? 0 : PlainNumber.whole(text);
    }

    /// The file of a picture by the number in its name.
    public String file(int number) {
        return (name + "/" + folder + "/").replaceAll("/+", "/") + "%06d".formatted(number) + ending;
    }

    /// The size of the pictures as the file says it, or as the surroundings know it.
    ///
    /// @param first the number in the name of the first picture
    public Optional<Surroundings.Size> sizeFor(Surroundings around, int first) {
        return size.or(() -> around.sizeOfVideo(name)).or(() -> around.sizeOf(file(first)));
    }
}
