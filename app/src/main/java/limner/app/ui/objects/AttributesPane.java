package limner.app.ui.objects;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import limner.app.ui.common.Draft;
import limner.app.ui.common.ShownFrame;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.model.command.Command;
import limner.model.id.LabelId;
import limner.model.id.MediaId;
import limner.model.ontology.Attribute;
import limner.model.ontology.AttributeOption;
import limner.model.ontology.AttributeType;
import limner.model.ontology.AttributeValue;
import org.jspecify.annotations.Nullable;

/// What the selected labels are asked, each with a control of its type: only those attributes that all of them are
/// asked here. What is required and missing is marked. Made anew whenever something changes. JavaFX thread only.
final class AttributesPane extends VBox {

    private static final Texts TEXTS = Texts.beside(AttributesPane.class);

    private final Workspace workspace;
    private final List<limner.model.label.Label> labels;
    private final int frame;
    private @Nullable Node first;

    /// @param labels at least one, all of one video
    AttributesPane(Workspace workspace, Collection<limner.model.label.Label> labels, int frame) {
        super(6);
        this.workspace = workspace;
        this.labels = List.copyOf(labels);
        this.frame = frame;
        for (Attribute a : asked()) {
            getChildren().add(control(a));
        }
    }

    /// What answers the first attribute: the first box of several choices.
    Optional<Node> first() {
        return Optional.ofNullable(first);
    }

