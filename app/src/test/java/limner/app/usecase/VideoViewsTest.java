package limner.app.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import limner.media.pace.Stepping;
import limner.media.source.Rational;
import limner.model.id.MediaId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VideoViewsTest {

    @TempDir
    private Path folder = Path.of("");

    private Profiles profiles() {
        return new Profiles(new Folders(folder.resolve("config"), folder.resolve("cache"), folder.resolve("data")));
    }

    @Test
    void stepsAreRememberedByVideoAndOutliveTheProgram() {
        MediaId first = new MediaId(UUID.randomUUID());
        MediaId second = new MediaId(UUID.randomUUID());
        Stepping rate = new Stepping.AtRate(new Rational(30_000, 1001));
        VideoViews views = new VideoViews(profiles());
        views.keep(first, rate);
        views.keep(second, new Stepping.EveryNth(5));
        assertEquals(Map.of(first, rate, second, new Stepping.EveryNth(5)), new VideoViews(profiles()).steppings());
        views.keep(first, new Stepping.All());
        assertEquals(Map.of(second, new Stepping.EveryNth(5)), new VideoViews(profiles()).steppings());
    }

    @Test
    void theStreamOfSoundIsRememberedByVideoBesideTheSteps() {
        Profiles profiles = profiles();
        MediaId video = new MediaId(UUID.randomUUID());
        MediaId other = new MediaId(UUID.randomUUID());
        VideoViews views = new VideoViews(profiles);
        profiles.change(p -> p.with("video.sound." + other, "the loud one"));
        views.keep(video, new Stepping.EveryNth(2));
        views.keepSound(video, OptionalInt.of(3));
        assertEquals(Map.of(video, 3), new VideoViews(profiles()).sounds());
        views.keepSound(video, OptionalInt.empty());
        assertEquals(Map.of(), new VideoViews(profiles()).sounds());
        assertEquals(Map.of(video, new Stepping.EveryNth(2)), views.steppings());
    }

    @Test
    void whatIsNoStepIsLeftOutAndNothingElseIsTouched() {
        Profiles profiles = profiles();
        MediaId video = new MediaId(UUID.randomUUID());
        profiles.change(p -> p.with("desk.theme", "DARK")
                .with("video.stepping." + video, "now and then")
                .with("video.stepping.nobody", "every 5th"));
        VideoViews views = new VideoViews(profiles);
        assertEquals(Map.of(), views.steppings());
        views.keep(video, new Stepping.EveryNth(2));
        assertEquals("DARK", profiles.load().setting("desk.theme", ""));
        assertEquals(Map.of(video, new Stepping.EveryNth(2)), views.steppings());
    }
}
