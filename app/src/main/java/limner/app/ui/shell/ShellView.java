package limner.app.ui.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.beans.value.ObservableStringValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.DeskKeys;
import limner.app.ui.common.ErrorPresenter;
import limner.app.ui.common.Feature;
import limner.app.ui.common.Icon;
import limner.app.ui.common.Nodes;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;

/// The window's content for an open project: puts every feature where it belongs and knows none by name.
public final class ShellView extends StackPane {

    private static final Texts TEXTS = Texts.beside(ShellView.class);
    private static final String PALETTE = "help.palette";
    private static final String SHORTCUTS = "help.shortcuts";

    private final Workspace workspace;
    private final CommandRegistry commands;
    private final List<Feature> features;
    private final Node home;
    private final StackPane side = new StackPane();
    private final VBox sections = new VBox();
    private final ScrollPane sectionsRoom = new ScrollPane();
    private final VBox time = new VBox();
    private final List<Node> times = new ArrayList<>();
    private final VBox rail = new VBox();
    private final VBox middle = new VBox();
    private final VBox options = new VBox();
    private final SplitPane across = new SplitPane();
    private final SplitPane down = new SplitPane();
    private final StackPane scrim = new StackPane();
    private final CommandPalette palette;
    private final ShortcutSheet shortcuts;
    private Panels panels;
    private boolean wide;

    /// What the status bar tells.
    public record StatusTexts(
            ObservableStringValue hint,
            ObservableStringValue pixel,
            ObservableStringValue value,
            ObservableStringValue zoom) {}

    /// How much room the panels have, in pixels.
    ///
    /// @param side width of the panel at the right
    /// @param time height of transport and timeline
    public record Panels(double side, double time) {

        /// Before anybody moved anything.
        public static Panels usual() {
            return new Panels(300, 156);
        }
    }