    private List<Attribute> asked() {
        List<Attribute> asked = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            limner.model.label.Label l = labels.get(i);
            List<Attribute> here =
                    l.attributesAt(frame).asked(workspace.ontology().attributesOf(l.classId()));
            if (i == 0) {
                asked.addAll(here);
            } else {
                asked.retainAll(here);
            }
        }
        return asked;
    }

    private VBox control(Attribute a) {
        Set<Optional<AttributeValue>> said =
                labels.stream().map(l -> l.attributesAt(frame).of(a.id())).collect(Collectors.toSet());
        boolean differ = said.size() > 1;
        boolean missing = a.required() && said.contains(Optional.<AttributeValue>empty());
        @Nullable AttributeValue value = differ ? null : said.iterator().next().orElse(null);
        String words = TEXTS.get(a.changing() ? "attribute.changing" : "attribute.constant", a.name());
        Label name = new Label(missing ? TEXTS.get("attribute.missing", words) : words);
        name.getStyleClass().add(missing ? Styles.ERROR : Styles.QUIET);
        name.setWrapText(true);
        Node control = switch (a.type()) {
            case AttributeType.Select(var options) -> choice(a, options, value, differ);
            case AttributeType.MultiSelect(var options) -> choices(a, options, value);
            case AttributeType.Number number -> number(a, number, value, differ);
            case AttributeType.Text() -> text(a, value, differ);
            case AttributeType.YesNo() -> yesNo(a, value);
        };
        control.setId("attribute-" + a.id());
        control.setAccessibleText(name.getText());
        name.setLabelFor(control);
        if (first == null) {
            first = control instanceof FlowPane boxes ? boxes.getChildren().getFirst() : control;
        }
        return new VBox(2, name, control);
    }

    /// For the frame that is on the screen when it is said: while the video plays that is another one than the one this
    /// was made on.
    private void set(Attribute a, @Nullable AttributeValue value) {
        MediaId media = labels.getFirst().media();
        int at = workspace
                .shown()
                .get()
                .filter(_ -> workspace.playing().get())
                .filter(s -> s.media().equals(media))
                .map(ShownFrame::frame)
                .orElse(frame);
        Set<LabelId> ids = labels.stream().map(limner.model.label.Label::id).collect(Collectors.toSet());
        boolean same = labels.stream()
                .map(l -> workspace.labels().label(l.id()).orElse(l).attributesAt(at))
                .map(v -> v.of(a.id()))
                .allMatch(Optional.ofNullable(value)::equals);
        if (!same) {
            workspace.submit(new Command.SetAttribute(media, at, ids, a.id(), value));
        }
    }

    /// A digit picks the choice of that number.
    private ComboBox<String> choice(
            Attribute a, List<AttributeOption> options, @Nullable AttributeValue value, boolean differ) {
        ComboBox<String> box = new ComboBox<>();
        box.setMaxWidth(Double.MAX_VALUE);
        box.setPromptText(TEXTS.get(differ ? "attribute.differ" : "attribute.none"));
        box.getItems().add(TEXTS.get("attribute.clear"));
        options.forEach(o -> box.getItems().add(o.name()));
        if (value != null) {
            box.setValue(a.type().words(value));
        }
        box.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            int digit = digit(e.getCode());
            if (digit >= 1 && digit <= options.size()) {
                set(a, new AttributeValue.Choice(options.get(digit - 1).id()));
                e.consume();
            }
        });
        box.setOnAction(_ -> {
            int at = box.getSelectionModel().getSelectedIndex();
            if (at >= 0) {
                set(
                        a,
                        at == 0
                                ? null
                                : new AttributeValue.Choice(options.get(at - 1).id()));
            }
        });
        return box;
    }

    /// What stands on a digit key of either block, 0 for any other key.
    private static int digit(KeyCode key) {
        // The character of a key of the number block is not its digit, the end of its name is.
        String name = key.getName();
        return key.isDigitKey() ? Character.digit(name.charAt(name.length() - 1), 10) : 0;
    }

    private FlowPane choices(Attribute a, List<AttributeOption> options, @Nullable AttributeValue value) {
        FlowPane pane = new FlowPane(10, 4);
        Set<Integer> chosen = value instanceof AttributeValue.Choices(var some) ? some : Set.of();
        Map<Integer, CheckBox> boxes = new LinkedHashMap<>();
        for (AttributeOption o : options) {
            CheckBox box = new CheckBox(o.name());
            box.setMnemonicParsing(false);
            box.setId("attribute-" + a.id() + "-" + o.id());
            box.setSelected(chosen.contains(o.id()));
            boxes.put(o.id(), box);
            // What all boxes say now: the one before may not be stored yet.
            box.setOnAction(_ -> set(
                    a,
                    new AttributeValue.Choices(new TreeSet<>(boxes.entrySet().stream()
                            .filter(e -> e.getValue().isSelected())
                            .map(Map.Entry::getKey)
                            .toList()))));
            pane.getChildren().add(box);
        }
        return pane;
    }

    private TextField text(Attribute a, @Nullable AttributeValue value, boolean differ) {
        TextField field =
                Draft.begun(new TextField(value == null ? "" : a.type().words(value)));
        field.setPromptText(TEXTS.get(differ ? "attribute.differ" : "attribute.none"));
        field.setOnAction(_ -> write(a, field, differ));
        field.focusedProperty().addListener((_, _, focused) -> {
            if (!focused) {
                write(a, field, differ);
            }
        });
        return field;
    }

    private TextField number(Attribute a, AttributeType.Number type, @Nullable AttributeValue value, boolean differ) {
        TextField field = text(a, value, differ);
        field.setTooltip(new Tooltip(type.expected()));
        field.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            boolean up = e.getCode() == KeyCode.UP;
            if (type.step() > 0
                    && (up || e.getCode() == KeyCode.DOWN)
                    && value instanceof AttributeValue.Number(double n)) {
                AttributeValue next = new AttributeValue.Number(n + (up ? type.step() : -type.step()));
                if (type.problem(next).isEmpty()) {
                    set(a, next);
                }
                e.consume();
            }
        });
        return field;
    }

    /// Stores what was written when it means something, and says why it does not otherwise.
    private void write(Attribute a, TextField field, boolean differ) {
        // One that goes because something changed elsewhere is followed by another one, in which writing goes on.
        if (field.getScene() == null || !Draft.isWritten(field)) {
            return;
        }
        Draft.begun(field);
        String words = field.getText();
        if (words.isBlank()) {
            if (!differ) {
                set(a, null);
            }
            return;
        }
        a.type()
                .read(words)
                .ifPresentOrElse(
                        v -> set(a, v),
                        () -> workspace
                                .errors()
                                .problem(TEXTS.get(
                                        "attribute.wrong",
                                        words,
                                        a.name(),
                                        a.type().expected())));
    }

    private CheckBox yesNo(Attribute a, @Nullable AttributeValue value) {
        CheckBox box = new CheckBox(TEXTS.get("attribute.yes"));
        box.setAllowIndeterminate(true);
        box.setIndeterminate(value == null);
        box.setSelected(value instanceof AttributeValue.YesNo(boolean yes) && yes);
        box.setOnAction(_ -> {
            // A click on what is open says yes first, then no, and never nothing again by accident.
            boolean yes = !(value instanceof AttributeValue.YesNo(boolean was) && was);
            set(a, new AttributeValue.YesNo(yes));
        });
        return box;
    }
}
