package limner.app.ui.canvas;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableStringValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import limner.app.ui.canvas.tool.Borders;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.Feature;
import limner.app.ui.common.Icon;
import limner.app.ui.common.KeyText;
import limner.app.ui.common.Neighbours;
import limner.app.ui.common.Notice;
import limner.app.ui.common.PaintedLabels;
import limner.app.ui.common.Selection;
import limner.app.ui.common.ShownFrame;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Submenu;
import limner.app.ui.common.Texts;
import limner.app.ui.common.ToolKind;
import limner.app.ui.common.ViewOptions;
import limner.app.ui.common.Workspace;
import limner.app.usecase.DisplayMemory;
import limner.model.geometry.Point;
import org.jspecify.annotations.Nullable;

/// The canvas in the window: the picture, what is said where there is none, and the commands for tools and view.
public final class CanvasFeature implements Feature {

    private static final Texts TEXTS = Texts.beside(CanvasFeature.class);
    private static final String SMALLER = "tool.smaller";
    private static final String LARGER = "tool.larger";

    /// The keys that move the selected object move the vertex in hand.
    private static final Map<String, Point> NUDGES = Map.of(
            "label.left", new Point(-1, 0),
            "label.right", new Point(1, 0),
            "label.up", new Point(0, -1),
            "label.down", new Point(0, 1),
            "label.left10", new Point(-10, 0),
            "label.right10", new Point(10, 0),
            "label.up10", new Point(0, -10),
            "label.down10", new Point(0, 10));

    private static final Set<ToolKind> SHAPES = EnumSet.of(
            ToolKind.ROTATED_BOX,
            ToolKind.ELLIPSE,
            ToolKind.POLYLINE,
            ToolKind.POINT,
            ToolKind.POINTS,
            ToolKind.SKELETON);

    private final Workspace workspace;
    private final FrameCanvas canvas;
    private final CanvasPointer pointer;
    private final KeyPointer keyPointer;
    private final DisplayPanel display;
    private final VBox message = new VBox(12);
    private final StackPane view;
    private @Nullable CommandRegistry commands;
    /// What a look without labels goes back to.
    private boolean hiddenBefore;

    /// @param conversion a thread that turns pictures into pixels
    /// @param painting a thread that paints labels
    /// @param saving a thread that may wait for the disk
    /// @param looking a thread that looks at pictures for the smart tools
    public CanvasFeature(
            Workspace workspace,
            Executor ui,
            Executor conversion,
            Executor painting,
            DisplayMemory memory,
            Executor saving,
            Executor looking) {
        this.workspace = workspace;
        this.canvas = new FrameCanvas(workspace, ui, conversion, painting, saving, looking);
        this.pointer = new CanvasPointer(canvas);
        this.keyPointer = new KeyPointer(canvas, pointer, canvas.cross());
        message.setAlignment(Pos.CENTER);
        message.setPickOnBounds(false);
        message.getStyleClass().add(Styles.EMPTY);
        this.display = new DisplayPanel(workspace, canvas.screen(), memory, saving);
        this.view = new StackPane(canvas, message, badge(workspace), display.node());
        StackPane.setAlignment(display.node(), Pos.TOP_RIGHT);
        StackPane.setMargin(display.node(), new Insets(10));
        workspace.mediaId().addListener((_, _, _) -> say());
        workspace.feed().addListener((_, _, _) -> say());
        workspace.obstacle().addListener((_, _, _) -> say());
        workspace.shown().addListener((_, _, _) -> say());
        workspace.selection().addListener((_, _, _) -> reveal());
    }

    /// Says that what is seen is not the exact picture.
    private static Label badge(Workspace workspace) {
        Label badge = new Label();
        badge.setId("proxy-badge");
        badge.getStyleClass().add(Styles.BADGE);
        badge.setMouseTransparent(true);
        badge.setVisible(false);
        badge.setMinWidth(Region.USE_PREF_SIZE);
        StackPane.setAlignment(badge, Pos.TOP_LEFT);
        StackPane.setMargin(badge, new Insets(10));
        workspace.glance().addListener((_, _, now) -> {
            badge.setVisible(now.isPresent());
            now.ifPresent(frame -> badge.setText(TEXTS.get("proxy", frame)));
        });
        return badge;
    }