    /// @param home what has the keyboard when nothing else needs it
    /// @param panels how the panels begin
    /// @param keys which keys the commands have
    /// @param keyFiles hands keys on and takes them over
    public ShellView(
            Workspace workspace,
            CommandRegistry commands,
            List<Feature> features,
            SheetHost sheets,
            Tasks tasks,
            ErrorPresenter errors,
            StatusTexts status,
            Node home,
            Panels panels,
            DeskKeys keys,
            KeyFiles keyFiles) {
        this.workspace = workspace;
        this.commands = commands;
        this.features = List.copyOf(features);
        this.home = home;
        this.panels = panels;
        this.palette = new CommandPalette(commands, this::closeOverlay);
        this.shortcuts = new ShortcutSheet(commands, keys, keyFiles);
        getStyleClass().add(Styles.DESK);
        registerOwn(sheets);
        place(sheets, errors);
        BorderPane frame = new BorderPane(down);
        frame.setTop(top());
        frame.setBottom(new StatusBar(workspace, tasks, status.hint(), status.pixel(), status.value(), status.zoom()));
        scrim.getStyleClass().add(Styles.SCRIM);
        scrim.setVisible(false);
        scrim.setOnMousePressed(e -> {
            if (scrim.equals(e.getTarget())) {
                closeOverlay();
            }
        });
        scrim.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                if (!shortcuts.leave()) {
                    closeOverlay();
                }
                e.consume();
            }
        });
        getChildren().addAll(frame, scrim);
        new KeyDispatcher(commands, this.features, home, workspace, this::uncover).install(this);
    }

    private void place(SheetHost sheets, ErrorPresenter errors) {
        sections.getStyleClass().add(Styles.SIDE);
        StackPane canvas = new StackPane();
        for (Feature f : features) {
            switch (f.slot()) {
                case CANVAS -> canvas.getChildren().add(f.view());
                case RAIL -> {
                    VBox.setVgrow(f.view(), Priority.ALWAYS);
                    rail.getChildren().add(f.view());
                }
                case TOOL_OPTIONS -> options.getChildren().add(f.view());
                case SIDE -> {
                    sections.getChildren().add(f.view());
                    VBox.setVgrow(f.view(), Priority.ALWAYS);
                }
                case TRANSPORT -> times.addFirst(f.view());
                case TIMELINE -> {
                    times.add(f.view());
                    VBox.setVgrow(f.view(), Priority.ALWAYS);
                }
            }
        }
        canvas.getChildren().add(new NoticesView(errors));
        canvas.setMinSize(200, 120);
        VBox.setVgrow(canvas, Priority.ALWAYS);
        middle.getChildren().addAll(canvas, options);
        HBox.setHgrow(middle, Priority.ALWAYS);
        HBox work = new HBox(rail, middle);
        sectionsRoom.setFitToWidth(true);
        sectionsRoom.setFitToHeight(true);
        sectionsRoom.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        sectionsRoom.setFocusTraversable(false);
        side.getChildren().addAll(sectionsRoom, sheets);
        side.setMinWidth(240);
        side.setPrefWidth(panels.side());
        sheets.onOpenAndClose(
                () -> {
                    sectionsRoom.setVisible(false);
                    showSide(true);
                    widen(sheets.isWide());
                },
                () -> {
                    sectionsRoom.setVisible(true);
                    widen(false);
                    home.requestFocus();
                });
        across.getItems().addAll(work, side);
        SplitPane.setResizableWithParent(side, false);
        time.setMinHeight(Region.USE_PREF_SIZE);
        down.setOrientation(Orientation.VERTICAL);
        down.getItems().add(across);
        if (!times.isEmpty()) {
            time.setPrefHeight(panels.time());
            time.setMinHeight(34);
            down.getItems().add(time);
            SplitPane.setResizableWithParent(time, false);
        }
    }

    /// Gives the side panel its width; what is left goes to the picture.
    private void placeSide() {
        place(across, side, wide ? Math.max(panels.side(), across.getWidth() / 2) : panels.side());
    }

    /// Gives the side panel half of the window, or the width back that it had.
    private void widen(boolean more) {
        if (more != wide) {
            panels = panels();
            wide = more;
            placeSide();
        }
    }

    private void placeTime() {
        place(down, time, panels.time());
    }

    /// What was placed is laid out at once: a pane that changes its size before that forgets where its divider was put.
    /// A divider takes room from both sides, how much is seen then.
    private static void place(SplitPane pane, Region last, double wanted) {
        pane.applyCss();
        pane.layout();
        boolean upright = pane.getOrientation() == Orientation.VERTICAL;
        double room = upright ? pane.getHeight() : pane.getWidth();
        if (room <= 0 || !pane.getItems().contains(last)) {
            return;
        }
        double asked = wanted;
        for (int i = 0; i < 2; i++) {
            pane.setDividerPositions(1 - asked / room);
            pane.layout();
            asked += wanted - (upright ? last.getHeight() : last.getWidth());
        }
    }

    /// How the panels stand now, to begin with them the next time; one that is hidden as it was when it was hidden.
    public Panels panels() {
        panels = new Panels(
                across.getItems().contains(side) && side.getWidth() > 0 && !wide ? side.getWidth() : panels.side(),
                down.getItems().contains(time) && time.getHeight() > 0 ? time.getHeight() : panels.time());
        return panels;
    }

    private Node top() {
        MenuBar menus = MenuBars.of(commands);
        Label project = new Label();
        project.textProperty().bind(workspace.snapshot().map(s -> s.state().name()));
        project.getStyleClass().add(Styles.STRONG);
        project.setMinWidth(40);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox bar = new HBox(4, menus, gap, project);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().addAll(Styles.BAR, "top-bar");
        menus.setMinWidth(Region.USE_PREF_SIZE);
        for (String id : List.of("edit.undo", "edit.redo", PALETTE, "view.panels", "view.theme")) {
            commands.find(id).ifPresent(c -> {
                Button button = commands.bind(new Button(), c);
                button.getStyleClass().add(Styles.QUIET_BUTTON);
                button.setFocusTraversable(false);
                bar.getChildren().add(button);
            });
        }
        return bar;
    }

    private void registerOwn(SheetHost sheets) {
        commands.add(DeskCommand.of("view.closeSheet", CommandGroup.VIEW, TEXTS)
                .keys("Esc")
                .enabled(sheets.opened())
                .action(sheets::close));
        commands.add(DeskCommand.of("view.panels", CommandGroup.VIEW, TEXTS)
                .icon(Icon.PANELS)
                .keys("F11")
                .action(this::togglePanels));
        commands.add(DeskCommand.of("view.region", CommandGroup.VIEW, TEXTS)
                .keys("F6")
                .action(this::nextRegion));
        commands.add(DeskCommand.of(PALETTE, CommandGroup.HELP, TEXTS)
                .icon(Icon.SEARCH)
                .keys("Shortcut+K", "Shortcut+Shift+P")
                .action(() -> openOverlay(palette)));
        commands.add(DeskCommand.of(SHORTCUTS, CommandGroup.HELP, TEXTS)
                .icon(Icon.KEYBOARD)
                .keys("F1", "Shift+Slash")
                .action(() -> openOverlay(shortcuts)));
    }

    /// Gives the panels their room and the keyboard to the canvas; called once the shell is in its window. A picture
    /// that is on its way comes first: what the panels show takes as long to be styled as it does.
    ///
    /// @param seen whether the first picture is laid out with its labels
    public void begin(BooleanSupplier seen) {
        applyCss();
        layout();
        placeTime();
        placeSide();
        home.requestFocus();
        if (workspace.mediaId().get().isPresent()) {
            new AfterPicture(seen, this::fillPanels).start();
        } else {
            fillPanels();
        }
    }

    private void fillPanels() {
        sectionsRoom.setContent(sections);
        time.getChildren().setAll(times);
    }

    // Panels.

    private void togglePanels() {
        boolean hide = across.getItems().contains(side);
        showSide(!hide);
        Nodes.show(rail, !hide);
        Nodes.show(options, !hide);
        if (hide && down.getItems().contains(time)) {
            panels = panels();
            down.getItems().remove(time);
        } else if (!hide && !times.isEmpty() && !down.getItems().contains(time)) {
            down.getItems().add(time);
            placeTime();
        }
        home.requestFocus();
    }

    private void showSide(boolean visible) {
        boolean there = across.getItems().contains(side);
        if (visible && !there) {
            across.getItems().add(side);
            placeSide();
        } else if (!visible && there) {
            panels = panels();
            across.getItems().remove(side);
        }
    }

    /// From canvas to side panel to timeline and back, by keyboard.
    private void nextRegion() {
        Node owner = getScene().getFocusOwner();
        if (owner == null || within(owner, middle)) {
            if (!focusFirst(side) && !focusFirst(time)) {
                home.requestFocus();
            }
        } else if (within(owner, side)) {
            if (!focusFirst(time)) {
                home.requestFocus();
            }
        } else {
            home.requestFocus();
        }
    }

    private static boolean focusFirst(Parent parent) {
        for (Node n : parent.getChildrenUnmodifiable()) {
            if (!n.isVisible() || n.isDisabled()) {
                continue;
            }
            if (n.isFocusTraversable()) {
                n.requestFocus();
                n.requestFocusTraversal(TraversalDirection.NEXT);
                return true;
            }
            if (n instanceof Parent p && focusFirst(p)) {
                return true;
            }
        }
        return false;
    }

    private static boolean within(Node node, Node ancestor) {
        for (Node n = node; n != null; n = n.getParent()) {
            if (n.equals(ancestor)) {
                return true;
            }
        }
        return false;
    }

    // Overlays.

    private void openOverlay(Region overlay) {
        if (overlay.getParent() != null) {
            // A key that is held comes again and again, and what is open stays as it is.
            return;
        }
        scrim.getChildren().setAll(overlay);
        StackPane.setAlignment(overlay, overlay.equals(palette) ? Pos.TOP_CENTER : Pos.CENTER);
        scrim.setVisible(true);
        if (overlay instanceof CommandPalette p) {
            p.open();
        } else if (overlay instanceof ShortcutSheet s) {
            s.open();
        }
    }

    /// What a key asks for is done on the desk, never unseen behind what lies over it. Those that lie there have keys
    /// of their own, which leave what is open as it is.
    private void uncover(DeskCommand asked) {
        if (scrim.isVisible() && !asked.id().equals(PALETTE) && !asked.id().equals(SHORTCUTS)) {
            closeOverlay();
        }
    }

    private void closeOverlay() {
        shortcuts.leave();
        scrim.setVisible(false);
        scrim.getChildren().clear();
        home.requestFocus();
    }
}
