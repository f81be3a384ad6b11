package limner.app.ui;

import java.util.Locale;
import limner.app.ui.common.Decoding;
import limner.app.ui.common.Density;
import limner.app.ui.common.Language;
import limner.app.ui.common.PictureDisk;
import limner.app.ui.common.PictureMemory;
import limner.app.ui.common.Theme;
import limner.app.ui.shell.ShellView.Panels;
import limner.app.usecase.Profile;

/// What the desk remembers for a user.
///
/// @param disk how much of it lossy pictures may take
/// @param film whether the filmstrip is shown
/// @param width of the window
/// @param height of the window
/// @param panels how the panels inside it stood
record DeskSettings(
        Theme theme,
        Density density,
        PictureMemory pictures,
        PictureDisk disk,
        boolean film,
        Decoding decoding,
        Language language,
        double width,
        double height,
        Panels panels) {

    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;
    private static final double LEAST_WINDOW = 640;
    private static final double LEAST_PANEL = 34;
    private static final double MOST = 16_000;

    static DeskSettings of(Profile profile) {
        return new DeskSettings(
                one(Theme.values(), profile.setting("desk.theme", ""), Theme.DARK),
                one(Density.values(), profile.setting("desk.density", ""), Density.NORMAL),
                one(PictureMemory.values(), profile.setting("desk.pictures", ""), PictureMemory.USUAL),
                one(PictureDisk.values(), profile.setting("desk.proxies", ""), PictureDisk.NONE),
                !profile.setting("desk.film", "").equals("hidden"),
                one(Decoding.values(), profile.setting("desk.decoding", ""), Decoding.SOFTWARE),
                languageOf(profile),
                number(profile.setting("desk.width", ""), LEAST_WINDOW, WIDTH),
                number(profile.setting("desk.height", ""), LEAST_WINDOW, HEIGHT),
                new Panels(
                        number(
                                profile.setting("desk.side", ""),
                                LEAST_PANEL,
                                Panels.usual().side()),
                        number(
                                profile.setting("desk.time", ""),
                                LEAST_PANEL,
                                Panels.usual().time())));
    }

    /// Asked for before anything else is.
    static Language languageOf(Profile profile) {
        return Language.of(profile.setting("desk.language", ""));
    }

    static DeskSettings usual() {
        return new DeskSettings(
                Theme.DARK,
                Density.NORMAL,
                PictureMemory.USUAL,
                PictureDisk.NONE,
                true,
                Decoding.SOFTWARE,
                Language.SYSTEM,
                WIDTH,
                HEIGHT,
                Panels.usual());
    }

    Profile into(Profile profile) {
        return profile.with("desk.theme", theme.name())
                .with("desk.density", density.name())
                .with("desk.pictures", pictures.name())
                .with("desk.proxies", disk.name())
                .with("desk.film", film ? "shown" : "hidden")
                .with("desk.decoding", decoding.name())
                .with("desk.language", language.name())
                .with("desk.width", whole(width))
                .with("desk.height", whole(height))
                .with("desk.side", whole(panels.side()))
                .with("desk.time", whole(panels.time()));
    }

    DeskSettings withTheme(Theme next) {
        return new DeskSettings(next, density, pictures, disk, film, decoding, language, width, height, panels);
    }

    DeskSettings withDensity(Density next) {
        return new DeskSettings(theme, next, pictures, disk, film, decoding, language, width, height, panels);
    }

    DeskSettings withPictures(PictureMemory next) {
        return new DeskSettings(theme, density, next, disk, film, decoding, language, width, height, panels);
    }

    DeskSettings withDisk(PictureDisk next) {
        return new DeskSettings(theme, density, pictures, next, film, decoding, language, width, height, panels);
    }

    DeskSettings withFilm(boolean shown) {
        return new DeskSettings(theme, density, pictures, disk, shown, decoding, language, width, height, panels);
    }

    DeskSettings withDecoding(Decoding next) {
        return new DeskSettings(theme, density, pictures, disk, film, next, language, width, height, panels);
    }

    DeskSettings withLanguage(Language next) {
        return new DeskSettings(theme, density, pictures, disk, film, decoding, next, width, height, panels);
    }

    DeskSettings withSize(double newWidth, double newHeight) {
        return new DeskSettings(theme, density, pictures, disk, film, decoding, language, newWidth, newHeight, panels);
    }

    DeskSettings withPanels(Panels next) {
        return new DeskSettings(theme, density, pictures, disk, film, decoding, language, width, height, next);
    }

    private static String whole(double pixels) {
        return String.format(Locale.ROOT, "%.0f", pixels);
    }

    private static <E extends Enum<E>> E one(E[] all, String name, E otherwise) {
        for (E e : all) {
            if (e.name().equals(name)) {
                return e;
            }
        }
        return otherwise;
    }

    private static double number(String text, double least, double otherwise) {
        try {
            double value = Double.parseDouble(text);
            return value >= least && value <= MOST ? value : otherwise;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
