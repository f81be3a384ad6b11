package limner.app.ui.transport;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.Feature;
import limner.app.ui.common.Film;
import limner.app.ui.common.Icon;
import limner.app.ui.common.Sound;
import limner.app.ui.common.Speed;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Submenu;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.media.pace.StepGrid;
import limner.media.pace.Stepping;
import limner.media.source.Rational;
import limner.model.media.FrameState;
import limner.model.media.Media;
import org.jspecify.annotations.Nullable;

/// The line below the picture: play and step, which frame is on the screen and how far the work on it is, speed, loop,
/// and a slider through the whole video. JavaFX thread only.
public final class TransportFeature implements Feature {

    private static final Texts TEXTS = Texts.beside(TransportFeature.class);
    private static final PseudoClass DONE = PseudoClass.getPseudoClass("done");
    private static final PseudoClass IN_WORK = PseudoClass.getPseudoClass("in-work");

    private static final PseudoClass BETWEEN = PseudoClass.getPseudoClass("between");
    private static final List<Stepping> STEPPINGS = List.of(
            new Stepping.All(),
            new Stepping.EveryNth(2),
            new Stepping.EveryNth(5),
            new Stepping.EveryNth(10),
            new Stepping.EveryNth(25),
            new Stepping.AtRate(new Rational(1, 1)),
            new Stepping.AtRate(new Rational(2, 1)),
            new Stepping.AtRate(new Rational(5, 1)),
            new Stepping.AtRate(new Rational(10, 1)));

    private final Workspace workspace;
    private final Film film;
    private final TransportViewModel model;
    private final HBox view = new HBox();
    private final TextField field = new TextField();
    private final Label count = new Label();
    private final Label time = new Label();
    private final Label refusal = new Label();
    private final Slider scrub = new Slider();
    private final MenuButton state = new MenuButton();
    private final TypedChoice<Double> speed;
    private final TypedChoice<Stepping> stepping;
    private final Label stop = new Label();
    private final SoundControls loudness;
    private final AnimationTimer timer;
    private final BooleanBinding ready;
    private @Nullable Node before;
    private OptionalInt peekedFrom = OptionalInt.empty();
    private boolean following;
    private boolean typing;

    public TransportFeature(Workspace workspace, Sound sound, Film film) {
        this.workspace = workspace;
        this.film = film;
        this.model = new TransportViewModel(workspace, sound);
        this.loudness = new SoundControls(sound);
        this.speed = new TypedChoice<>(
                Speed.NORMAL.factor(),
                Speed.OFFERED,
                Speed::text,
                Speed::parse,
                asked(TEXTS.get("speed.refused"), f -> {
                    workspace.speed().set(workspace.speed().get().at(f));
                }));
        SaidSteps steps = new SaidSteps(workspace.spoken()::of);
        this.stepping = new TypedChoice<>(
                new Stepping.All(),
                STEPPINGS,
                steps::words,
                steps::read,
                asked(TEXTS.get("stepping.refused"), model::stepping));
        this.ready = Bindings.createBooleanBinding(() -> workspace.feed().get().isPresent(), workspace.feed());
        this.timer = new AnimationTimer() {
            @Override
            public void handle(long now) {
                model.pulse(now);
            }
        };
        workspace.playing().addListener((_, _, on) -> {
            if (on) {
                timer.start();
            } else {
                timer.stop();
            }
        });
        view.getStyleClass().addAll(Styles.TRANSPORT, Styles.BAR);
        view.setAlignment(Pos.CENTER_LEFT);
        view.getStylesheets()
                .add(TransportFeature.class.getResource("transport.css").toExternalForm());
    }

