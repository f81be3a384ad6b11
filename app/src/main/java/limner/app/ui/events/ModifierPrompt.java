package limner.app.ui.events;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import limner.app.ui.common.Feature;
import limner.app.ui.common.Rows;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.model.command.Command;
import limner.model.id.AttributeId;
import limner.model.id.IntervalId;
import limner.model.label.EventDetails;
import limner.model.label.IntervalEvent;
import limner.model.ontology.Attribute;
import limner.model.ontology.AttributeOption;
import limner.model.ontology.AttributeType;
import limner.model.ontology.AttributeValue;
import org.jspecify.annotations.Nullable;

/// A line below the picture that asks for the modifiers of the event that was just coded, one after the other: a digit
/// chooses, Enter goes on, Esc leaves it. What is to be written gets the keyboard by Enter alone: until then all other
/// keys
/// go on coding. The video plays on meanwhile, and every answer is stored at once. JavaFX thread only.
public final class ModifierPrompt implements Feature {

    private static final Texts TEXTS = Texts.beside(ModifierPrompt.class);

    private final Workspace workspace;
    private final FlowPane line = new FlowPane(6, 4);
    private final SortedSet<Integer> several = new TreeSet<>();
    private @Nullable IntervalId event;
    private @Nullable AttributeId asked;
    private boolean pressed;

    public ModifierPrompt(Workspace workspace) {
        this.workspace = workspace;
        line.setId("modifiers");
        line.getStyleClass().add(Styles.TOOL_OPTIONS);
        line.setAlignment(Pos.CENTER_LEFT);
        show(false);
        workspace.begun().addListener((_, _, now) -> begin(now));
        workspace.snapshot().addListener((_, _, _) -> {
            if (event != null && stored().isEmpty()) {
                leave();
            }
        });
        workspace.mediaId().addListener((_, _, _) -> leave());
    }

    @Override
    public Slot slot() {
        return Slot.TOOL_OPTIONS;
    }

    @Override
    public Node view() {
        return line;
    }

    private void show(boolean visible) {
        line.setVisible(visible);
        line.setManaged(visible);
    }

    private Optional<IntervalEvent> stored() {
        return Optional.ofNullable(event)
                .map(id -> workspace.labels().intervals().get(id));
    }

    private void begin(Optional<IntervalId> now) {
        leave();
        event = now.orElse(null);
        next(null);
    }

    private void leave() {
        event = null;
        asked = null;
        several.clear();
        line.getChildren().clear();
        show(false);
    }

    /// Asks for what comes after this one in the order of the class and has no answer yet.
    private void next(@Nullable AttributeId after) {
        several.clear();
        Optional<IntervalEvent> e = stored();
        if (e.isEmpty()) {
            leave();
            return;
        }
        List<Attribute> all = workspace.ontology().attributesOf(e.get().classId());
        boolean passed = after == null;
        for (Attribute a : e.get().details().modifiers().asked(all)) {
            if (passed && e.get().details().modifiers().of(a.id()).isEmpty()) {
                ask(e.get(), a);
                return;
            }
            passed |= a.id().equals(after);
        }
        leave();
    }

    private void ask(IntervalEvent e, Attribute a) {
        asked = a.id();
        line.getChildren()
                .setAll(Rows.fixed(
                        TEXTS.get("modifier", workspace.ontology().nameOf(e.classId()), a.name()), Styles.STRONG));
        switch (a.type()) {
            case AttributeType.Select(var options) -> options(options);
            case AttributeType.MultiSelect(var options) -> {
                options(options);
                line.getChildren().add(new Label(TEXTS.get("modifier.several")));
            }
            case AttributeType.YesNo() ->
                options(List.of(
                        new AttributeOption(1, TEXTS.get("modifier.yes")),
                        new AttributeOption(2, TEXTS.get("modifier.no"))));
            case AttributeType.Number _, AttributeType.Text _ -> {
                TextField field = new TextField();
                field.setId("modifier-text");
                field.setAccessibleText(a.name());
                field.setPrefColumnCount(12);
                field.setOnAction(_ -> a.type()
                        .read(field.getText())
                        .ifPresentOrElse(
                                value -> say(a, value),
                                () -> field.getStyleClass().add(Styles.ERROR)));
                field.addEventHandler(KeyEvent.KEY_PRESSED, k -> {
                    if (k.getCode() == KeyCode.ESCAPE) {
                        leave();
                        k.consume();
                    }
                });
                line.getChildren().add(field);
            }
        }
        boolean written = !isChosen(a);
        line.getChildren().add(Rows.fixed(TEXTS.get(written ? "modifier.write" : "modifier.skip"), Styles.QUIET));
        show(true);
    }

