package limner.app.ui;

import java.util.Locale;
import limner.app.ui.common.Density;
import limner.app.ui.common.PictureMemory;
import limner.app.ui.common.Theme;
import limner.app.usecase.Profile;

/// What the desk remembers for a user.
///
/// @param width of the window
/// @param height of the window
record DeskSettings(Theme theme, Density density, PictureMemory pictures, double width, double height) {

    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;

    static DeskSettings of(Profile profile) {
        return new DeskSettings(
                one(Theme.values(), profile.setting("desk.theme", ""), Theme.DARK),
                one(Density.values(), profile.setting("desk.density", ""), Density.NORMAL),
                one(PictureMemory.values(), profile.setting("desk.pictures", ""), PictureMemory.USUAL),
                number(profile.setting("desk.width", ""), WIDTH),
                number(profile.setting("desk.height", ""), HEIGHT));
    }

    static DeskSettings usual() {
        return new DeskSettings(Theme.DARK, Density.NORMAL, PictureMemory.USUAL, WIDTH, HEIGHT);
    }

    Profile into(Profile profile) {
        return profile.with("desk.theme", theme.name())
                .with("desk.density", density.name())
                .with("desk.pictures", pictures.name())
                .with("desk.width", String.format(Locale.ROOT, "%.0f", width))
                .with("desk.height", String.format(Locale.ROOT, "%.0f", height));
    }

    DeskSettings withTheme(Theme next) {
        return new DeskSettings(next, density, pictures, width, height);
    }

    DeskSettings withDensity(Density next) {
        return new DeskSettings(theme, next, pictures, width, height);
    }

    DeskSettings withPictures(PictureMemory next) {
        return new DeskSettings(theme, density, next, width, height);
    }

    DeskSettings withSize(double newWidth, double newHeight) {
        return new DeskSettings(theme, density, pictures, newWidth, newHeight);
    }

    private static <E extends Enum<E>> E one(E[] all, String name, E otherwise) {
        for (E e : all) {
            if (e.name().equals(name)) {
                return e;
            }
        }
        return otherwise;
    }

    private static double number(String text, double otherwise) {
        try {
            double value = Double.parseDouble(text);
            return value >= 640 && value <= 16_000 ? value : otherwise;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
