package limner.app.ui.canvas;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import limner.app.ui.common.Colouring;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.Icon;
import limner.app.ui.common.Origins;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Submenu;
import limner.app.ui.common.Swatch;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.app.usecase.DisplayMemory;
import limner.media.frame.Display;
import limner.media.frame.Picture;
import limner.media.frame.SampleFormat;
import limner.media.frame.Window;
import limner.model.id.MediaId;

/// Brightness, contrast, gamma, window and level of the picture on the screen: a small panel over the canvas, commands
/// and
/// their keys, remembered for each video. Stored values, models and exports never see any of it. JavaFX thread only.
final class DisplayPanel {

    private static final Texts TEXTS = Texts.beside(DisplayPanel.class);

    /// Share of the values that an automatic window leaves below it, and above it.
    private static final double CUT = 0.002;

    private static final double NOTE_WIDTH = 300;

    private final Workspace workspace;
    private final FrameScreen screen;
    private final DisplayMemory memory;
    private final Executor saving;
    private final VBox panel = new VBox(6);
    private final List<Row> rows = new ArrayList<>();
    private final HBox colours = new HBox();
    private final Label windowName = Rows.fixed(TEXTS.get("display.window"), Styles.QUIET);
    private final List<Node> windowNodes = new ArrayList<>();
    private final Map<MediaId, Display> known = new HashMap<>();
    private Optional<MediaId> media = Optional.empty();
    private Optional<SampleFormat> format = Optional.empty();
    private Window reach = new Window(0, 255);
    private int colour = -1;
    private boolean following;

    /// @param saving a thread that may wait for the disk
    DisplayPanel(Workspace workspace, FrameScreen screen, DisplayMemory memory, Executor saving) {
        this.workspace = workspace;
        this.screen = screen;
        this.memory = memory;
        this.saving = saving;
        panel.setId("display-panel");
        panel.getStyleClass().add(Styles.DISPLAY);
        panel.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        panel.setVisible(false);
        GridPane grid = new GridPane(8, 4);
        row(grid, "brightness", -1, 1, d -> d, v -> v, (d, v) -> d.withBrightness(v), Display::brightness, "%+.2f");
        row(
                grid,
                "contrast",
                -1,
                1,
                Math::log10,
                v -> Math.pow(10, v),
                Display::withContrast,
                Display::contrast,
                "%.2f");
        row(grid, "gamma", -1, 1, Math::log10, v -> Math.pow(10, v), Display::withGamma, Display::gamma, "%.2f");
        level(grid);
        width(grid);
        panel.getChildren().addAll(grid);
        workspace.view().display().addListener((_, _, _) -> refresh());
        workspace.mediaId().addListener((_, _, now) -> use(now));
        screen.current().addListener((_, _, now) -> now.ifPresent(this::meet));
        use(workspace.mediaId().get());
    }

    Node node() {
        return panel;
    }

    /// One line: what it is, a slider, its value.
    private record Row(
            Slider slider, Label value, DoubleFunction<String> words, ValueOf of, DoubleUnaryOperator toSlider) {
        void show(Display display) {
            double value = of.of(display);
            this.value.setText(words.apply(value));
            if (!slider.isValueChanging()) {
                slider.setValue(toSlider.applyAsDouble(value));
            }
        }
    }

    private interface ValueOf {
        double of(Display display);
    }

    private interface With {
        Display with(Display display, double value);
    }

    private void row(
            GridPane grid,
            String name,
            double low,
            double high,
            DoubleUnaryOperator toSlider,
            DoubleUnaryOperator fromSlider,
            With with,
            ValueOf of,
            String words) {
        row(grid, name, low, high, toSlider, fromSlider, with, of, (DoubleFunction<String>)
                v -> String.format(java.util.Locale.ROOT, words, v));
    }

