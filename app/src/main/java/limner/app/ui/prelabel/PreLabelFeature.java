package limner.app.ui.prelabel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.Form;
import limner.app.ui.common.Icon;
import limner.app.ui.common.LabelNames;
import limner.app.ui.common.NewestTask;
import limner.app.ui.common.RunningTask;
import limner.app.ui.common.Sheets;
import limner.app.ui.common.ShownFrame;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.app.usecase.AcceptRequest;
import limner.app.usecase.AcceptResult;
import limner.app.usecase.FrameChoice;
import limner.app.usecase.OpenProject;
import limner.app.usecase.PreLabelRequest;
import limner.app.usecase.PreLabelResult;
import limner.app.usecase.Services;
import limner.media.pace.StepGrid;
import limner.model.command.Command.AcceptByPolicy.Finish;
import limner.model.id.MediaId;
import limner.plugin.api.ModelInfo;
import limner.plugin.api.PluginDescriptor;
import org.jspecify.annotations.Nullable;

/// Two sheets: a model is asked for suggestions on this frame, every n-th or all; and all open suggestions from a score
/// on
/// are accepted at once, as a recorded policy, with the number told beforehand.
public final class PreLabelFeature {

    private static final Texts TEXTS = Texts.beside(PreLabelFeature.class);

    private final Workspace workspace;
    private final OpenProject project;
    private final Services services;
    private final Tasks tasks;
    private final Sheets sheets;
    private final Supplier<Optional<Path>> chooseModel;

    /// @param chooseModel asks the user for an ONNX file
    public PreLabelFeature(
            Workspace workspace,
            OpenProject project,
            Services services,
            Tasks tasks,
            Sheets sheets,
            Supplier<Optional<Path>> chooseModel) {
        this.workspace = workspace;
        this.project = project;
        this.services = services;
        this.tasks = tasks;
        this.sheets = sheets;
        this.chooseModel = chooseModel;
    }

    public void register(CommandRegistry registry) {
        BooleanBinding video = Bindings.createBooleanBinding(
                () -> workspace.writable() && workspace.mediaId().get().isPresent(), workspace.mediaId());
        registry.add(DeskCommand.of("suggestion.run", CommandGroup.SUGGESTION, TEXTS)
                .icon(Icon.SUGGEST)
                .keys("Shortcut+L")
                .enabled(video)
                .action(this::openRun));
        BooleanBinding waiting = Bindings.createBooleanBinding(
                () -> workspace.writable()
                        && !workspace.labels().framesWithOpenSuggestions().isEmpty(),
                workspace.snapshot(),
                workspace.mediaId());
        registry.add(DeskCommand.of("suggestion.policy", CommandGroup.SUGGESTION, TEXTS)
                .icon(Icon.POLICY)
                .keys("Shortcut+Shift+L")
                .enabled(waiting)
                .action(this::openPolicy));
    }

    /// A model to choose; without a model the plugin takes its own.
    private record Choice(String name, String plugin, Optional<PreLabelRequest.Model> model) {}

    private void openRun() {
        Form form = new Form(workspace.errors());
        form.say(TEXTS.get("looking"));
        sheets.open(new Sheets.Sheet(TEXTS.get("run.title"), form, form));
        tasks.io(
                TEXTS.get("looking"),
                _ -> services.preLabel().plugins(),
                plugins -> fillRun(form, plugins),
                failure -> form.failed(failure, TEXTS.get("notLooked")));
    }

    private void fillRun(Form form, List<PluginDescriptor> plugins) {
        form.say("");
        ComboBox<Choice> models = new ComboBox<>();
        models.setId("model");
        for (PluginDescriptor p : plugins) {
            models.getItems().add(new Choice(TEXTS.get("ownChoice", p.name()), p.id(), Optional.empty()));
            for (ModelInfo m : p.models()) {
                models.getItems()
                        .add(new Choice(m.name(), p.id(), Optional.of(new PreLabelRequest.Model.Named(m.name()))));
            }
        }
        if (models.getItems().isEmpty()) {
            form.complain(TEXTS.get("noPlugin"));
            return;
        }
        models.setValue(models.getItems().getFirst());
        models.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Choice choice) {
                return choice == null ? "" : choice.name();
            }

