package limner.app.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.TreeMap;
import limner.app.ui.common.Density;
import limner.app.ui.common.PictureDisk;
import limner.app.ui.common.Theme;
import limner.app.ui.shell.ShellView.Panels;
import limner.app.usecase.Profile;
import limner.model.id.ActorId;
import org.junit.jupiter.api.Test;

final class DeskSettingsTest {

    private final Profile fresh = new Profile(ActorId.random(), "Ada", new TreeMap<>());

    @Test
    void whatWasSetIsThereTheNextTime() {
        DeskSettings set = DeskSettings.usual()
                .withTheme(Theme.HIGH_CONTRAST)
                .withDensity(Density.COMPACT)
                .withDisk(PictureDisk.MEDIUM)
                .withFilm(false)
                .withSize(1200, 800)
                .withPanels(new Panels(412, 233));
        assertEquals(set, DeskSettings.of(set.into(fresh)));
    }

    @Test
    void whatCannotBeIsAsUsual() {
        assertEquals(DeskSettings.usual(), DeskSettings.of(fresh));
        Profile broken = fresh.with("desk.side", "wide")
                .with("desk.time", "-3")
                .with("desk.width", "NaN")
                .with("desk.height", "1e99")
                .with("desk.theme", "PINK")
                .with("desk.proxies", "ALL");
        assertEquals(DeskSettings.usual(), DeskSettings.of(broken));
    }
}
