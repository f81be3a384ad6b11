package limner.model.exchange.labelstudio;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import limner.model.exchange.Trees;
import tools.jackson.databind.JsonNode;

/// What a task is about, by the name of its file: tasks give addresses, of which only the last name, or the path below
/// a folder of local files, means anything elsewhere.
///
/// @param name of the file, with `/` between names
/// @param isVideo whether it is a video
record TaskFile(String name, boolean isVideo) {

    private static final List<String> USUAL = List.of("video", "image", "img");
    private static final Pattern VIDEO =
            Pattern.compile("\\.(mp4|m4v|mov|mkv|avi|webm|mpe?g|ts|ogv|wmv|flv)$", Pattern.CASE_INSENSITIVE);
    private static final Pattern PICTURE =
            Pattern.compile("\\.(png|jpe?g|bmp|gif|webp|tiff?)$", Pattern.CASE_INSENSITIVE);
    private static final Pattern LOCAL = Pattern.compile("[?&]d=([^&]+)");
    /// Files that were sent to a server get something in front that tells them apart.
    private static final Pattern UPLOADED = Pattern.compile("/upload/(?:\\d+/)?(?:[0-9a-f]{8}-)?([^/]+)$");

    /// The file that the data of a task names.
    ///
    /// @throws IllegalArgumentException with a clause, when it names none or one that cannot be
    static TaskFile of(JsonNode data) {
        Optional<String> found = USUAL.stream()
                .filter(key -> data.path(key).isString())
                .findFirst()
                .or(() -> data.properties().stream()
                        .filter(e -> e.getValue().isString()
                                && isMedia(name(e.getValue().stringValue())))
                        .map(Map.Entry::getKey)
                        .findFirst());
        String key = found.orElseThrow(() -> new IllegalArgumentException("its data names no picture and no video"));
        String name = name(data.path(key).asString(""));
        if (name.isBlank() || Trees.leadsOut(name)) {
            throw new IllegalArgumentException("its picture or video is called "
                    + (name.length() > 40 ? name.substring(0, 37) + "..." : name)
                    + ", which is nothing below the folder of the data set");
        }
        boolean isVideo = VIDEO.matcher(name).find()
                || !PICTURE.matcher(name).find() && key.toLowerCase(Locale.ROOT).equals("video");
        return new TaskFile(name, isVideo);
    }

    private static boolean isMedia(String name) {
        return VIDEO.matcher(name).find() || PICTURE.matcher(name).find();
    }

    private static String name(String address) {
        String plain = address.replace('\\', '/');
        Matcher local = LOCAL.matcher(plain);
        if (local.find()) {
            return decoded(local.group(1));
        }
        String path = plain.replaceFirst("[?#].*$", "");
        Matcher uploaded = UPLOADED.matcher(path);
        if (uploaded.find()) {
            return decoded(uploaded.group(1));
        }
        return path.startsWith("/") || path.contains(":") ? decoded(path.substring(path.lastIndexOf('/') + 1)) : path;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A percent sign is only that.
            return text;
        }
    }
}
