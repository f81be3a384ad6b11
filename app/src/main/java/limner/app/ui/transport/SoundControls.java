package limner.app.ui.transport;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.Icon;
import limner.app.ui.common.Sound;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Submenu;
import limner.app.ui.common.Texts;
import limner.media.source.AudioStream;

/// Mute, and beside it a menu with volume, streams and waveform; gone where a video has no sound. JavaFX thread only.
final class SoundControls {

    private static final Texts TEXTS = Texts.beside(SoundControls.class);
    private static final double STEP = 0.1;

    private final Sound sound;
    private final BooleanBinding there;
    private final HBox view = new HBox();
    private final ToggleButton mute = new ToggleButton();
    private final MenuButton more = new MenuButton();
    private final Slider volume = new Slider(0, 1, 1);

    SoundControls(Sound sound) {
        this.sound = sound;
        this.there = Bindings.createBooleanBinding(() -> sound.source().get().isPresent(), sound.source());
    }

    Node view() {
        return view;
    }

    /// Adds what can be done, and puts the controls together.
    void register(CommandRegistry commands) {
        DeskCommand toggle = commands.add(command("mute", Icon.SOUND)
                .keys("Alt+M")
                .selected(sound.muted())
                .enabled(there)
                .action(() -> sound.muted().set(!sound.muted().get())));
        commands.add(
                command("louder", Icon.NONE).keys("Alt+Page Up").enabled(there).action(() -> louder(STEP)));
        commands.add(command("softer", Icon.NONE)
                .keys("Alt+Page Down")
                .enabled(there)
                .action(() -> louder(-STEP)));
        commands.add(command("waveform", Icon.NONE)
                .selected(sound.lane())
                .enabled(there)
                .action(() -> sound.lane().set(!sound.lane().get())));
        build(commands, toggle);
    }

    private static DeskCommand.Builder command(String name, Icon icon) {
        return DeskCommand.of("play." + name, CommandGroup.PLAY, TEXTS.get("play." + name))
                .under(Submenu.SOUND)
                .description(TEXTS.get("play." + name + ".tip"))
                .icon(icon);
    }

    private void louder(double by) {
        sound.muted().set(false);
        sound.volume().set(Math.clamp(Math.round((sound.volume().get() + by) * 10) / 10.0, 0, 1));
    }

    private void build(CommandRegistry commands, DeskCommand toggle) {
        commands.bind(mute, toggle);
        mute.setId("play-mute");
        mute.getStyleClass().add(Styles.QUIET_BUTTON);
        mute.setFocusTraversable(false);
        mute.setGraphic(icon().node());
        sound.muted().addListener((_, _, _) -> mute.setGraphic(icon().node()));
        Tooltip tip = new Tooltip();
        StringBinding said = Bindings.createStringBinding(
                () -> sound.trouble().get().isEmpty()
                        ? toggle.tip()
                        : toggle.tip() + "\n"
                                + TEXTS.get("sound.silent", sound.trouble().get()),
                sound.trouble(),
                toggle.bound().inForce());
        tip.textProperty().bind(said);
        mute.setTooltip(tip);
        more.setId("play-sound");
        more.getStyleClass().addAll(Styles.QUIET_BUTTON, "sound-menu");
        more.setFocusTraversable(false);
        more.setAccessibleText(TEXTS.get("sound"));
        more.setTooltip(new Tooltip(TEXTS.get("sound.tip")));
        volume.setId("play-volume");
        volume.setAccessibleText(TEXTS.get("volume"));
        volume.valueProperty().bindBidirectional(sound.volume());
        sound.source().addListener((_, _, _) -> choices());
        sound.stream().addListener((_, _, _) -> choices());
        choices();
        view.setAlignment(Pos.CENTER_LEFT);
        view.getChildren().setAll(mute, more);
        view.visibleProperty().bind(there);
        view.managedProperty().bind(there);
    }

    private Icon icon() {
        return sound.muted().get() ? Icon.MUTED : Icon.SOUND;
    }

    private void choices() {
        CustomMenuItem loud = new CustomMenuItem(volume, false);
        CheckMenuItem lane = new CheckMenuItem(TEXTS.get("play.waveform"));
        lane.setSelected(sound.lane().get());
        lane.setOnAction(_ -> sound.lane().set(lane.isSelected()));
        more.setOnShowing(_ -> lane.setSelected(sound.lane().get()));
        more.getItems().setAll(loud, new SeparatorMenuItem(), lane);
        if (sound.streams().size() > 1) {
            more.getItems().add(new SeparatorMenuItem());
            ToggleGroup group = new ToggleGroup();
            for (AudioStream each : sound.streams()) {
                RadioMenuItem item = new RadioMenuItem(words(each));
                item.setToggleGroup(group);
                item.setSelected(sound.stream().get().filter(each::equals).isPresent());
                item.setOnAction(_ -> sound.choose(each));
                more.getItems().add(item);
            }
        }
    }

    private static String words(AudioStream stream) {
        return TEXTS.get(
                stream.title().isEmpty() ? "sound.stream" : "sound.named",
                Integer.toString(stream.number()),
                stream.codec(),
                Integer.toString(stream.channels()),
                stream.title());
    }
}