    private static boolean isChosen(Attribute a) {
        return !(a.type() instanceof AttributeType.Number) && !(a.type() instanceof AttributeType.Text);
    }

    private void options(List<AttributeOption> options) {
        for (int i = 0; i < options.size(); i++) {
            int at = i;
            Button choice =
                    new Button((i < 9 ? (i + 1) + "  " : "") + options.get(i).name());
            choice.setMnemonicParsing(false);
            choice.setFocusTraversable(false);
            choice.setOnAction(_ -> choose(at));
            line.getChildren().add(choice);
        }
    }

    private void choose(int at) {
        Optional<Attribute> a = Optional.ofNullable(asked).flatMap(workspace.ontology()::attribute);
        if (a.isEmpty()) {
            return;
        }
        switch (a.get().type()) {
            case AttributeType.Select(var options) -> {
                if (at < options.size()) {
                    say(a.get(), new AttributeValue.Choice(options.get(at).id()));
                }
            }
            case AttributeType.MultiSelect(var options) -> {
                if (at < options.size()) {
                    int option = options.get(at).id();
                    if (!several.remove(option)) {
                        several.add(option);
                    }
                    mark(at);
                }
            }
            case AttributeType.YesNo() -> {
                if (at < 2) {
                    say(a.get(), new AttributeValue.YesNo(at == 0));
                }
            }
            case AttributeType.Number _, AttributeType.Text _ -> {
                // Written, not chosen.
            }
        }
    }

    private void mark(int at) {
        Node button = line.getChildren().get(at + 1);
        if (!button.getStyleClass().remove("accent")) {
            button.getStyleClass().add("accent");
        }
    }

    private void say(Attribute a, AttributeValue value) {
        Optional<IntervalEvent> e = stored();
        if (e.isEmpty()) {
            leave();
            return;
        }
        IntervalId of = e.get().id();
        EventDetails next =
                e.get().details().withModifiers(e.get().details().modifiers().with(a.id(), value));
        var _ = workspace
                .edit(new Command.DescribeIntervals(e.get().media(), new TreeMap<>(java.util.Map.of(of, next))))
                .thenAccept(_ -> {
                    if (Objects.equals(event, of) && a.id().equals(asked)) {
                        next(a.id());
                    }
                });
    }

    /// Digits choose while something is asked; all other keys mean what they always mean.
    @Override
    public boolean key(KeyEvent e) {
        if (asked == null || workspace.gesture().get() || e.isShortcutDown() || e.isAltDown() || e.isMetaDown()) {
            return false;
        }
        boolean typed = e.getEventType() == KeyEvent.KEY_RELEASED;
        if (typed) {
            boolean mine = pressed;
            pressed = false;
            return mine;
        }
        Optional<Attribute> a = workspace.ontology().attribute(asked);
        boolean chosen = a.filter(ModifierPrompt::isChosen).isPresent();
        if (e.getCode() == KeyCode.ESCAPE) {
            leave();
        } else if (chosen && e.getCode().isDigitKey() && e.getCode() != KeyCode.DIGIT0) {
            choose(e.getCode().getChar().charAt(0) - '1');
        } else if (e.getCode() == KeyCode.ENTER
                && a.filter(x -> x.type() instanceof AttributeType.MultiSelect).isPresent()) {
            say(a.get(), new AttributeValue.Choices(several));
        } else if (e.getCode() == KeyCode.ENTER && a.isPresent() && !chosen) {
            line.getChildren().stream().filter(TextField.class::isInstance).forEach(Node::requestFocus);
        } else if (e.getCode() == KeyCode.ENTER && chosen) {
            next(asked);
        } else {
            return false;
        }
        pressed = true;
        return true;
    }
}
