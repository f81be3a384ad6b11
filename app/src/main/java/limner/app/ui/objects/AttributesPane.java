package limner.app.ui.objects;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
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
/// asked here. What is required and missing is marked. It is kept for other labels that are asked the same. JavaFX
/// thread only.
final class AttributesPane extends VBox {

    private static final Texts TEXTS = Texts.beside(AttributesPane.class);

    private final Workspace workspace;
    private final Runnable again;
    private final List<Consumer<Boolean>> rows = new ArrayList<>();
    private List<limner.model.label.Label> labels;
    private int frame;
    private boolean showing;
    private @Nullable Node first;

    /// @param labels at least one, all of one video
    /// @param again has what is stored shown once more
    AttributesPane(Workspace workspace, Collection<limner.model.label.Label> labels, int frame, Runnable again) {
        super(6);
        this.workspace = workspace;
        this.again = again;
        this.labels = List.copyOf(labels);
        this.frame = frame;
        setId("attributes");
        for (Attribute a : asked(workspace, this.labels, frame)) {
            getChildren().add(control(a));
        }
        show(this.labels, frame, false);
        boolean any = !getChildren().isEmpty();
        setVisible(any);
        setManaged(any);
    }

    /// Shows what other labels are said to be that are asked the same.
    ///
    /// @param goesOn whether it is about the same ones on the same frame: then what is being written stays
    void show(Collection<limner.model.label.Label> next, int at, boolean goesOn) {
        labels = List.copyOf(next);
        frame = at;
        setDisable(!workspace.writable());
        showing = true;
        try {
            rows.forEach(r -> r.accept(goesOn));
        } finally {
            showing = false;
        }
    }

    /// What answers the first attribute: the first box of several choices.
    Optional<Node> first() {
        return Optional.ofNullable(first);
    }

    /// What all of some labels are asked on a frame.
    static List<Attribute> asked(Workspace workspace, List<limner.model.label.Label> labels, int frame) {
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

    /// What the labels that are shown say, each other answer once.
    private Set<Optional<AttributeValue>> said(Attribute a) {
        return labels.stream().map(l -> l.attributesAt(frame).of(a.id())).collect(Collectors.toSet());
    }

    private boolean differ(Attribute a) {
        return said(a).size() > 1;
    }

    /// What all labels that are shown say; null where they say nothing, or differ.
    private @Nullable AttributeValue value(Attribute a) {
        return differ(a) ? null : said(a).iterator().next().orElse(null);
    }

    private String prompt(Attribute a) {
        return TEXTS.get(differ(a) ? "attribute.differ" : "attribute.none");
    }

    private VBox control(Attribute a) {
        Label name = new Label();
        name.setWrapText(true);
        Node control = switch (a.type()) {
            case AttributeType.Select(var options) -> choice(a, options);
            case AttributeType.MultiSelect(var options) -> choices(a, options);
            case AttributeType.Number number -> number(a, number);
            case AttributeType.Text() -> text(a);
            case AttributeType.YesNo() -> yesNo(a);
        };
        control.setId("attribute-" + a.id());
        name.setLabelFor(control);
        String words = TEXTS.get(a.changing() ? "attribute.changing" : "attribute.constant", a.name());
        rows.add(_ -> {
            boolean missing = a.required() && said(a).contains(Optional.<AttributeValue>empty());
            name.setText(missing ? TEXTS.get("attribute.missing", words) : words);
            name.getStyleClass().removeAll(Styles.ERROR, Styles.QUIET);
            name.getStyleClass().add(missing ? Styles.ERROR : Styles.QUIET);
            control.setAccessibleText(name.getText());
        });
        if (first == null) {
            first = control instanceof FlowPane boxes ? boxes.getChildren().getFirst() : control;
        }
        return new VBox(2, name, control);
    }

    /// For the frame that is on the screen when it is said: while the video plays that is another one than the one this
    /// was made on.
    private void set(Attribute a, @Nullable AttributeValue value) {
        if (showing) {
            return;
        }
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
        } else {
            again.run();
        }
    }

    /// A digit picks the choice of that number.
    private ComboBox<String> choice(Attribute a, List<AttributeOption> options) {
        ComboBox<String> box = new ComboBox<>();
        box.setMaxWidth(Double.MAX_VALUE);
        box.getItems().add(TEXTS.get("attribute.clear"));
        options.forEach(o -> box.getItems().add(o.name()));
        rows.add(_ -> {
            @Nullable AttributeValue value = value(a);
            box.setPromptText(prompt(a));
            if (value == null) {
                box.getSelectionModel().clearSelection();
                box.setValue(null);
            } else {
                box.setValue(a.type().words(value));
            }
        });
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

    private FlowPane choices(Attribute a, List<AttributeOption> options) {
        FlowPane pane = new FlowPane(10, 4);
        Map<Integer, CheckBox> boxes = new LinkedHashMap<>();
        for (AttributeOption o : options) {
            CheckBox box = new CheckBox(o.name());
            box.setMnemonicParsing(false);
            box.setId("attribute-" + a.id() + "-" + o.id());
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
        rows.add(_ -> {
            Set<Integer> chosen = value(a) instanceof AttributeValue.Choices(var some) ? some : Set.of();
            boxes.forEach((id, box) -> box.setSelected(chosen.contains(id)));
        });
        return pane;
    }

    private TextField text(Attribute a) {
        TextField field = new TextField();
        rows.add(goesOn -> {
            @Nullable AttributeValue value = value(a);
            field.setPromptText(prompt(a));
            Draft.show(field, value == null ? "" : a.type().words(value), goesOn);
        });
        field.setOnAction(_ -> write(a, field));
        field.focusedProperty().addListener((_, _, focused) -> {
            if (!focused) {
                write(a, field);
            }
        });
        return field;
    }

    private TextField number(Attribute a, AttributeType.Number type) {
        TextField field = text(a);
        field.setTooltip(new Tooltip(type.expected()));
        field.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            boolean up = e.getCode() == KeyCode.UP;
            if (type.step() > 0
                    && (up || e.getCode() == KeyCode.DOWN)
                    && value(a) instanceof AttributeValue.Number(double n)) {
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
    private void write(Attribute a, TextField field) {
        // One that goes because something changed elsewhere is followed by another one, in which writing goes on.
        if (field.getScene() == null || !Draft.isWritten(field)) {
            return;
        }
        Draft.begun(field);
        String words = field.getText();
        if (words.isBlank()) {
            if (!differ(a)) {
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

    private CheckBox yesNo(Attribute a) {
        CheckBox box = new CheckBox(TEXTS.get("attribute.yes"));
        box.setAllowIndeterminate(true);
        rows.add(_ -> {
            @Nullable AttributeValue value = value(a);
            box.setIndeterminate(value == null);
            box.setSelected(value instanceof AttributeValue.YesNo(boolean yes) && yes);
        });
        box.setOnAction(_ -> {
            // A click on what is open says yes first, then no, and never nothing again by accident.
            boolean yes = !(value(a) instanceof AttributeValue.YesNo(boolean was) && was);
            set(a, new AttributeValue.YesNo(yes));
        });
        return box;
    }
}
