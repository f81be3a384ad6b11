package limner.media.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// What another program found in a media file: the expectations of the exactness tests.
///
/// @param file the media file
/// @param count number of pictures, 0 when it is no readable video
/// @param sound whether the file is whole
/// @param portable whether all builds of FFmpeg decode the same pixels
/// @param seconds timestamps, null where there is none
/// @param planes MD5 of the identifying plane of each picture
record Truth(
        Path file, int count, boolean sound, boolean portable, List<@Nullable Double> seconds, List<String> planes) {

    static List<Truth> in(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .map(Truth::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Truth read(Path json) {
        JsonNode root = new ObjectMapper().readTree(json);
        String name = json.getFileName().toString();
        JsonNode frames = root.path("frames");
        List<@Nullable Double> seconds = new ArrayList<>();
        frames.path("t").forEach(t -> seconds.add(t.isNull() ? null : t.asDouble()));
        List<String> planes = new ArrayList<>();
        JsonNode luma = frames.path("y");
        (luma.size() > 0 ? luma : frames.path("md5")).forEach(md5 -> planes.add(md5.asString()));
        return new Truth(
                json.resolveSibling(name.substring(0, name.length() - ".json".length())),
                root.path("n").asInt(),
                root.path("sound").asBoolean(),
                root.path("md5_portable").asBoolean(true),
                seconds,
                planes);
    }

    @Override
    public String toString() {
        return file.getFileName().toString();
    }
}
