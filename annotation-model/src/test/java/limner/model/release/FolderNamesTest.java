package limner.model.release;

import static limner.model.fixture.Fixture.uuid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import limner.model.id.MediaId;
import limner.model.media.Media;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FolderNamesTest {

    private static Media video(int i, String name) {
        return new Media(new MediaId(uuid("video " + i)), name, "p", "f", "", 4, 4, 1, 25);
    }

    private static List<String> foldersOf(String... names) {
        List<Media> videos = IntStream.range(0, names.length)
                .mapToObj(i -> video(i, names[i]))
                .toList();
        var folders = FolderNames.of(videos);
        return videos.stream().map(v -> String.valueOf(folders.get(v.id()))).toList();
    }

    @Test
    void aPlainNameIsKept() {
        assertEquals(List.of("gallery.mp4", "bunny_2.mp4"), foldersOf("gallery.mp4", "bunny_2.mp4"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../up",
                "..",
                ".",
                "a/b",
                "a\\b",
                "C:",
                "con",
                "NUL.mp4",
                "com1.avi",
                "Übung",
                "卡车",
                "a b",
                "x.",
                ".hidden",
                "\u0000",
                "|",
                "e\u0301",
                "\ud83d\ude97"
            })
    void anyNameBecomesASafeFolder(String name) {
        String folder = foldersOf(name).getFirst();
        assertTrue(Manifest.isSafe(folder) && !folder.contains("/"), folder);
        assertTrue(folder.endsWith("-" + uuid("video 0").toString().substring(0, 8)), folder);
    }

    @Test
    void videosNeverShareAFolder() {
        List<String> folders = foldersOf(
                "a b", "a_b", "A_B", "a?b", "a_b-" + uuid("video 0").toString().substring(0, 8));
        Set<String> caseless = new HashSet<>();
        folders.forEach(f -> assertTrue(caseless.add(f.toLowerCase(Locale.ROOT)), folders.toString()));
    }

    @Test
    void longNamesAreCut() {
        assertTrue(foldersOf("x".repeat(500)).getFirst().length() < 120);
    }
}
