package limner.app.ui.suggestions;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Texts;
import limner.app.usecase.AppException;
import limner.app.usecase.SuggestionRule;
import limner.app.usecase.SuggestionRule.Overlap;
import limner.model.id.ClassId;
import limner.model.media.FrameRange;
import limner.model.media.FrameState;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import org.jspecify.annotations.Nullable;

/// Fields in which a [SuggestionRule] is written. JavaFX thread only.
final class RulePane extends FlowPane {

    private static final Texts TEXTS = Texts.beside(RulePane.class);

    private final ComboBox<Choice> classes = new ComboBox<>();
    private final TextField least = number("rule-least", "rule.least", "0.00");
    private final TextField most = number("rule-most", "rule.most", "1.00");
    private final TextField first = number("rule-first", "rule.first", "");
    private final TextField last = number("rule-last", "rule.last", "");
    private final TextField smallest = number("rule-smallest", "rule.smallest", "");
    private final TextField largest = number("rule-largest", "rule.largest", "");
    private final ComboBox<Overlap> overlap = new ComboBox<>();
    private final TextField iou = number("rule-iou", "rule.iou", "0.50");
    private final Map<FrameState, CheckBox> states = new EnumMap<>(FrameState.class);
    private final Runnable changed;
    private String mistake = "";
    private boolean filling;

    /// One class, or all of them.
    private record Choice(@Nullable ClassId classId, String name) {}

    /// @param changed told when something else is written
    RulePane(Runnable changed) {
        super(14, 8);
        this.changed = changed;
        classes.setId("rule-class");
        classes.setAccessibleText(TEXTS.get("rule.class"));
        classes.setConverter(shown(Choice::name));
        classes.setMaxWidth(180);
        classes.getItems().setAll(new Choice(null, TEXTS.get("rule.all")));
        classes.setValue(classes.getItems().getFirst());
        classes.valueProperty().addListener((_, _, _) -> tell());
        overlap.setId("rule-overlap");
        overlap.setAccessibleText(TEXTS.get("rule.overlap"));
        overlap.getItems().setAll(Overlap.values());
        overlap.setValue(Overlap.ANY);
        overlap.setConverter(shown(o -> TEXTS.get("rule.overlap." + o)));
        overlap.valueProperty().addListener((_, _, now) -> {
            iou.setDisable(now == Overlap.ANY);
            tell();
        });
        iou.setDisable(true);
        HBox boxes = new HBox(10);
        boxes.setAlignment(Pos.CENTER_LEFT);
        for (FrameState state : FrameState.values()) {
            CheckBox box = new CheckBox(TEXTS.get("rule.state." + state));
            box.setId("rule-state-" + state.name().toLowerCase(Locale.ROOT));
            box.setSelected(state != FrameState.DONE);
            box.selectedProperty().addListener((_, _, _) -> tell());
            states.put(state, box);
            boxes.getChildren().add(box);
        }
        getChildren()
                .addAll(
                        field("rule.class", classes),
                        field("rule.score", least, most),
                        field("rule.frames", first, last),
                        field("rule.size", smallest, largest),
                        field("rule.overlap", overlap, iou),
                        field("rule.states", boxes));
    }

    private TextField number(String id, String name, String start) {
        TextField field = new TextField(start);
        field.setId(id);
        field.setAccessibleText(TEXTS.get(name));
        field.setPromptText(TEXTS.get(name + ".prompt"));
        field.setPrefColumnCount(4);
        field.textProperty().addListener((_, _, _) -> tell());
        return field;
    }

    private static VBox field(String name, Node... nodes) {
        Label label = new Label(TEXTS.get(name));
        label.getStyleClass().add(Styles.QUIET);
        label.setLabelFor(nodes[0]);
        HBox line = new HBox(4, nodes);
        line.setAlignment(Pos.CENTER_LEFT);
        return new VBox(2, label, line);
    }

    private static <T> StringConverter<T> shown(Function<T, String> words) {
        return new StringConverter<>() {
            @Override
            public String toString(@Nullable T value) {
                return value == null ? "" : words.apply(value);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("nothing is written here");
            }
        };
    }

    private void tell() {
        if (!filling) {
            changed.run();
        }
    }

    /// Shows the classes that can be chosen, and keeps the one that is.
    void offer(Ontology ontology, Set<ClassId> waiting) {
        List<Choice> next = new ArrayList<>();
        next.add(new Choice(null, TEXTS.get("rule.all")));
        for (LabelClass c : ontology.classes()) {
            if (waiting.contains(c.id())) {
                next.add(new Choice(c.id(), c.name()));
            }
        }
        @Nullable
        ClassId chosen = classes.getValue() == null ? null : classes.getValue().classId();
        if (chosen != null && !waiting.contains(chosen)) {
            // What was chosen stays chosen when the last one of it is judged: nobody means all the others by that.
            next.add(new Choice(chosen, ontology.nameOf(chosen)));
        }
        if (!next.equals(classes.getItems())) {
            filling = true;
            classes.getItems().setAll(next);
            classes.setValue(next.stream()
                    .filter(c -> java.util.Objects.equals(c.classId(), chosen))
                    .findFirst()
                    .orElseGet(next::getFirst));
            filling = false;
        }
    }

    /// What is wrong with what is written; empty when nothing is.
    String mistake() {
        return mistake;
    }

    /// The rule that is written, unless there is a mistake in it.
    Optional<SuggestionRule> rule() {
        mistake = "";
        try {
            Optional<FrameRange> frames = frames();
            Set<FrameState> chosen = EnumSet.noneOf(FrameState.class);
            states.forEach((state, box) -> {
                if (box.isSelected()) {
                    chosen.add(state);
                }
            });
            return Optional.of(new SuggestionRule(
                    classes.getValue().classId(),
                    real(least, 0),
                    real(most, 1),
                    frames.orElse(null),
                    whole(smallest, 0),
                    whole(largest, Long.MAX_VALUE),
                    overlap.getValue(),
                    overlap.getValue() == Overlap.ANY ? 0.5 : real(iou, 0.5),
                    chosen));
        } catch (NumberFormatException e) {
            mistake = TEXTS.get("rule.notANumber");
        } catch (AppException e) {
            mistake = String.valueOf(e.getMessage());
        }
        return Optional.empty();
    }

    /// One end that is left out is that of the video.
    private Optional<FrameRange> frames() {
        if (first.getText().isBlank() && last.getText().isBlank()) {
            return Optional.empty();
        }
        long from = whole(first, 0);
        long to = whole(last, Integer.MAX_VALUE);
        if (from > to || to > Integer.MAX_VALUE) {
            throw new AppException(AppException.Kind.BAD_INPUT, TEXTS.get("rule.wrongFrames"));
        }
        return Optional.of(new FrameRange((int) from, (int) to));
    }

    private static double real(TextField field, double otherwise) {
        String text = field.getText().strip().replace(',', '.');
        return text.isEmpty() ? otherwise : Double.parseDouble(text);
    }

    private static long whole(TextField field, long otherwise) {
        String text = field.getText().strip();
        return text.isEmpty() ? otherwise : Long.parseUnsignedLong(text);
    }
}
