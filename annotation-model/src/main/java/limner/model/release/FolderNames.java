package limner.model.release;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import limner.model.id.MediaId;
import limner.model.media.Media;

/// Folders for videos: ASCII alone (a Java program in a plain C locale cannot make other names), nothing that Windows
/// refuses, and different even where capitals do not count.
public final class FolderNames {

    private static final int LONGEST = 80;
    private static final Set<String> RESERVED = Set.of("con", "prn", "aux", "nul");

    private FolderNames() {}

    /// A folder for each video. A name that had to be changed, or that would meet another, carries the beginning of the
    /// video's id.
    public static Map<MediaId, String> of(List<Media> videos) {
        Map<MediaId, String> plain = new HashMap<>();
        Map<String, Integer> uses = new HashMap<>();
        for (Media video : videos) {
            String name = plain(video.name());
            plain.put(video.id(), name);
            uses.merge(key(name), 1, Integer::sum);
        }
        Map<MediaId, String> folders = new HashMap<>();
        Set<String> taken = new HashSet<>();
        for (Media video : videos) {
            String name = plain.getOrDefault(video.id(), "video");
            boolean kept = name.equals(video.name()) && uses.getOrDefault(key(name), 0) == 1;
            String folder = kept ? name : name + "-" + video.id().toString().substring(0, 8);
            folders.put(video.id(), taken.add(key(folder)) ? folder : name + "-" + video.id());
        }
        return folders;
    }

    private static String plain(String name) {
        StringBuilder plain = new StringBuilder();
        for (char c : Normalizer.normalize(name, Normalizer.Form.NFKD).toCharArray()) {
            if (plain.length() == LONGEST) {
                break;
            }
            if (Character.getType(c) == Character.NON_SPACING_MARK) {
                continue;
            }
            plain.append(isSafe(c) ? c : '_');
        }
        while (!plain.isEmpty() && plain.charAt(plain.length() - 1) == '.') {
            plain.setLength(plain.length() - 1);
        }
        String text = plain.toString();
        return text.isEmpty() || text.startsWith(".") || reserved(text) ? "video_" + text.replace('.', '_') : text;
    }

    private static boolean isSafe(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.';
    }

    /// Windows reserves device names, whatever follows the first dot.
    private static boolean reserved(String name) {
        String stem = key(name.substring(0, name.indexOf('.') < 0 ? name.length() : name.indexOf('.')));
        return RESERVED.contains(stem)
                || stem.length() == 4 && (stem.startsWith("com") || stem.startsWith("lpt")) && isDigit(stem.charAt(3));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
