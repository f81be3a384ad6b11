package limner.app.ui.ontology;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Texts;
import limner.model.id.ClassId;
import limner.model.ontology.LabelClass;
import limner.model.ontology.SkeletonTemplate;

/// Says which joints the skeletons of a class have and which of them are joined. JavaFX thread only.
final class SkeletonPane extends VBox {

    private static final Texts TEXTS = Texts.beside(SkeletonPane.class);

    /// The joints and lines of people in COCO (format: COCO person keypoints), standing.
    private static final String PERSON = """
            nose 0.5 0.06
            left_eye 0.54 0.04
            right_eye 0.46 0.04
            left_ear 0.59 0.06
            right_ear 0.41 0.06
            left_shoulder 0.68 0.2
            right_shoulder 0.32 0.2
            left_elbow 0.8 0.36
            right_elbow 0.2 0.36
            left_wrist 0.88 0.5
            right_wrist 0.12 0.5
            left_hip 0.62 0.52
            right_hip 0.38 0.52
            left_knee 0.63 0.75
            right_knee 0.37 0.75
            left_ankle 0.64 0.97
            right_ankle 0.36 0.97
            """;

    private static final String PERSON_EDGES = """
            left_ankle - left_knee, left_knee - left_hip, right_ankle - right_knee, right_knee - right_hip, \
            left_hip - right_hip, left_shoulder - left_hip, right_shoulder - right_hip, \
            left_shoulder - right_shoulder, left_shoulder - left_elbow, right_shoulder - right_elbow, \
            left_elbow - left_wrist, right_elbow - right_wrist, left_eye - right_eye, nose - left_eye, \
            nose - right_eye, left_eye - left_ear, right_eye - right_ear, left_ear - left_shoulder, \
            right_ear - right_shoulder""";

    private final TextArea joints = new TextArea();
    private final TextField edges = new TextField();
    private final Supplier<Optional<LabelClass>> current;
    private final BiConsumer<LabelClass, Runnable> change;
    private final Consumer<String> complain;
    private Optional<Filled> filled = Optional.empty();

    /// What the fields were filled from.
    private record Filled(ClassId of, Optional<SkeletonTemplate> template) {}

    /// @param current the class whose page is open
    /// @param change stores a class, then runs what follows
    /// @param complain says what is wrong
    SkeletonPane(
            Supplier<Optional<LabelClass>> current,
            BiConsumer<LabelClass, Runnable> change,
            Consumer<String> complain) {
        super(6);
        this.current = current;
        this.change = change;
        this.complain = complain;
        joints.setId("onto-joints");
        joints.setPrefRowCount(5);
        joints.setPromptText(TEXTS.get("skeleton.joints.prompt"));
        joints.setAccessibleText(TEXTS.get("skeleton.joints"));
        joints.addEventFilter(KeyEvent.KEY_PRESSED, SkeletonPane::walks);
        edges.setId("onto-edges");
        edges.setPromptText(TEXTS.get("skeleton.edges.prompt"));
        edges.setAccessibleText(TEXTS.get("skeleton.edges"));
        edges.setOnAction(_ -> store());
        Button store = new Button(TEXTS.get("skeleton.store"));
        store.setId("onto-skeleton-store");
        store.setOnAction(_ -> store());
        Button person = new Button(TEXTS.get("skeleton.person"));
        person.setId("onto-skeleton-person");
        person.setOnAction(_ -> {
            joints.setText(PERSON);
            edges.setText(PERSON_EDGES);
        });
        getChildren()
                .addAll(
                        quiet(TEXTS.get("skeleton.joints")),
                        joints,
                        quiet(TEXTS.get("skeleton.edges")),
                        edges,
                        new FlowPane(8, 6, store, person));
    }

    private static Label quiet(String words) {
        Label label = new Label(words);
        label.getStyleClass().add(Styles.QUIET);
        label.setWrapText(true);
        return label;
    }

    /// Tab goes on, as from every other field: nobody means one in the name of a joint.
    private static void walks(KeyEvent e) {
        if (e.getCode() == KeyCode.TAB && !e.isControlDown() && e.getTarget() instanceof TextArea area) {
            e.consume();
            area.fireEvent(new KeyEvent(
                    area, area, KeyEvent.KEY_PRESSED, "", "", KeyCode.TAB, e.isShiftDown(), true, false, false));
        }
    }

    /// Shows what the class has; what is being written about the same joints stays.
    void fill() {
        Optional<LabelClass> now = current.get();
        Optional<SkeletonTemplate> template = now.flatMap(LabelClass::skeleton);
        Optional<Filled> next = now.map(c -> new Filled(c.id(), template));
        setDisable(now.filter(c -> c.kind().drawn()).isEmpty());
        if (!next.equals(filled)) {
            filled = next;
            joints.setText(template.map(SkeletonText::joints).orElse(""));
            edges.setText(template.map(SkeletonText::edges).orElse(""));
        }
    }

    private void store() {
        current.get().ifPresent(c -> {
            try {
                SkeletonTemplate template =
                        joints.getText().isBlank() && edges.getText().isBlank()
                                ? null
                                : SkeletonText.read(joints.getText(), edges.getText());
                change.accept(c.withDetails(c.details().withSkeleton(template)), () -> {});
            } catch (IllegalArgumentException e) {
                complain.accept(TEXTS.get("skeleton.wrong", String.valueOf(e.getMessage())));
            }
        });
    }
}
