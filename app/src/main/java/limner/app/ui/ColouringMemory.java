package limner.app.ui;

import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import limner.app.ui.common.Colouring;
import limner.app.ui.common.FxThread;
import limner.app.usecase.Profile;
import limner.app.usecase.Profiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Remembers in the user's profile how labels are told apart; beside the JavaFX thread.
final class ColouringMemory {

    private static final Logger LOG = LoggerFactory.getLogger(ColouringMemory.class);
    private static final String BY = "labels.colours";
    private static final String PATTERNS = "labels.patterns";

    private final ObjectProperty<Colouring> colouring;
    private final Profiles profiles;
    private final FxThread fx;
    private final Executor disk;

    /// @param disk does one thing after the other
    ColouringMemory(ObjectProperty<Colouring> colouring, Profiles profiles, FxThread fx, Executor disk) {
        this.colouring = colouring;
        this.profiles = profiles;
        this.fx = fx;
        this.disk = disk;
    }

    /// Takes over what was chosen before, unless something was chosen meanwhile, and from then on keeps what is chosen.
    void recall() {
        Colouring first = colouring.get();
        colouring.addListener((_, _, now) -> disk.execute(() -> keep(now)));
        disk.execute(() -> {
            try {
                Colouring known = of(profiles.load());
                fx.execute(() -> {
                    if (colouring.get().equals(first)) {
                        colouring.set(known);
                    }
                });
            } catch (RuntimeException e) {
                // Told where the look of the desk is read.
                LOG.warn("how labels were coloured could not be read", e);
            }
        });
    }

    private static Colouring of(Profile profile) {
        Colouring known = Colouring.USUAL;
        for (Colouring.By by : Colouring.By.values()) {
            known = by.name().equals(profile.setting(BY, "")) ? known.by(by) : known;
        }
        return profile.setting(PATTERNS, "").equals(Colouring.Patterns.PAINTED.name())
                ? known.with(Colouring.Patterns.PAINTED)
                : known;
    }

    private void keep(Colouring now) {
        try {
            profiles.change(p ->
                    p.with(BY, now.by().name()).with(PATTERNS, now.patterns().name()));
        } catch (RuntimeException e) {
            // A convenience; it stays as chosen until the project is closed.
            LOG.warn("how labels are coloured could not be kept", e);
        }
    }
}