    private Row row(
            GridPane grid,
            String name,
            double low,
            double high,
            DoubleUnaryOperator toSlider,
            DoubleUnaryOperator fromSlider,
            With with,
            ValueOf of,
            DoubleFunction<String> words) {
        Label label = Rows.fixed(TEXTS.get("display." + name), Styles.QUIET);
        Slider slider = new Slider(low, high, 0);
        slider.setId("display-" + name);
        slider.setPrefWidth(150);
        slider.setFocusTraversable(false);
        slider.setAccessibleText(TEXTS.get("display." + name));
        Label value = Rows.fixed("", Styles.MONO);
        value.setMinWidth(64);
        value.setAlignment(Pos.CENTER_RIGHT);
        Row row = new Row(slider, value, words, of, toSlider);
        slider.valueProperty().addListener((_, _, now) -> {
            Display before = display();
            double wanted = fromSlider.applyAsDouble(now.doubleValue());
            // What only follows the display must not change it.
            if (!following) {
                set(with.with(before, wanted));
            }
        });
        grid.addRow(grid.getRowCount(), label, slider, value);
        rows.add(row);
        if (name.equals("level") || name.equals("width")) {
            windowNodes.addAll(List.of(label, slider, value));
        }
        return row;
    }

    private void level(GridPane grid) {
        colours.setAlignment(Pos.CENTER_LEFT);
        windowNodes.addAll(List.of(windowName, colours));
        grid.addRow(grid.getRowCount(), windowName, colours);
        row(
                grid,
                "level",
                0,
                1,
                v -> (v - reach.low()) / reach.width(),
                v -> reach.low() + v * reach.width(),
                (d, v) -> withWindow(d, Window.around(v, window(d).width())),
                d -> window(d).level(),
                this::number);
    }

    /// The width goes by powers, since the interesting ones are small.
    private void width(GridPane grid) {
        row(
                grid,
                "width",
                -4,
                0.31,
                v -> Math.log10(v / reach.width()),
                v -> Math.pow(10, v) * reach.width(),
                (d, v) -> withWindow(d, Window.around(window(d).level(), Math.max(v, narrowest()))),
                d -> window(d).width(),
                this::number);
    }

    private double narrowest() {
        boolean whole =
                format.filter(f -> f.encoding() == SampleFormat.Encoding.FLOAT).isEmpty();
        return whole ? 1 : Math.max(Double.MIN_NORMAL, reach.width() * 1e-6);
    }

    private String number(double value) {
        return StoredValues.number(format.orElse(SampleFormat.integers(SampleFormat.Model.GRAY, 8, List.of())), value);
    }

    private Display display() {
        return workspace.view().display().get();
    }

    private void set(Display next) {
        workspace.view().display().set(next);
    }

    /// The window that the sliders move: of one colour, or of all.
    private Window window(Display display) {
        List<Window> windows = display.windows();
        if (windows.isEmpty()) {
            return format.map(SampleFormat::range).orElse(reach);
        }
        return windows.get(windows.size() == 1 || colour < 0 ? 0 : colour);
    }

    private Display withWindow(Display display, Window next) {
        if (colour < 0) {
            return display.withWindows(List.of(next));
        }
        List<Window> three = new ArrayList<>();
        for (int c = 0; c < 3; c++) {
            List<Window> before = display.windows();
            three.add(before.size() == 3 ? before.get(c) : window(display));
        }
        three.set(colour, next);
        return display.withWindows(three);
    }

    // Commands.