    /// Whether a picture is there with all its labels, painted for the zoom it has; also while they are hidden.
    public boolean isWhole() {
        return canvas.isWhole();
    }

    @Override
    public Slot slot() {
        return Slot.CANVAS;
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public void close() {
        display.close();
        canvas.close();
    }

    /// What gets the keyboard when nothing else has it.
    public Node focus() {
        return canvas;
    }

    /// Where the pointer is on the picture; empty while it is elsewhere.
    public Optional<Point> pointer() {
        return canvas.pointer().get().filter(this::onPicture);
    }

    /// What takes neighbours along while borders are shared.
    public Neighbours neighbours() {
        return new Borders(canvas);
    }

    /// What is painted over the picture now; empty while there is no picture or labels are hidden.
    public Optional<PaintedLabels> painted() {
        return canvas.painted();
    }

    /// "812, 440" while the pointer is on the picture.
    public ObservableStringValue pixelText() {
        return Bindings.createStringBinding(
                () -> canvas.pointer()
                        .get()
                        .filter(this::onPicture)
                        .map(p -> (int) Math.floor(p.x()) + ", " + (int) Math.floor(p.y()))
                        .orElse("–"),
                canvas.pointer(),
                workspace.glance());
    }

    private boolean onPicture(Point p) {
        return canvas.stage()
                .filter(s -> p.x() >= 0 && p.y() >= 0 && p.x() < s.width() && p.y() < s.height())
                .isPresent();
    }

    /// "R 12 G 250 B 3" while the pointer is on the picture: the values as stored, whatever the screen makes of them.
    public ObservableStringValue valueText() {
        return Bindings.createStringBinding(
                () -> canvas.pointer()
                        .get()
                        .flatMap(p -> canvas.screen().valuesAt((int) Math.floor(p.x()), (int) Math.floor(p.y())))
                        .orElse("–"),
                canvas.pointer(),
                workspace.glance(),
                canvas.screen().current());
    }

    /// "100 %".
    public ObservableStringValue zoomText() {
        return Bindings.createStringBinding(
                () -> {
                    double percent = canvas.viewTransform().get().scale() * 100;
                    return String.format(Locale.ROOT, percent < 10 ? "%.1f %%" : "%.0f %%", percent);
                },
                canvas.viewTransform());
    }

    private void reveal() {
        canvas.held().ifPresent(t -> canvas.reveal(t.shape()));
        workspace.selectedSuggestion().ifPresent(s -> canvas.reveal(s.shape()));
    }

    @Override
    public void register(CommandRegistry registry) {
        commands = registry;
        tool(registry, ToolKind.SELECT, Icon.SELECT, "V");
        tool(registry, ToolKind.BOX, Icon.BOX, "B");
        tool(registry, ToolKind.ROTATED_BOX, Icon.ROTATED_BOX, "Alt+G");
        tool(registry, ToolKind.ELLIPSE, Icon.ELLIPSE, "Alt+O");
        tool(registry, ToolKind.POLYGON, Icon.POLYGON, "P");
        tool(registry, ToolKind.BRUSH, Icon.BRUSH, "M");
        tool(registry, ToolKind.ERASER, Icon.ERASER, "R");
        tool(registry, ToolKind.POLYLINE, Icon.POLYLINE, "L");
        tool(registry, ToolKind.POINT, Icon.POINT, "D");
        tool(registry, ToolKind.POINTS, Icon.POINTS, "Alt+Shift+P");
        tool(registry, ToolKind.SKELETON, Icon.SKELETON, "Alt+Shift+S");
        tool(registry, ToolKind.CUT, Icon.CUT, "C");
        tool(registry, ToolKind.WAND, Icon.WAND, "A");
        tool(registry, ToolKind.GROW, Icon.GROW, "Q");
        tool(registry, ToolKind.RANGE, Icon.RANGE, "I");
        tool(registry, ToolKind.CUT_OUT, Icon.CUT_OUT, "Z");
        tool(registry, ToolKind.SCISSORS, Icon.SCISSORS, "S");
        tool(registry, ToolKind.PIECES, Icon.PIECES, "Y");
        tool(registry, ToolKind.PATCH, Icon.PATCH, "Shift+A");
        tool(registry, ToolKind.LASSO, Icon.LASSO, "Shift+Z");
        ViewOptions options = workspace.view();
        BooleanBinding adjustable =
                Bindings.createBooleanBinding(() -> workspace.tool().get().isAdjustable(), workspace.tool());
        registry.add(command(SMALLER, CommandGroup.TOOL)
                .keys("[")
                .enabled(adjustable)
                .action(() -> adjust(-1)));
        registry.add(
                command(LARGER, CommandGroup.TOOL).keys("]").enabled(adjustable).action(() -> adjust(1)));
        registry.add(command("tool.snap", CommandGroup.TOOL)
                .keys("Alt+N")
                .selected(options.snapping())
                .action(() -> options.snapping().set(!options.snapping().get())));
        registry.add(command("tool.sharing", CommandGroup.TOOL)
                .keys("Alt+Shift+B")
                .selected(options.sharing())
                .action(() -> options.sharing().set(!options.sharing().get())));
        BooleanBinding there =
                Bindings.createBooleanBinding(() -> workspace.shown().get().isPresent(), workspace.shown());
        BooleanBinding held = Bindings.createBooleanBinding(
                () -> workspace.selection().get().label().isPresent()
                        || workspace.amendment().get().isPresent(),
                workspace.selection(),
                workspace.amendment());
        registry.add(command("tool.keys", CommandGroup.TOOL)
                .under(Submenu.HAND)
                .keys("F7")
                .enabled(there)
                .selected(keyPointer.on())
                .action(keyPointer::toggle));
        registry.add(command("tool.keys.hold", CommandGroup.TOOL)
                .under(Submenu.HAND)
                .keys("Shift+F7")
                .once()
                .enabled(keyPointer.on())
                .action(keyPointer::latch));
        registry.add(command("tool.vertex.next", CommandGroup.TOOL)
                .under(Submenu.HAND)
                .keys("F4")
                .enabled(held)
                .action(() -> walk(1)));
        registry.add(command("tool.vertex.previous", CommandGroup.TOOL)
                .under(Submenu.HAND)
                .keys("Shift+F4")
                .enabled(held)
                .action(() -> walk(-1)));
        registry.add(command("tool.vertex.add", CommandGroup.TOOL)
                .under(Submenu.HAND)
                .keys("Alt+V")
                .enabled(held)
                .action(() -> addVertex()));
        registry.add(command("tool.joint", CommandGroup.TOOL)
                .under(Submenu.HAND)
                .keys("Alt+Shift+J")
                .enabled(there)
                .action(this::turnJoint));
        registry.add(command("view.fit", CommandGroup.VIEW)
                .icon(Icon.FIT)
                .keys("F", "Shortcut+0")
                .action(canvas::fit));
        registry.add(command("view.actual", CommandGroup.VIEW)
                .icon(Icon.ACTUAL_SIZE)
                .keys("Shortcut+1")
                .action(canvas::actualSize));
        registry.add(command("view.zoomIn", CommandGroup.VIEW)
                .icon(Icon.ZOOM_IN)
                .keys("Shortcut+Plus", "Shortcut+Equals", "Shortcut+Shift+Equals", "Shortcut+Add")
                .action(() -> zoom(1.5)));
        registry.add(command("view.zoomOut", CommandGroup.VIEW)
                .icon(Icon.ZOOM_OUT)
                .keys("Shortcut+Minus", "Shortcut+Subtract")
                .action(() -> zoom(1 / 1.5)));
        registry.add(command("view.peek", CommandGroup.VIEW)
                .icon(Icon.HIDE)
                .keys("H")
                .release(() -> options.labelsHidden().set(hiddenBefore))
                .action(() -> {
                    hiddenBefore = options.labelsHidden().get();
                    options.labelsHidden().set(true);
                }));
        registry.add(command("view.labels", CommandGroup.VIEW)
                .keys("Shift+H")
                .selected(options.labelsHidden().not())
                .action(() -> options.labelsHidden().set(!options.labelsHidden().get())));
        registry.add(command("view.suggestions", CommandGroup.VIEW)
                .keys("Shift+S")
                .selected(options.suggestionsHidden().not())
                .action(() -> options.suggestionsHidden()
                        .set(!options.suggestionsHidden().get())));
        display.register(registry);
        say();
    }

    private void turnJoint() {
        if (!canvas.tool().turnJoint()) {
            workspace.errors().info(TEXTS.get("joint.none"));
        }
    }

    private boolean addVertex() {
        Optional<Point> there =
                workspace.tool().get() == ToolKind.SELECT ? canvas.select().insert() : Optional.empty();
        there.ifPresent(keyPointer::goTo);
        return there.isPresent();
    }

    private void walk(int by) {
        workspace.tool().set(ToolKind.SELECT);
        canvas.select().walk(by).ifPresent(keyPointer::goTo);
    }

    /// Moves the vertex in hand, where there is one.
    private boolean nudges(KeyEvent e) {
        if (commands == null || canvas.held().filter(canvas.tool()::edits).isEmpty() || pointer.held()) {
            return false;
        }
        Optional<Point> by = commands.matching(e).map(c -> NUDGES.get(c.id()));
        Optional<Point> now = by.flatMap(d -> canvas.select().nudge(d.x(), d.y()));
        now.ifPresent(keyPointer::goTo);
        return now.isPresent();
    }

    private void adjust(int steps) {
        workspace.view().adjust(workspace.tool().get(), steps);
    }

    private void tool(CommandRegistry registry, ToolKind kind, Icon icon, String key) {
        DeskCommand.Builder tool = command("tool." + kind.name().toLowerCase(Locale.ROOT), CommandGroup.TOOL)
                .icon(icon)
                .keys(key)
                .selected(workspace.tool().isEqualTo(kind));
        registry.add((SHAPES.contains(kind) ? tool.under(Submenu.SHAPES) : tool).action(() -> {
            workspace.tool().set(kind);
            canvas.requestFocus();
        }));
    }

    private static DeskCommand.Builder command(String id, CommandGroup group) {
        return DeskCommand.of(id, group, TEXTS.get(id)).description(TEXTS.get(id + ".tip"));
    }

    private void zoom(double factor) {
        canvas.zoom(factor, canvas.getWidth() / 2, canvas.getHeight() / 2);
    }

    /// Whether Space is down is known at once: with it the next press of a button moves the picture, whatever waits.
    @Override
    public boolean hand(KeyEvent e) {
        if (e.getCode() != KeyCode.SPACE || keyPointer.on().get()) {
            return false;
        }
        if (e.getEventType() == KeyEvent.KEY_RELEASED) {
            return pointer.spaceUp();
        }
        if (!e.isShortcutDown() && !e.isAltDown() && !e.isMetaDown() && !e.isShiftDown()) {
            pointer.spaceDown();
        }
        return false;
    }

    @Override
    public boolean key(KeyEvent e) {
        if (keyPointer.key(e)) {
            return true;
        }
        boolean plain = !e.isShortcutDown() && !e.isAltDown() && !e.isMetaDown();
        if (e.getCode() == KeyCode.SPACE && plain && !e.isShiftDown()) {
            return space(e);
        }
        if (e.getEventType() != KeyEvent.KEY_PRESSED) {
            return false;
        }
        if (nudges(e)) {
            return true;
        }
        if (!plain) {
            return waits(e);
        }
        boolean done = switch (e.getCode()) {
            case ENTER -> canvas.tool().finish();
            case BACK_SPACE -> canvas.tool().stepBack();
            case DELETE -> canvas.tool().deletePart();
            case INSERT -> addVertex();
            case ESCAPE -> escape();
            default -> false;
        };
        return done || (e.getCode() != KeyCode.ESCAPE && waits(e));
    }

    /// Whether a key waits because something is being drawn: no key may take away the frame or the label that a gesture
    /// works on. What changes the view or the brush goes on; undo takes a point of an outline back.
    private boolean waits(KeyEvent e) {
        boolean outline = workspace.gesture().get();
        Optional<DeskCommand> command =
                commands == null || !(outline || pointer.held()) ? Optional.empty() : commands.matching(e);
        if (command.isEmpty()) {
            return false;
        }
        DeskCommand c = command.get();
        boolean goesOn = switch (c.group()) {
            case VIEW -> true;
            case TOOL -> !pointer.held() || c.id().equals(SMALLER) || c.id().equals(LARGER);
            case PROJECT, HELP -> !pointer.held();
            case EDIT, LABEL, TRACK, CLASS, SUGGESTION, FRAME, PLAY -> false;
        };
        if (goesOn) {
            return false;
        }
        boolean undone =
                c.id().equals("edit.undo") && !pointer.held() && canvas.tool().stepBack();
        if (!undone && !pointer.held()) {
            workspace.errors().info(TEXTS.get("gesture.waits"));
        }
        return true;
    }

    /// Space with a drag moves the picture; alone it is the key of a command, run when it is let go.
    private boolean space(KeyEvent e) {
        if (e.getEventType() == KeyEvent.KEY_RELEASED && commands != null && !waits(e)) {
            commands.owner(KeyText.parse("Space"))
                    .filter(DeskCommand::run)
                    .ifPresent(c -> c.release().ifPresent(Runnable::run));
        }
        return true;
    }

    /// From the inside out: the gesture, the correction, a page over the side panel, an open event, the
    /// selection, the tool.
    private boolean escape() {
        if (canvas.drop()) {
            keyPointer.dropped();
            return true;
        }
        if (workspace.gesture().get()) {
            // Somebody else's, such as an event being dragged on the timeline.
            return false;
        }
        if (workspace.amendment().get().isPresent()) {
            workspace.amendment().set(Optional.empty());
            return true;
        }
        Optional<DeskCommand> closes = commands == null ? Optional.empty() : commands.find("view.closeSheet");
        if (closes.filter(c -> c.enabled().get()).isPresent()) {
            return false;
        }
        if (keyPointer.on().get()) {
            keyPointer.leave();
            return true;
        }
        if (workspace.openEvents().drop()) {
            return true;
        }
        if (!(workspace.selection().get() instanceof Selection.Nothing)) {
            workspace.selection().set(Selection.nothing());
            return true;
        }
        workspace.tool().set(ToolKind.SELECT);
        return true;
    }

    /// Says in the middle why there is no picture, and what to do.
    private void say() {
        message.getChildren().clear();
        Optional<Notice> obstacle = workspace.obstacle().get();
        Optional<ShownFrame> shown = workspace.shown().get();
        if (obstacle.isPresent()) {
            say(Icon.WARNING, obstacle.get().sentence());
            HBox buttons = new HBox(8);
            buttons.setAlignment(Pos.CENTER);
            for (Notice.Action a : obstacle.get().actions()) {
                Button button = new Button(a.name());
                button.setOnAction(_ -> a.run().run());
                buttons.getChildren().add(button);
            }
            message.getChildren().add(buttons);
        } else if (workspace.media().isEmpty()) {
            say(Icon.VIDEO, TEXTS.get("empty.noVideo"));
            CommandRegistry registry = commands;
            if (registry != null) {
                registry.find("project.addVideo").ifPresent(c -> {
                    Button add = new Button(c.name().get());
                    add.setOnAction(_ -> registry.ask(c));
                    message.getChildren().add(add);
                });
            }
        } else if (shown.filter(s -> s.picture() == ShownFrame.Picture.UNREADABLE)
                .isPresent()) {
            say(
                    Icon.WARNING,
                    TEXTS.get("empty.unreadable", shown.get().frame()) + "\n"
                            + canvas.screen().unreadable().orElse(""));
        } else if (workspace.feed().get().isEmpty()) {
            say(Icon.TASK, TEXTS.get("empty.opening", workspace.media().get().name()));
        }
    }

    private void say(Icon icon, String sentence) {
        Label text = new Label(sentence);
        text.setWrapText(true);
        text.setMaxWidth(460);
        text.setAlignment(Pos.CENTER);
        text.setTextAlignment(javafx.scene.text.TextAlignment.CENTER);
        message.getChildren().addAll(icon.node(), text);
    }
}