    @Override
    public Slot slot() {
        return Slot.TRANSPORT;
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void close() {
        timer.stop();
    }

    @Override
    public void register(CommandRegistry commands) {
        DeskCommand first = add(commands, "first", Icon.FIRST, model::first, "Home");
        DeskCommand back = add(commands, "back", Icon.STEP_BACK, () -> model.step(-1), "Left", ",");
        StringBinding playName = Bindings.createStringBinding(
                () -> TEXTS.get(workspace.playing().get() ? "play.pause" : "play.play"), workspace.playing());
        DeskCommand play = commands.add(DeskCommand.of("play.toggle", CommandGroup.PLAY, TEXTS.get("play.play"))
                .name(playName)
                .description(TEXTS.get("play.play.tip"))
                .icon(Icon.PLAY)
                .keys("Space")
                .enabled(ready)
                .action(() -> workspace.togglePlay(Speed.Way.FORWARDS)));
        DeskCommand forward = add(commands, "forward", Icon.STEP_FORWARD, () -> model.step(1), "Right", ".");
        DeskCommand last = add(commands, "last", Icon.LAST, model::last, "End");
        add(commands, "back10", Icon.NONE, () -> model.step(-10), "Shift+Left", "Shift+Comma");
        add(commands, "forward10", Icon.NONE, () -> model.step(10), "Shift+Right", "Shift+Period");
        add(commands, "frameBack", Icon.NONE, () -> model.stepFrames(-1), "Alt+Comma");
        add(commands, "frameForward", Icon.NONE, () -> model.stepFrames(1), "Alt+Period");
        add(commands, "goTo", Icon.NONE, () -> type(field), "G");
        add(commands, "stepping", Icon.NONE, () -> type(stepping), "Shift+G");
        playing(commands);
        search(commands, FrameSearch.UNDONE, "Page Down", "Page Up");
        search(commands, FrameSearch.LABELLED, "Shift+Page Down", "Shift+Page Up");
        search(commands, FrameSearch.SUGGESTED, "Shortcut+Shift+Page Down", "Shortcut+Shift+Page Up");
        search(commands, FrameSearch.FOUND, "F3", "Shift+F3");
        DeskCommand loop = commands.add(command("loop", Icon.LOOP)
                .keys("Shift+L")
                .selected(model.looping())
                .action(() -> model.looping().set(!model.looping().get())));
        add(commands, "speed", Icon.NONE, () -> type(speed), "Shortcut+Shift+Up");
        add(commands, "faster", Icon.NONE, () -> model.faster(1), "Shortcut+Up");
        add(commands, "slower", Icon.NONE, () -> model.faster(-1), "Shortcut+Down");
        loudness.register(commands);
        add(commands, "markFirst", Icon.NONE, model::markFirst, "Shift+I");
        add(commands, "markLast", Icon.NONE, model::markLast, "Shift+O");
        commands.add(command("unmark", Icon.NONE)
                .keys("Shift+U")
                .enabled(Bindings.createBooleanBinding(
                        () -> workspace.range().get().isPresent(), workspace.range()))
                .action(() -> workspace.range().set(Optional.empty())));
        build(commands, first, back, play, forward, last, loop);
    }

    private void playing(CommandRegistry commands) {
        commands.add(command("peek", Icon.NONE)
                .keys("Alt+Z")
                .enabled(ready)
                .release(this::peeked)
                .action(this::peek));
        commands.add(command("backwards", Icon.NONE)
                .keys("Shift+Space")
                .once()
                .enabled(ready)
                .action(() -> workspace.togglePlay(Speed.Way.BACKWARDS)));
        commands.add(command("shuttleBack", Icon.NONE)
                .keys("Alt+J")
                .once()
                .enabled(ready)
                .action(() -> model.shuttle(Speed.Way.BACKWARDS)));
        commands.add(
                command("shuttleStop", Icon.NONE).keys("Alt+K").enabled(ready).action(model::pause));
        commands.add(command("shuttleForward", Icon.NONE)
                .keys("Alt+L")
                .once()
                .enabled(ready)
                .action(() -> model.shuttle(Speed.Way.FORWARDS)));
        commands.add(command("range", Icon.NONE)
                .keys("Shift+P")
                .once()
                .enabled(ready)
                .action(model::playRange));
    }

    private <T> TypedChoice.Asked<T> asked(String refused, Consumer<T> chosen) {
        return new TypedChoice.Asked<>() {
            @Override
            public void chosen(T value) {
                model.forgive();
                chosen.accept(value);
                if (speed.isFocused() || stepping.isFocused()) {
                    leaveField();
                }
            }

            @Override
            public void refused() {
                model.refuse(refused);
            }

            @Override
            public void left() {
                leaveField();
            }
        };
    }

    /// Shows the frame before this one as long as a key is held.
    private void peek() {
        workspace.playing().set(false);
        int here = workspace.wanted().get();
        if (here > 0) {
            peekedFrom = OptionalInt.of(here);
            workspace.goTo(here - 1);
        }
    }

    /// Goes back, unless somebody went elsewhere meanwhile.
    private void peeked() {
        peekedFrom.ifPresent(from -> {
            if (workspace.wanted().get() == from - 1) {
                workspace.goTo(from);
            }
        });
        peekedFrom = OptionalInt.empty();
    }

    private static DeskCommand.Builder command(String name, Icon icon) {
        DeskCommand.Builder command = DeskCommand.of("play." + name, CommandGroup.PLAY, TEXTS.get("play." + name))
                .description(TEXTS.get("play." + name + ".tip"))
                .icon(icon);
        return switch (name) {
            case "backwards", "shuttleBack", "shuttleStop", "shuttleForward", "speed", "faster", "slower" ->
                command.under(Submenu.SPEED);
            default -> name.contains(".") ? command.under(Submenu.SEARCH) : command;
        };
    }

    private DeskCommand add(CommandRegistry commands, String name, Icon icon, Runnable action, String... keys) {
        BooleanBinding open =
                Bindings.createBooleanBinding(() -> workspace.mediaId().get().isPresent(), workspace.mediaId());
        return commands.add(command(name, icon).keys(keys).enabled(open).action(action));
    }

    private void search(CommandRegistry commands, FrameSearch kind, String forward, String back) {
        for (FrameSearch.Way way : FrameSearch.Way.values()) {
            String name = kind.name().toLowerCase(java.util.Locale.ROOT) + "."
                    + way.name().toLowerCase(java.util.Locale.ROOT);
            add(
                    commands,
                    name,
                    Icon.NONE,
                    () -> model.seek(kind, way, TEXTS.get("none." + name)),
                    way == FrameSearch.Way.FORWARD ? forward : back);
        }
    }

    private void build(
            CommandRegistry commands,
            DeskCommand first,
            DeskCommand back,
            DeskCommand play,
            DeskCommand forward,
            DeskCommand last,
            DeskCommand loop) {
        Button playButton = button(commands, play);
        playButton.getStyleClass().add("play");
        workspace.playing().addListener((_, _, on) -> playButton.setGraphic((on ? Icon.PAUSE : Icon.PLAY).node()));
        ToggleButton loopButton = commands.bind(new ToggleButton(), loop);
        loopButton.getStyleClass().add(Styles.QUIET_BUTTON);
        loopButton.setFocusTraversable(false);

        field.setId("play-frame");
        field.setAlignment(Pos.CENTER_RIGHT);
        field.setAccessibleText(TEXTS.get("field"));
        field.setTooltip(new Tooltip(TEXTS.get("field.tip")));
        field.setOnAction(_ -> {
            if (model.goTo(field.getText())) {
                leaveField();
            } else {
                field.selectAll();
            }
        });
        field.textProperty().addListener((_, _, _) -> {
            typing = !following;
            model.forgive();
        });
        field.focusedProperty().addListener((_, _, focused) -> {
            if (!focused) {
                typing = false;
                model.forgive();
                follow();
            }
        });
        field.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                leaveField();
                e.consume();
            }
        });
        count.getStyleClass().addAll(Styles.QUIET, "count");
        count.setMinWidth(Region.USE_PREF_SIZE);
        time.getStyleClass().addAll(Styles.MONO, "time");
        time.setId("play-time");
        time.setMinWidth(Region.USE_PREF_SIZE);
        refusal.getStyleClass().addAll(Styles.ERROR, "refusal");
        refusal.setId("play-refusal");
        refusal.setMinWidth(Region.USE_PREF_SIZE);
        refusal.textProperty().bind(model.refusal());
        refusal.visibleProperty().bind(refusal.textProperty().isNotEmpty());
        refusal.managedProperty().bind(refusal.visibleProperty());

        buildState();
        buildChoices();
        buildScrub();

        Label frame = new Label(TEXTS.get("frame"));
        frame.getStyleClass().add(Styles.QUIET);
        frame.setMinWidth(Region.USE_PREF_SIZE);
        frame.setLabelFor(field);
        HBox steps = new HBox(
                button(commands, first),
                button(commands, back),
                playButton,
                button(commands, forward),
                button(commands, last));
        steps.setAlignment(Pos.CENTER_LEFT);
        stop.setId("play-stop");
        stop.getStyleClass().addAll(Styles.QUIET, "stop");
        stop.setMinWidth(Region.USE_PREF_SIZE);
        stop.managedProperty().bind(stop.visibleProperty());
        HBox where = new HBox(frame, field, count, stop);
        where.getStyleClass().add("where");
        where.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(scrub, Priority.ALWAYS);
        view.getChildren()
                .setAll(steps, where, refusal, time, state, stepping, speed, loopButton, loudness.view(), scrub);
        view.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> workspace.mediaId().get().isEmpty(), workspace.mediaId()));

        workspace.stepping().addListener((_, _, now) -> stepping.show(now));
        workspace.stops().addListener((_, _, _) -> follow());
        workspace.speed().addListener((_, _, now) -> speed.show(now.factor()));
        workspace.shown().addListener((_, _, _) -> follow());
        workspace.wanted().addListener((_, _, _) -> followSlider());
        workspace.snapshot().addListener((_, _, _) -> followState());
        workspace.mediaId().addListener((_, _, _) -> follow());
        workspace.feed().addListener((_, _, _) -> follow());
        follow();
    }

    private static Button button(CommandRegistry commands, DeskCommand command) {
        Button button = commands.bind(new Button(), command);
        button.getStyleClass().add(Styles.QUIET_BUTTON);
        button.setFocusTraversable(false);
        return button;
    }

    private void buildState() {
        state.setId("frame-state");
        state.getStyleClass().addAll(Styles.QUIET_BUTTON, "frame-state");
        state.setTooltip(new Tooltip(TEXTS.get("state.tip")));
        state.setFocusTraversable(false);
        Region dot = new Region();
        dot.getStyleClass().add("dot");
        state.setGraphic(dot);
        ToggleGroup group = new ToggleGroup();
        for (FrameState each : FrameState.values()) {
            RadioMenuItem item = new RadioMenuItem(TEXTS.get("state." + each));
            item.setId("frame-state-" + each);
            item.setToggleGroup(group);
            item.setUserData(each);
            item.setOnAction(_ -> {
                model.setState(each);
                followState();
            });
            state.getItems().add(item);
        }
    }

    private void buildChoices() {
        speed.setId("play-speed");
        speed.getStyleClass().add("speed");
        speed.setTooltip(new Tooltip(TEXTS.get("speed.tip")));
        speed.setAccessibleText(TEXTS.get("speed"));
        stepping.setId("play-stepping");
        stepping.getStyleClass().add("stepping");
        stepping.setTooltip(new Tooltip(TEXTS.get("stepping.tip")));
        stepping.setAccessibleText(TEXTS.get("stepping"));
    }

    private void buildScrub() {
        scrub.setId("play-scrub");
        scrub.setBlockIncrement(1);
        scrub.setAccessibleText(TEXTS.get("scrub"));
        scrub.setTooltip(new Tooltip(TEXTS.get("scrub.tip")));
        scrub.setFocusTraversable(false);
        scrub.addEventFilter(MouseEvent.MOUSE_MOVED, this::peek);
        // After the slider has moved to where it was pressed.
        scrub.addEventHandler(MouseEvent.MOUSE_PRESSED, this::peekThumb);
        scrub.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::peekThumb);
        scrub.addEventFilter(MouseEvent.MOUSE_EXITED, e -> {
            if (!e.isPrimaryButtonDown()) {
                film.peek().set(Optional.empty());
            }
        });
        scrub.addEventFilter(MouseEvent.MOUSE_RELEASED, e -> {
            if (!scrub.contains(e.getX(), e.getY())) {
                film.peek().set(Optional.empty());
            }
        });
        scrub.disableProperty().bind(ready.not());
        scrub.valueProperty().addListener((_, _, now) -> {
            if (!following) {
                workspace.goTo((int) Math.rint(now.doubleValue()));
            }
        });
    }

    /// What a press of the slider here would show.
    private void peek(MouseEvent e) {
        Node track = scrub.lookup(".track");
        Node thumb = scrub.lookup(".thumb");
        if (track == null || thumb == null) {
            return;
        }
        // As the slider itself finds it: from the track's end, over the way of the thumb.
        double way = scrub.getWidth()
                - scrub.getInsets().getLeft()
                - scrub.getInsets().getRight()
                - thumb.getLayoutBounds().getWidth();
        double at = track.sceneToLocal(e.getSceneX(), e.getSceneY()).getX() / Math.max(1, way);
        peek(Math.clamp(at, 0, 1) * scrub.getMax(), e);
    }

    private void peekThumb(MouseEvent e) {
        peek(scrub.getValue(), e);
    }

    private void peek(double frame, MouseEvent e) {
        film.peek().set(Optional.of(new Film.Peek((int) Math.rint(frame), e.getSceneX())));
    }

    /// Puts the keyboard into a field, and remembers where it was.
    private void type(Control into) {
        if (view.getScene() != null) {
            before = view.getScene().getFocusOwner();
        }
        into.requestFocus();
        TextField text = into instanceof TypedChoice<?> choice ? choice.getEditor() : field;
        text.selectAll();
    }

    private void leaveField() {
        Node back = before;
        before = null;
        typing = false;
        model.forgive();
        if (back != null && back != field && back != speed && back != stepping && back.getScene() == view.getScene()) {
            back.requestFocus();
        } else {
            view.requestFocus();
        }
        follow();
    }

    /// Shows what is on the screen: the number comes from the picture that was drawn.
    private void follow() {
        int frame = model.current();
        if (!typing) {
            following = true;
            field.setText(Integer.toString(frame));
            following = false;
        }
        int frames = workspace.media().map(Media::frameCount).orElse(0);
        followStop(frame);
        count.setText("/ " + String.format("%,d", frames));
        time.setText(workspace
                .feed()
                .get()
                .map(f -> Timecode.of(f.seconds(Math.min(frame, f.frameCount() - 1))))
                .orElse("--:--.---"));
        followSlider();
        followState();
    }

    /// Says which stop this is, or that it is none.
    private void followStop(int frame) {
        StepGrid stops = workspace.stops().get();
        boolean shown = !stops.isWhole() && frame < stops.frameCount();
        stop.setVisible(shown);
        if (!shown) {
            return;
        }
        boolean between = !stops.isStop(frame);
        String number = String.format("%,d", stops.position(frame) + 1);
        stop.setText(between ? TEXTS.get("between") : TEXTS.get("stop", number, String.format("%,d", stops.count())));
        int next = stops.atOrAfter(frame);
        String tip = !between
                ? TEXTS.get(
                        "stop.tip",
                        workspace.spoken().of(workspace.stepping().get().words()))
                : next < 0
                        ? TEXTS.get("behind.tip", Integer.toString(stops.atOrBefore(frame)))
                        : TEXTS.get("between.tip", Integer.toString(stops.atOrBefore(frame)), Integer.toString(next));
        stop.setTooltip(new Tooltip(tip));
        stop.pseudoClassStateChanged(BETWEEN, between);
    }

    private void followSlider() {
        following = true;
        scrub.setMax(workspace.media().map(m -> Math.max(1, m.frameCount() - 1)).orElse(1));
        scrub.setValue(workspace.wanted().get());
        following = false;
    }

    private void followState() {
        FrameState now = workspace.frameState();
        state.setText(TEXTS.get("state." + now));
        state.setAccessibleText(TEXTS.get("state") + " " + TEXTS.get("state." + now));
        state.pseudoClassStateChanged(DONE, now == FrameState.DONE);
        state.pseudoClassStateChanged(IN_WORK, now == FrameState.IN_WORK);
        state.getItems().forEach(i -> ((RadioMenuItem) i).setSelected(now == i.getUserData()));
    }
}
