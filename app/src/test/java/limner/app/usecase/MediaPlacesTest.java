package limner.app.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import limner.media.source.Fingerprint;
import limner.model.id.MediaId;
import limner.model.media.Media;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MediaPlacesTest {

    @TempDir
    Path folder;

    @Test
    void pathsAreStoredRelativeToTheProjectAndFoundFromThere() throws IOException {
        Path project = folder.resolve("work/street.limner");
        Path video = folder.resolve("clips/ä b.mp4");
        String stored = MediaPlaces.stored(project, video);
        assertEquals("../clips/ä b.mp4", stored);
        Files.createDirectories(video.getParent());
        Files.writeString(video, "bytes");
        Media media = media(stored, MediaPlaces.text(Fingerprint.of(video), OptionalInt.empty()));
        assertEquals(video, MediaPlaces.pathOf(project, media));
        assertInstanceOf(Presence.There.class, MediaPlaces.presence(project, media));
    }

    @Test
    void aMissingFileAndAnotherFileAreToldApart() throws IOException {
        Path project = folder.resolve("street.limner");
        Path video = Files.writeString(folder.resolve("clip.mp4"), "bytes");
        Media media = media("clip.mp4", MediaPlaces.text(Fingerprint.of(video), OptionalInt.empty()));
        Files.writeString(video, "other");
        Presence.Other other = assertInstanceOf(Presence.Other.class, MediaPlaces.presence(project, media));
        assertTrue(other.sentence().contains("content differs"), other::sentence);
        Files.delete(video);
        Presence.Missing missing = assertInstanceOf(Presence.Missing.class, MediaPlaces.presence(project, media));
        assertEquals(video, missing.expected());
    }

    private static Media media(String path, String fingerprint) {
        return new Media(MediaId.random(), "clip", path, fingerprint, "", 4, 3, 10, 25);
    }
}