            @Override
            public Choice fromString(String text) {
                return models.getItems().getFirst();
            }
        });
        Button file = new Button(TEXTS.get("file"));
        file.setMinWidth(Region.USE_PREF_SIZE);
        file.setOnAction(_ -> chooseModel.get().ifPresent(path -> {
            Choice own = new Choice(
                    String.valueOf(path.getFileName()),
                    PreLabelRequest.BUILT_IN,
                    Optional.of(new PreLabelRequest.Model.InFile(path)));
            models.getItems().add(own);
            models.setValue(own);
        }));
        models.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(models, Priority.ALWAYS);
        Frames frames = new Frames(workspace);
        Threshold threshold = new Threshold(0.4);
        Button run = new Button(TEXTS.get("start"));
        run.setId("prelabel-start");
        run.getStyleClass().add("accent");
        run.setDefaultButton(true);
        run.setOnAction(_ -> workspace.mediaId().get().ifPresent(media -> {
            Choice choice = models.getValue();
            Map<String, String> settings = new HashMap<>();
            settings.put("score", LabelNames.score(threshold.value()));
            run(
                    form,
                    new PreLabelRequest(
                            media,
                            choice.plugin(),
                            choice.model().map(List::of).orElseGet(ArrayList::new),
                            frames.choice(),
                            settings));
        }));
        form.field(TEXTS.get("model"), new HBox(8, models, file))
                .field(TEXTS.get("frames"), frames)
                .field(TEXTS.get("threshold"), threshold)
                .button(run);
        Label note = new Label(TEXTS.get("note"));
        note.setWrapText(true);
        note.getStyleClass().add(Styles.QUIET);
        form.add(note);
        run.requestFocus();
    }

    private void run(Form form, PreLabelRequest request) {
        RunningTask task = tasks.io(
                TEXTS.get("running"),
                progress -> services.preLabel().run(project, request, progress),
                result -> form.done(summary(result)),
                failure -> form.failed(failure, TEXTS.get("cancelled")));
        form.runs(task);
    }

    private static String summary(PreLabelResult r) {
        String classes = r.suggestions().entrySet().stream()
                .map(e -> e.getValue() + " " + e.getKey())
                .collect(Collectors.joining(", "));
        String found = TEXTS.get(
                r.cancelled() ? "stopped" : "found", r.total(), r.looked().size(), classes);
        String alone = r.leftAlone().isEmpty()
                ? ""
                : "\n" + TEXTS.get("alone", r.leftAlone().size());
        String holes = r.withoutPicture().isEmpty()
                ? ""
                : "\n" + TEXTS.get("holes", r.withoutPicture().size(), r.holes());
        String added = r.addedClasses().isEmpty() ? "" : "\n" + TEXTS.get("added", String.join(", ", r.addedClasses()));
        return found + alone + holes + added + "\n" + TEXTS.get("speed", Math.round(r.medianMillis()), r.device());
    }

    private void openPolicy() {
        Optional<MediaId> media = workspace.mediaId().get();
        if (media.isEmpty()) {
            return;
        }
        Form form = new Form(workspace.errors());
        Threshold threshold = new Threshold(0.5);
        ComboBox<Finish> finish = new ComboBox<>();
        finish.getItems().setAll(Finish.LEAVE_IN_WORK, Finish.MARK_DONE);
        finish.setValue(Finish.LEAVE_IN_WORK);
        finish.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Finish value) {
                return value == null ? "" : TEXTS.get("finish." + value);
            }

            @Override
            public Finish fromString(String text) {
                return Finish.LEAVE_IN_WORK;
            }
        });
        Label count = new Label();
        count.setWrapText(true);
        Button accept = new Button(TEXTS.get("policy.accept"));
        accept.getStyleClass().add("accent");
        accept.setId("policy-accept");
        accept.setDisable(true);
        NewestTask counting = new NewestTask(tasks);
        Runnable preview = () -> counting.io(
                TEXTS.get("counting"),
                _ -> services.acceptPolicy()
                        .preview(project, new AcceptRequest(media.get(), threshold.value(), finish.getValue())),
                result -> {
                    count.setText(TEXTS.get("policy.count", result.accepted(), result.frames(), result.stillOpen()));
                    accept.setDisable(result.accepted() == 0 && finish.getValue() == Finish.LEAVE_IN_WORK);
                },
                failure -> {
                    count.setText(workspace.errors().words(failure));
                    accept.setDisable(true);
                });
        threshold.onChange(preview);
        finish.valueProperty().addListener((_, _, _) -> preview.run());
        accept.setOnAction(_ -> form.runs(tasks.io(
                TEXTS.get("policy.title"),
                _ -> services.acceptPolicy()
                        .run(project, new AcceptRequest(media.get(), threshold.value(), finish.getValue())),
                result -> {
                    form.done(done(result));
                    preview.run();
                },
                failure -> form.failed(failure, TEXTS.get("cancelled")))));
        form.field(TEXTS.get("policy.threshold"), threshold)
                .field(TEXTS.get("policy.finish"), finish)
                .add(count)
                .button(accept);
        sheets.open(new Sheets.Sheet(TEXTS.get("policy.title"), form, threshold));
        preview.run();
    }

    private static String done(AcceptResult r) {
        return TEXTS.get("policy.done", r.accepted(), r.frames(), r.negatives());
    }

    /// A score with a slider.
    private static final class Threshold extends HBox {

        private final Slider slider = new Slider(0, 1, 0.5);

        Threshold(double start) {
            super(8);
            slider.setValue(start);
            slider.setBlockIncrement(0.05);
            slider.setAccessibleText(TEXTS.get("threshold"));
            slider.setId("threshold");
            HBox.setHgrow(slider, Priority.ALWAYS);
            Label value = new Label();
            value.getStyleClass().add(Styles.MONO);
            value.setMinWidth(36);
            value.textProperty()
                    .bind(Bindings.createStringBinding(() -> LabelNames.score(value()), slider.valueProperty()));
            getChildren().addAll(slider, value);
            setAlignment(Pos.CENTER_LEFT);
        }

        double value() {
            return Math.rint(slider.getValue() * 100) / 100;
        }

        void onChange(Runnable then) {
            slider.valueChangingProperty().addListener((_, _, changing) -> {
                if (!changing) {
                    then.run();
                }
            });
            slider.valueProperty().addListener((_, _, _) -> {
                if (!slider.isValueChanging()) {
                    then.run();
                }
            });
        }
    }

    /// This frame, every n-th, or all; where the video is looked at in larger steps, first of all its stops.
    private static final class Frames extends VBox {

        private static final int USUAL_STEP = 10;

        private final RadioButton thisFrame = new RadioButton();
        private final RadioButton every = new RadioButton(TEXTS.get("frames.every"));
        private final RadioButton all = new RadioButton(TEXTS.get("frames.all"));
        private final RadioButton stops = new RadioButton();
        private final StepGrid grid;
        private final Spinner<Integer> step = new Spinner<>(1, 10_000, USUAL_STEP);
        private final int frame;

        Frames(Workspace workspace) {
            super(6);
            frame = workspace.shown().get().map(ShownFrame::frame).orElse(0);
            thisFrame.setText(TEXTS.get("frames.this", frame));
            thisFrame.setId("frames-this");
            ToggleGroup group = new ToggleGroup();
            grid = workspace.stops().get();
            stops.setText(TEXTS.get(
                    "frames.stops", workspace.spoken().of(grid.stepping().words()), grid.count()));
            stops.setId("frames-stops");
            for (RadioButton b : List.of(thisFrame, stops, every, all)) {
                b.setToggleGroup(group);
            }
            every.setSelected(true);
            step.setEditable(true);
            // Whatever is written there is a number, so that taking it over cannot fail.
            step.getEditor()
                    .setTextFormatter(new TextFormatter<>(
                            change -> change.getControlNewText().matches("\\d{0,5}") ? change : null));
            step.setPrefWidth(90);
            step.setAccessibleText(TEXTS.get("frames.every"));
            HBox line = new HBox(8, every, step, new Label(TEXTS.get("frames.th")));
            line.setAlignment(Pos.CENTER_LEFT);
            getChildren().addAll(thisFrame, line, all);
            if (!grid.isWhole()) {
                getChildren().add(1, stops);
                stops.setSelected(true);
            }
        }

        FrameChoice choice() {
            if (thisFrame.isSelected()) {
                return FrameChoice.Given.of(frame);
            }
            if (stops.isSelected()) {
                return new FrameChoice.Given(grid.stops().boxed().collect(Collectors.toCollection(TreeSet::new)));
            }
            return new FrameChoice.EveryNth(all.isSelected() ? 1 : step());
        }

        /// As it is written, also when Enter has not been pressed yet; every tenth where nothing is.
        private int step() {
            if (!step.getEditor().getText().isEmpty()) {
                step.commitValue();
            }
            return Objects.requireNonNullElse(step.getValue(), USUAL_STEP);
        }
    }
}
