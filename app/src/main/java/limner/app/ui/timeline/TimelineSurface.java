package limner.app.ui.timeline;

import java.util.List;
import java.util.Optional;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Font;
import javafx.util.Duration;
import limner.app.ui.common.Film;
import limner.app.ui.common.Modifiers;
import limner.app.ui.common.Speed;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;

/// The timeline in the window: one picture for everything that changes by edits and zooming, and on top the playhead,
/// which moves with every frame and costs no repaint. JavaFX thread only.
final class TimelineSurface extends Region {

    private static final StyleablePropertyFactory<TimelineSurface> FACTORY =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());
    private static final double BAR = 10;
    private static final double WHEEL = 1.0 / 240;

    private final TimelineViewModel model;
    private final Film film;
    private final Filmstrip strip;
    private final Texts texts;
    private final HitText words;
    private final Canvas canvas = new Canvas();
    private final Region playhead = new Region();
    private final Region grip = new Region();
    private final Region wanted = new Region();
    private final Region focus = new Region();
    private final Rectangle clip = new Rectangle();
    private final ScrollBar across = new ScrollBar();
    private final ScrollBar down = new ScrollBar();
    private final Tooltip tip = new Tooltip();
    private MouseButton button = MouseButton.NONE;
    private boolean arranging;
    private boolean stale = true;

    private final StyleableProperty<Color> ground = ink("-timeline-ground", Color.web("#0d1117"));
    private final StyleableProperty<Color> panel = ink("-timeline-panel", Color.web("#161b22"));
    private final StyleableProperty<Color> line = ink("-timeline-line", Color.web("#30363d"));
    private final StyleableProperty<Color> text = ink("-timeline-text", Color.web("#c9d1d9"));
    private final StyleableProperty<Color> quiet = ink("-timeline-quiet", Color.web("#8b949e"));
    private final StyleableProperty<Color> accent = ink("-timeline-accent", Color.web("#58a6ff"));
    private final StyleableProperty<Color> work = ink("-timeline-work", Color.web("#d29922"));
    private final StyleableProperty<Color> done = ink("-timeline-done", Color.web("#3fb950"));
    private final StyleableProperty<Color> amount = ink("-timeline-amount", Color.web("#8b949e"));

    private final StyleableProperty<Color> sound = ink("-timeline-sound", Color.web("#6cb6ff"));
    private final StyleableProperty<Color> doubt = ink("-timeline-doubt", Color.web("#f85149"));

    TimelineSurface(TimelineViewModel model, Film film, Texts texts) {
        this.model = model;
        this.film = film;
        this.strip = new Filmstrip(film, model);
        this.texts = texts;
        this.words = new HitText(model.workspace(), texts);
        getStyleClass().add("timeline-surface");
        setId("timeline");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.NODE);
        setAccessibleText(texts.get("timeline"));
        setMinSize(320, TimelineViewModel.TOP + TimelineViewModel.ROW);
        playhead.getStyleClass().add("playhead");
        grip.getStyleClass().add("playhead-grip");
        wanted.getStyleClass().add("wanted");
        focus.getStyleClass().add("focus-line");
        for (Region each : List.of(playhead, grip, wanted, focus)) {
            each.setManaged(false);
            each.setMouseTransparent(true);
        }
        focus.visibleProperty().bind(focusVisibleProperty());
        focusedProperty().addListener((_, _, focused) -> {
            if (!focused) {
                model.leave();
            }
        });
        across.setOrientation(Orientation.HORIZONTAL);
        down.setOrientation(Orientation.VERTICAL);
        across.setFocusTraversable(false);
        down.setFocusTraversable(false);
        across.setManaged(false);
        down.setManaged(false);
        setClip(clip);
        getChildren().addAll(canvas, wanted, playhead, grip, across, down, focus);
        listen();
    }

    private StyleableProperty<Color> ink(String name, Color initial) {
        return FACTORY.createStyleableColorProperty(this, name.substring(1), name, s -> s.inkNamed(name), initial);
    }

    private StyleableProperty<Color> inkNamed(String name) {
        return switch (name) {
            case "-timeline-ground" -> ground;
            case "-timeline-panel" -> panel;
            case "-timeline-line" -> line;
            case "-timeline-text" -> text;
            case "-timeline-quiet" -> quiet;
            case "-timeline-accent" -> accent;
            case "-timeline-work" -> work;
            case "-timeline-done" -> done;
            case "-timeline-amount" -> amount;
            case "-timeline-sound" -> sound;
            case "-timeline-doubt" -> doubt;
            default -> throw new IllegalArgumentException(name);
        };
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return FACTORY.getCssMetaData();
    }

    private void listen() {
        model.revision().addListener((_, _, _) -> repaint());
        model.workspace().shown().addListener((_, _, _) -> {
            placePlayhead();
            if (!model.workspace().openEvents().isEmpty()) {
                repaint();
            }
        });
        model.workspace().wanted().addListener((_, _, _) -> placePlayhead());
        model.workspace().feed().addListener((_, _, _) -> showFilm());
        film.stripShown().addListener((_, _, _) -> showFilm());
        film.revision().addListener((_, _, _) -> showFilm());
        showFilm();
        for (StyleableProperty<Color> ink :
                List.of(ground, panel, line, text, quiet, accent, work, done, amount, sound, doubt)) {
            ((javafx.beans.value.ObservableValue<?>) ink).addListener((_, _, _) -> repaint());
        }
        across.valueProperty().addListener((_, _, now) -> {
            if (!arranging) {
                model.scale(model.scale().from(now.doubleValue()));
            }
        });
        down.valueProperty().addListener((_, _, now) -> {
            if (!arranging) {
                model.scrollTo(now.doubleValue());
            }
        });
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> {
            model.drag(e.getX(), e.getY());
            if (!(model.gesture() instanceof Gesture.Panning)) {
                peek(e.getX(), new Hit.OnFilm(model.scale().frameAt(e.getX() - TimelineViewModel.NAMES)));
            }
            e.consume();
        });
        addEventHandler(MouseEvent.MOUSE_RELEASED, e -> {
            if (e.getButton() == button) {
                button = MouseButton.NONE;
                model.release();
                pointAt(e.getX(), e.getY());
            }
            e.consume();
        });
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> {
            if (button != MouseButton.NONE) {
                // It was let go where this window could not see it.
                button = MouseButton.NONE;
                model.cancel();
            }
            pointAt(e.getX(), e.getY());
        });
        addEventHandler(MouseEvent.MOUSE_EXITED, _ -> {
            model.hover(new Hit.Nowhere());
            film.peek().set(Optional.empty());
        });
        addEventHandler(ScrollEvent.SCROLL, this::wheel);
        addEventHandler(ZoomEvent.ZOOM, e -> {
            model.zoom(e.getX(), e.getZoomFactor());
            e.consume();
        });
        addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (key(e) || travel(e)) {
                e.consume();
            }
        });
        tip.setShowDelay(Duration.millis(400));
    }

    private void repaint() {
        stale = true;
        requestLayout();
    }

    private void pressed(MouseEvent e) {
        requestFocus();
        TimelineViewModel.Press how;
        if (e.getButton() == MouseButton.MIDDLE) {
            how = TimelineViewModel.Press.PAN;
        } else if (e.getButton() != MouseButton.PRIMARY) {
            return;
        } else if (meant(Modifiers.of(e), limner.app.ui.common.Gesture.MARK)) {
            how = TimelineViewModel.Press.MARK;
        } else {
            how = e.getClickCount() == 2 ? TimelineViewModel.Press.DOUBLE : TimelineViewModel.Press.PLAIN;
        }
        if (button != MouseButton.NONE) {
            return;
        }
        button = e.getButton();
        tip.hide();
        model.leave();
        model.press(e.getX(), e.getY(), how);
        e.consume();
    }

    private void showFilm() {
        model.film(film.stripShown().get() && film.isThere());
        repaint();
    }

    /// Shows what it looks like where the pointer is on time and on nothing else.
    private void peek(double x, Hit hit) {
        int frame = switch (hit) {
            case Hit.OnRuler(int f) -> f;
            case Hit.OnStates(int f) -> f;
            case Hit.OnFilm(int f) -> f;
            case Hit.OnTime _, Hit.OnName _, Hit.OnSequence _, Hit.OnKeyframe _, Hit.OnTrack _ -> -1;
            case Hit.OnEvent _, Hit.OnLane _, Hit.OnAmount _, Hit.Nowhere _ -> -1;
        };
        film.peek()
                .set(
                        frame < 0
                                ? Optional.empty()
                                : Optional.of(
                                        new Film.Peek(frame, localToScene(x, 0).getX())));
    }

    private void pointAt(double x, double y) {
        Hit hit = model.hit(x, y);
        model.hover(hit);
        peek(x, hit);
        setCursor(
                switch (hit) {
                    case Hit.OnEvent(var _, Hit.Part part, var _) ->
                        part == Hit.Part.BODY ? Cursor.HAND : Cursor.H_RESIZE;
                    case Hit.OnKeyframe _, Hit.OnTrack _, Hit.OnAmount _, Hit.OnName _ -> Cursor.HAND;
                    case Hit.OnRuler _, Hit.OnStates _, Hit.OnFilm _, Hit.OnSequence _ -> Cursor.DEFAULT;
                    case Hit.OnLane _, Hit.OnTime _, Hit.Nowhere _ -> Cursor.DEFAULT;
                });
        // On the ruler the preview tells the number, and words would lie over the filmstrip.
        String said = hit instanceof Hit.OnRuler && film.isThere() ? "" : words.of(hit);
        if (said.equals(tip.getText())) {
            return;
        }
        // One without words would be an empty box, and not every screen can make it transparent.
        if (said.isEmpty()) {
            tip.hide();
            Tooltip.uninstall(canvas, tip);
        } else if (tip.getText().isEmpty()) {
            Tooltip.install(canvas, tip);
        }
        tip.setText(said);
    }

    private boolean meant(Modifiers held, limner.app.ui.common.Gesture gesture) {
        return model.workspace().view().meant(held).contains(gesture);
    }

    /// The wheel scrolls rows; with keys that are chosen it goes through time, as it does sideways, or zooms around the
    /// pointer.
    private void wheel(ScrollEvent e) {
        Modifiers held = Modifiers.of(e);
        if (meant(held, limner.app.ui.common.Gesture.TIME_ZOOM)) {
            // Where Shift is held, systems turn the wheel sideways.
            double by = e.getDeltaY() == 0 ? e.getDeltaX() : e.getDeltaY();
            model.zoom(e.getX(), Math.pow(2, by * WHEEL * 2));
        } else if (meant(held, limner.app.ui.common.Gesture.TIME_PAN)) {
            model.scale(model.scale().panned(-(e.getDeltaX() + e.getDeltaY())));
        } else {
            if (e.getDeltaX() != 0) {
                model.scale(model.scale().panned(-e.getDeltaX()));
            }
            model.scrollTo(model.scroll() - e.getDeltaY());
        }
        pointAt(e.getX(), e.getY());
        e.consume();
    }

    /// Keys while the timeline has the keyboard.
    ///
    /// @return whether it was meant for the timeline
    boolean key(KeyEvent e) {
        if (e.getEventType() != KeyEvent.KEY_PRESSED) {
            return false;
        }
        return switch (e.getCode()) {
            case ESCAPE -> model.cancel();
            case UP, DOWN -> isFocused() && plain(e) && walkRows(e.getCode() == KeyCode.UP ? -1 : 1);
            case TAB -> walking() && !e.isShortcutDown() && !e.isAltDown() && walkItems(e.isShiftDown() ? -1 : 1);
            case ENTER -> walking() && plain(e) && (model.foldHere() || model.choose());
            default -> false;
        };
    }

    /// Keys that the desk leaves to whatever has the keyboard: here they mean the same as everywhere else.
    private boolean travel(KeyEvent e) {
        if (e.isShortcutDown() || e.isAltDown()) {
            return false;
        }
        Workspace workspace = model.workspace();
        int by = e.isShiftDown() ? 10 : 1;
        switch (e.getCode()) {
            case LEFT, RIGHT -> {
                workspace.playing().set(false);
                workspace.step(e.getCode() == KeyCode.LEFT ? -by : by);
            }
            case HOME -> workspace.goTo(0);
            case END -> workspace.goTo(Integer.MAX_VALUE);
            case SPACE -> workspace.togglePlay(e.isShiftDown() ? Speed.Way.BACKWARDS : Speed.Way.FORWARDS);
            default -> {
                return false;
            }
        }
        return true;
    }

    /// Whether somebody walks here by keyboard. After a click, Tab and Enter still mean objects and suggestions.
    private boolean walking() {
        return isFocused() && (isFocusVisible() || model.cursor().isPresent());
    }

    /// Takes the keyboard, to the first row.
    void enter() {
        requestFocus();
        if (model.cursor().isEmpty()) {
            walkRows(1);
        }
    }

    /// Goes through the rows from wherever the keyboard is.
    void rows(int by) {
        if (!isFocused()) {
            requestFocus();
        }
        walkRows(by);
    }

    /// Goes through what is on the rows from wherever the keyboard is; at either end it stays.
    void items(int by) {
        if (!isFocused()) {
            requestFocus();
        }
        walkItems(by);
    }

    /// Takes what the keyboard is on.
    void choose() {
        if (!model.foldHere()) {
            model.choose();
        }
    }

    private static boolean plain(KeyEvent e) {
        return !e.isShortcutDown() && !e.isAltDown() && !e.isShiftDown();
    }

    private boolean walkRows(int by) {
        model.walkRows(by);
        setAccessibleText(words.of(model));
        return true;
    }

    private boolean walkItems(int by) {
        boolean found = model.walkItems(by);
        setAccessibleText(words.of(model));
        return found;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        boolean scrolls = !model.scale().isWhole();
        model.resize(width, height - (scrolls ? BAR : 0));
        clip.setWidth(width);
        clip.setHeight(height);
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas.setWidth(width);
            canvas.setHeight(height);
            stale = true;
        }
        bars(width, height);
        focus.resizeRelocate(0, 0, width, 2);
        placePlayhead();
        if (stale) {
            stale = false;
            canvas.getGraphicsContext2D().clearRect(0, 0, width, height);
            Font font = Font.font(12);
            new TimelinePainter(canvas.getGraphicsContext2D(), model, strip, texts, inks()).paint(font, Font.font(11));
            strip.want();
        }
    }

    private Inks inks() {
        return new Inks(
                ground.getValue(),
                panel.getValue(),
                line.getValue(),
                text.getValue(),
                quiet.getValue(),
                accent.getValue(),
                work.getValue(),
                done.getValue(),
                amount.getValue(),
                sound.getValue(),
                doubt.getValue());
    }

    private void bars(double width, double height) {
        arranging = true;
        TimeScale scale = model.scale();
        double left = TimelineViewModel.NAMES;
        double hidden = scale.frameCount() - scale.visible();
        across.setVisible(!scale.isWhole());
        across.setMax(Math.max(1e-6, hidden));
        across.setVisibleAmount(across.getMax() * scale.visible() / scale.frameCount());
        across.setUnitIncrement(Math.max(1, scale.visible() / 20));
        across.setBlockIncrement(scale.visible());
        across.setValue(Math.clamp(scale.first(), 0, across.getMax()));
        across.resizeRelocate(left, height - BAR, width - left, BAR);
        double room = model.bottom() - model.top();
        down.setVisible(model.scrollMax() > 0);
        down.setMax(Math.max(1e-6, model.scrollMax()));
        down.setVisibleAmount(down.getMax() * room / Math.max(1, room + model.scrollMax()));
        down.setUnitIncrement(TimelineViewModel.ROW);
        down.setBlockIncrement(Math.max(TimelineViewModel.ROW, room));
        down.setValue(Math.clamp(model.scroll(), 0, down.getMax()));
        down.resizeRelocate(width - BAR, model.top(), BAR, room);
        arranging = false;
    }

    /// The playhead stands on the frame that is on the screen; a faint line runs ahead to the one that was asked for.
    private void placePlayhead() {
        place(playhead, model.playhead(), 1.5);
        grip.setVisible(playhead.isVisible());
        grip.resizeRelocate(playhead.getLayoutX() - 4.25, 0, 10, 10);
        place(wanted, model.workspace().wanted().get(), 1);
        wanted.setVisible(wanted.isVisible() && model.workspace().wanted().get() != model.playhead());
    }

    private void place(Region at, int frame, double thickness) {
        double x = model.scale().centre(frame);
        at.setVisible(!model.isEmpty() && x >= 0 && x <= model.scale().width());
        at.resizeRelocate(TimelineViewModel.NAMES + x - thickness / 2, 0, thickness, model.height());
    }
}