    void register(CommandRegistry registry) {
        registry.add(command("view.display")
                .icon(Icon.DISPLAY)
                .keys("Shift+D")
                .selected(panel.visibleProperty())
                .action(() -> panel.setVisible(!panel.isVisible())));
        registry.add(command("view.display.auto").icon(Icon.WINDOW).keys("W").action(this::auto));
        registry.add(
                command("view.display.reset").icon(Icon.REOPEN).keys("Shift+W").action(() -> set(Display.NEUTRAL)));
        step(
                registry,
                "view.display.brighter",
                "Shortcut+Alt+Up",
                () -> display().withBrightness(display().brightness() + 0.05));
        step(
                registry,
                "view.display.darker",
                "Shortcut+Alt+Down",
                () -> display().withBrightness(display().brightness() - 0.05));
        step(
                registry,
                "view.display.moreContrast",
                "Shortcut+Alt+Right",
                () -> display().withContrast(display().contrast() * 1.1));
        step(
                registry,
                "view.display.lessContrast",
                "Shortcut+Alt+Left",
                () -> display().withContrast(display().contrast() / 1.1));
        HBox buttons = new HBox(6);
        Label title = Rows.text(TEXTS.get("display.title"));
        title.getStyleClass().add(Styles.STRONG);
        buttons.getChildren().add(title);
        for (String id : List.of("view.display.auto", "view.display.reset")) {
            Button button = registry.bind(new Button(), registry.get(id));
            button.getStyleClass().add(Styles.QUIET_BUTTON);
            button.setFocusTraversable(false);
            buttons.getChildren().add(button);
        }
        buttons.getChildren()
                .add(Rows.quiet(new Button(), Icon.CLOSE, TEXTS.get("display.close"), () -> panel.setVisible(false)));
        buttons.setAlignment(Pos.CENTER_LEFT);
        Label note = new Label(TEXTS.get("display.note"));
        note.getStyleClass().add(Styles.QUIET);
        // The sliders say how wide the panel is: it lies on the picture.
        note.setWrapText(true);
        note.setPrefWidth(NOTE_WIDTH);
        note.setMinHeight(Region.USE_PREF_SIZE);
        panel.getChildren().addFirst(buttons);
        panel.getChildren().addAll(note, colouring(registry));
    }

    /// How labels are told apart.
    private VBox colouring(CommandRegistry registry) {
        ObjectProperty<Colouring> chosen = workspace.view().colouring();
        HBox row = new HBox(Rows.fixed(TEXTS.get("colouring"), Styles.QUIET));
        row.setAlignment(Pos.CENTER_LEFT);
        row.setSpacing(6);
        // Joined, as one of them holds; patterns beside them are a matter of their own.
        HBox choices = new HBox();
        int last = Colouring.By.values().length - 1;
        for (Colouring.By by : Colouring.By.values()) {
            DeskCommand command = registry.add(command(
                            "view.colours." + by.name().toLowerCase(Locale.ROOT))
                    .selected(Bindings.createBooleanBinding(() -> chosen.get().by() == by, chosen))
                    .action(() -> chosen.set(chosen.get().by(by))));
            ToggleButton button = registry.bind(new ToggleButton(TEXTS.get("colouring." + by)), command);
            button.setFocusTraversable(false);
            button.getStyleClass().add(pill(by.ordinal(), last));
            choices.getChildren().add(button);
        }
        row.getChildren().add(choices);
        registry.add(command("view.colours.next").keys("Alt+C").once().action(() -> {
            Colouring.By[] all = Colouring.By.values();
            chosen.set(chosen.get().by(all[(chosen.get().by().ordinal() + 1) % all.length]));
        }));
        DeskCommand patterns = registry.add(command("view.patterns")
                .keys("Alt+Shift+C")
                .selected(Bindings.createBooleanBinding(
                        () -> chosen.get().patterns() == Colouring.Patterns.PAINTED, chosen))
                .action(() -> chosen.set(chosen.get()
                        .with(
                                chosen.get().patterns() == Colouring.Patterns.NONE
                                        ? Colouring.Patterns.PAINTED
                                        : Colouring.Patterns.NONE))));
        ToggleButton patterned = registry.bind(new ToggleButton(TEXTS.get("colouring.patterns")), patterns);
        patterned.setFocusTraversable(false);
        row.getChildren().add(patterned);
        FlowPane legend = new FlowPane(10, 2);
        legend.setPrefWrapLength(NOTE_WIDTH);
        for (Origins o : Origins.values()) {
            HBox entry = new HBox(
                    4,
                    new Swatch(Color.rgb((o.rgb() >> 16) & 0xff, (o.rgb() >> 8) & 0xff, o.rgb() & 0xff)),
                    Rows.fixed(TEXTS.get("origins." + o), Styles.QUIET));
            entry.setAlignment(Pos.CENTER_LEFT);
            legend.getChildren().add(entry);
        }
        legend.visibleProperty()
                .bind(Bindings.createBooleanBinding(() -> chosen.get().by() == Colouring.By.ORIGIN, chosen));
        legend.managedProperty().bind(legend.visibleProperty());
        return new VBox(4, row, legend);
    }

    private void step(CommandRegistry registry, String id, String key, java.util.function.Supplier<Display> next) {
        registry.add(command(id).keys(key).action(() -> set(next.get())));
    }

