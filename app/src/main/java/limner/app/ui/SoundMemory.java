package limner.app.ui;

import java.util.Map;
import java.util.concurrent.Executor;
import limner.app.ui.common.FxThread;
import limner.app.ui.common.Sound;
import limner.app.usecase.Profile;
import limner.app.usecase.Profiles;
import limner.app.usecase.VideoViews;
import limner.model.id.MediaId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Remembers in the user's profile how loud sound is, whether its waveform is shown, and of each video which stream
/// is heard; beside the JavaFX thread.
final class SoundMemory {

    private static final Logger LOG = LoggerFactory.getLogger(SoundMemory.class);
    private static final String VOLUME = "sound.volume";
    private static final String MUTED = "sound.muted";
    private static final String LANE = "sound.lane";

    private final Sound sound;
    private final Profiles profiles;
    private final VideoViews views;
    private final FxThread fx;
    private final Executor disk;

    /// @param disk does one thing after the other
    SoundMemory(Sound sound, Profiles profiles, VideoViews views, FxThread fx, Executor disk) {
        this.sound = sound;
        this.profiles = profiles;
        this.views = views;
        this.fx = fx;
        this.disk = disk;
    }

    /// Takes over what was chosen before, and from then on keeps what is chosen.
    void recall() {
        disk.execute(() -> {
            Profile known;
            Map<MediaId, Integer> streams;
            try {
                known = profiles.load();
                streams = views.sounds();
            } catch (RuntimeException e) {
                // Told where the look of the desk is read.
                LOG.warn("how sound was heard could not be read", e);
                return;
            }
            fx.execute(() -> {
                sound.volume().set(percent(known.setting(VOLUME, "")) / 100.0);
                sound.muted().set(known.setting(MUTED, "").equals("yes"));
                sound.lane().set(!known.setting(LANE, "").equals("no"));
                sound.volume()
                        .addListener((_, _, now) -> keep(VOLUME, Long.toString(Math.round(100 * now.doubleValue()))));
                sound.muted().addListener((_, _, now) -> keep(MUTED, now ? "yes" : "no"));
                sound.lane().addListener((_, _, now) -> keep(LANE, now ? "yes" : "no"));
                sound.recall(streams);
                sound.onChosen((video, stream) -> keep(() -> views.keepSound(video, stream)));
            });
        });
    }

    private static int percent(String text) {
        return text.matches("\\d{1,3}") ? Math.min(100, Integer.parseInt(text)) : 100;
    }

    private void keep(String name, String value) {
        keep(() -> profiles.change(p -> p.with(name, value)));
    }

    private void keep(Runnable change) {
        disk.execute(() -> {
            try {
                change.run();
            } catch (RuntimeException e) {
                // A convenience; it stays as chosen until the project is closed.
                LOG.warn("how sound is heard could not be kept", e);
            }
        });
    }
}