    private static DeskCommand.Builder command(String id) {
        return DeskCommand.of(id, CommandGroup.VIEW, TEXTS.get(id))
                .under(Submenu.DISPLAY)
                .description(TEXTS.get(id + ".tip"));
    }

    /// A window around nearly all values of the picture on the screen: one for all colours, so that they keep their
    /// balance, or the chosen colour's own.
    private void auto() {
        Optional<MediaId> asked = workspace.mediaId().get();
        screen.windows(CUT, CUT, found -> {
            if (asked.equals(workspace.mediaId().get()) && !found.isEmpty()) {
                set(withWindow(display(), colour < 0 || found.size() == 1 ? around(found) : found.get(colour)));
            }
        });
    }

    private static Window around(List<Window> windows) {
        double low = windows.stream().mapToDouble(Window::low).min().orElse(0);
        double high = windows.stream().mapToDouble(Window::high).max().orElse(1);
        return new Window(low, high);
    }

    // What is looked at.

    private void use(Optional<MediaId> next) {
        keep();
        media = next;
        format = Optional.empty();
        colour = -1;
        set(next.map(m -> known.computeIfAbsent(m, this::remembered)).orElse(Display.NEUTRAL));
        refresh();
    }

    private Display remembered(MediaId id) {
        try {
            return memory.of(id);
        } catch (RuntimeException e) {
            workspace.errors().failed(e, TEXTS.get("display.forgotten"));
            return Display.NEUTRAL;
        }
    }

    /// Remembers how the video was looked at, when that has changed.
    private void keep() {
        if (media.isEmpty()) {
            return;
        }
        MediaId id = media.get();
        Display now = display();
        if (!now.equals(known.get(id))) {
            known.put(id, now);
            saving.execute(() -> memory.keep(id, now));
        }
    }

    /// A picture is on the screen: its format says what a window can be.
    private void meet(Picture picture) {
        SampleFormat shown = picture.samples().shown();
        if (format.filter(shown::equals).isPresent()) {
            return;
        }
        format = Optional.of(shown);
        reach = shown.range();
        if (shown.isDeep()) {
            // Most deep pictures use a small part of what their format could hold, and of floating point only the
            // picture itself says how far it goes.
            screen.windows(0, 0, found -> reach(shown, found));
        }
        chooseColours(shown.colours() == 3);
        refresh();
    }

    /// The values of the picture are known. Floating point that leaves 0 to 1 is not shown all black or white.
    private void reach(SampleFormat of, List<Window> found) {
        if (found.isEmpty() || format.filter(of::equals).isEmpty()) {
            return;
        }
        reach = around(found);
        boolean beyond = of.encoding() == SampleFormat.Encoding.FLOAT && (reach.low() < 0 || reach.high() > 1);
        if (beyond && display().isNeutral()) {
            auto();
        }
        refresh();
    }

    private void chooseColours(boolean three) {
        colours.getChildren().clear();
        colour = -1;
        ToggleGroup group = new ToggleGroup();
        int last = three ? 2 : -1;
        for (int c = -1; c <= last; c++) {
            int number = c;
            ToggleButton button = new ToggleButton(TEXTS.get("display.colour." + c));
            button.setId("display-colour" + c);
            button.setToggleGroup(group);
            button.setFocusTraversable(false);
            button.setSelected(c == -1);
            button.setOnAction(_ -> {
                button.setSelected(true);
                colour = number;
                refresh();
            });
            button.getStyleClass().add(pill(c + 1, last + 1));
            colours.getChildren().add(button);
        }
        colours.setVisible(three);
        windowName.setVisible(three);
        colours.setManaged(three);
        windowName.setManaged(three);
    }

    /// The style of one of several buttons that are joined, by its place from 0 to `last`.
    private static String pill(int place, int last) {
        return place == 0 ? "left-pill" : place == last ? "right-pill" : "center-pill";
    }

    private void refresh() {
        windowNodes.forEach(n -> n.setDisable(format.isEmpty()));
        following = true;
        rows.forEach(r -> r.show(display()));
        following = false;
    }

    void close() {
        keep();
    }
}
