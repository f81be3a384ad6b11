package limner.app.ui.release;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import limner.app.task.Progress;
import limner.app.ui.common.Form;
import limner.app.ui.common.NewestTask;
import limner.app.ui.common.Places;
import limner.app.ui.common.Sheets;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.app.usecase.BuildRelease;
import limner.app.usecase.OpenProject;
import limner.app.usecase.ReleaseRequest;
import limner.app.usecase.ReleaseResult;
import limner.app.usecase.SavedPlans;
import limner.app.usecase.Services;
import limner.model.media.FrameState;
import limner.model.release.NoPictures;
import limner.model.release.ReleasePlan;
import limner.model.release.ReleaseReport;
import org.jspecify.annotations.Nullable;

/// Making a release in four steps that can be gone to in any order: its place and plan, what goes in, how it is
/// divided,
/// and what that comes to. What it would hold is counted at every change, and it can be made from every step.
final class ReleasePage {

    private static final Texts TEXTS = Texts.beside(ReleasePage.class);
    private static final SavedPlans.Saved NONE = new SavedPlans.Saved("", 0);

    private final Workspace workspace;
    private final OpenProject project;
    private final Services services;
    private final Tasks tasks;
    private final Places places;
    private final Made made;
    private final NewestTask counting;
    private final NewestTask loading;
    private final Form form;
    private final TextField name;
    private final TextField folder;
    private final TextField licence = new TextField();
    private final CheckBox sign = new CheckBox(TEXTS.get("sign"));
    private final ComboBox<SavedPlans.Saved> plans = new ComboBox<>();
    private final TextField planName = new TextField();
    private final ContentPane content;
    private final PartsPane parts;
    private final PreviewPane preview;
    private final Label summary = new Label();
    private final VBox shown = new VBox();
    private final Button back = new Button(TEXTS.get("back"));
    private final Button next = new Button(TEXTS.get("next"));
    private final List<Step> steps = new ArrayList<>();
    private int step;
    private boolean filling;
    /// The plan whose choices are on the page.
    private SavedPlans.Saved filled = NONE;

    /// What becomes of a release that was made.
    interface Made {
        void release(Form form, ReleaseResult result, Optional<String> key);
    }

    /// What the page begins with.
    ///
    /// @param free a folder that is not there yet
    record Begin(Path free, List<SavedPlans.Saved> plans) {}

    private record Step(Button heading, Node content, Node first) {}

    private record Signed(ReleaseResult result, Optional<String> key) {}

    /// What is asked for on the page, before the disk was looked at.
    private record Asked(Path folder, String name, ReleasePlan plan, Optional<Path> earlier, Optional<Path> licence) {}

    ReleasePage(
            Workspace workspace,
            OpenProject project,
            Services services,
            Tasks tasks,
            Places places,
            Made made,
            String freeName,
            Begin begin) {
        this.workspace = workspace;
        this.project = project;
        this.services = services;
        this.tasks = tasks;
        this.places = places;
        this.made = made;
        counting = new NewestTask(tasks);
        loading = new NewestTask(tasks);
        form = new Form(workspace.errors());
        name = new TextField(freeName);
        folder = new TextField(begin.free().toString());
        content = new ContentPane(workspace.state(), workspace.errors(), this::changed);
        parts = new PartsPane(workspace.state(), workspace.errors(), places, this::changed);
        preview = new PreviewPane(workspace.spoken(), this::lookForLeaks);
        summary.setWrapText(true);
        summary.setId("release-summary");
        step("step.place", place(begin), name);
        step("step.content", content.node(), content.first());
        step("step.writing", content.writing(), content.firstOfWriting());
        step("step.parts", parts.node(), parts.first());
        step("step.preview", preview, preview.first());
        FlowPane headings = new FlowPane(6, 6);
        steps.forEach(s -> headings.getChildren().add(s.heading()));
        Button release = new Button(TEXTS.get("release"));
        release.getStyleClass().add("accent");
        release.setId("release-start");
        release.setDefaultButton(true);
        release.setOnAction(_ -> asked().ifPresent(this::run));
        back.setId("release-back");
        back.setOnAction(_ -> goTo(step - 1));
        next.setId("release-next");
        next.setOnAction(_ -> goTo(step + 1));
        form.add(headings).add(shown).add(summary).button(release).button(back).button(next);
        show(0);
        changed();
    }

    Sheets.Sheet sheet() {
        return new Sheets.Sheet(TEXTS.get("title"), form, name);
    }

    // Steps.

    private void step(String key, Node node, Node first) {
        int at = steps.size();
        Button heading = new Button(TEXTS.get("step", at + 1, TEXTS.get(key)));
        heading.setId("release-step-" + (at + 1));
        heading.setOnAction(_ -> {
            show(at);
            heading.requestFocus();
        });
        // The page around it has the room at its borders already.
        node.getStyleClass().remove("form");
        steps.add(new Step(heading, node, first));
    }

    /// By the button that may be gone then: the keyboard goes to what the step begins with.
    private void goTo(int at) {
        show(at);
        steps.get(step).first().requestFocus();
    }

    private void show(int at) {
        step = Math.clamp(at, 0, steps.size() - 1);
        shown.getChildren().setAll(steps.get(step).content());
        for (Step s : steps) {
            boolean here = s.equals(steps.get(step));
            s.heading().getStyleClass().remove(Styles.STRONG);
            s.heading().setAccessibleText(s.heading().getText());
            if (here) {
                s.heading().getStyleClass().add(Styles.STRONG);
                s.heading().setAccessibleText(TEXTS.get("step.here", s.heading().getText()));
            }
        }
        back.setDisable(step == 0);
        next.setDisable(step == steps.size() - 1);
    }

    // The first step.

    private Node place(Begin begin) {
        name.setId("release-name");
        folder.setId("release-folder");
        licence.setId("release-licence");
        licence.setPromptText(TEXTS.get("licence.none"));
        sign.setId("release-sign");
        plans.setId("release-plan");
        plans.setConverter(new Words<>(
                NONE, p -> p.equals(NONE) ? TEXTS.get("plan.none") : TEXTS.get("plan.saved", p.name(), p.version())));
        offer(begin.plans(), NONE);
        plans.valueProperty().addListener((_, _, chosen) -> load(chosen));
        planName.setId("release-plan-name");
        planName.setPromptText(TEXTS.get("plan.name"));
        planName.setAccessibleText(TEXTS.get("plan.name"));
        planName.setPrefColumnCount(10);
        plans.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(plans, Priority.ALWAYS);
        Button save = button("plan.save", this::save);
        save.setId("release-plan-save");
        HBox plan = line(plans, planName, save);
        return new VBox(
                10,
                Form.labelled(TEXTS.get("name"), name),
                Form.labelled(
                        TEXTS.get("folder"),
                        line(
                                folder,
                                button(
                                        "choose",
                                        () -> places.folder(TEXTS.get("folder"))
                                                .ifPresent(p -> folder.setText(p.toString()))))),
                Form.labelled(TEXTS.get("plan"), plan),
                Form.labelled(
                        TEXTS.get("licence"),
                        line(
                                licence,
                                button(
                                        "choose",
                                        () -> places.file(TEXTS.get("licence"))
                                                .ifPresent(p -> licence.setText(p.toString()))))),
                sign);
    }

    private static Button button(String key, Runnable action) {
        Button button = new Button(TEXTS.get(key));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private static HBox line(Node... nodes) {
        HBox line = new HBox(8, nodes);
        HBox.setHgrow(nodes[0], Priority.ALWAYS);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    // Plans.

    private void offer(List<SavedPlans.Saved> saved, SavedPlans.Saved chosen) {
        filling = true;
        plans.getItems().setAll(NONE);
        plans.getItems().addAll(saved);
        plans.setValue(chosen);
        filled = chosen;
        filling = false;
    }

    private void load(SavedPlans.@Nullable Saved chosen) {
        if (filling || chosen == null) {
            return;
        }
        if (chosen.equals(NONE)) {
            loading.forget();
            filled = NONE;
            fill(ReleaseRequest.everything());
            return;
        }
        planName.setText(chosen.name());
        counting.forget();
        summary.setText(TEXTS.get("plan.reading"));
        loading.io(
                TEXTS.get("plan"),
                _ -> SavedPlans.of(project.file()).load(chosen.asked()),
                plan -> {
                    filled = chosen;
                    fill(plan);
                },
                failure -> {
                    // What is on the page is what was read before, and the choice says so.
                    filling = true;
                    plans.setValue(filled);
                    filling = false;
                    changed();
                    form.failed(failure, "");
                });
    }

    /// Nothing is made, kept or looked for by a plan whose choices are not on the page yet.
    private boolean isReading() {
        return !filled.equals(plans.getValue());
    }

    private void fill(ReleasePlan plan) {
        filling = true;
        content.show(plan);
        parts.show(plan.splits());
        filling = false;
        changed();
    }

    private void save() {
        Optional<Asked> asked = asked();
        if (asked.isEmpty()) {
            return;
        }
        String called = planName.getText().strip();
        record Kept(int version, List<SavedPlans.Saved> all) {}
        tasks.io(
                TEXTS.get("plan.save"),
                _ -> {
                    SavedPlans saved = SavedPlans.of(project.file());
                    ReleasePlan plan = services.buildRelease()
                            .keeping(asked.get().plan(), asked.get().earlier(), project);
                    return new Kept(saved.save(called, plan), saved.list());
                },
                kept -> {
                    offer(
                            kept.all(),
                            kept.all().stream()
                                    .filter(s -> s.name().equalsIgnoreCase(called) && s.version() == kept.version())
                                    .findFirst()
                                    .orElse(NONE));
                    form.say(TEXTS.get("plan.kept", called, kept.version()));
                },
                failure -> form.failed(failure, ""));
    }

    // What it would hold.

    private Optional<String> complaint() {
        return content.complaint().or(parts::complaint);
    }

    private ReleasePlan plan() {
        ReleasePlan plan = content.apply(ReleaseRequest.everything());
        return parts.splits().map(plan::withSplits).orElse(plan);
    }

    private void changed() {
        if (filling) {
            return;
        }
        form.say("");
        preview.clear();
        summary.getStyleClass().remove(Styles.ERROR);
        Optional<String> complaint = complaint();
        if (complaint.isPresent()) {
            counting.forget();
            wrong(complaint.get());
            return;
        }
        summary.setText(TEXTS.get("counting"));
        ReleasePlan plan = plan();
        Optional<Path> earlier = parts.earlier();
        counting.io(
                TEXTS.get("counting"),
                _ -> counted(services.buildRelease().preview(project, request(plan, earlier)), plan),
                counted -> {
                    summary.setText(words(counted));
                    preview.show(counted.report());
                },
                failure -> wrong(workspace.errors().words(failure)));
    }

    private void wrong(String sentence) {
        summary.setText(sentence);
        summary.getStyleClass().add(Styles.ERROR);
    }

    /// What a plan comes to, and why where that is nothing.
    private record Counted(ReleaseReport report, Optional<NoPictures> nothing, boolean done) {}

    private Counted counted(ReleaseReport report, ReleasePlan plan) {
        return new Counted(
                report,
                report.pictures() > 0 ? Optional.empty() : Optional.of(NoPictures.of(plan, project.state())),
                plan.states().equals(Set.of(FrameState.DONE)));
    }

    private static String words(Counted counted) {
        ReleaseReport r = counted.report();
        if (counted.nothing().isPresent()) {
            return switch (counted.nothing().get()) {
                case STATES -> TEXTS.get(counted.done() ? "nothingDone" : "nothing.states");
                case VIDEOS -> TEXTS.get("nothing.videos");
                case STEP -> TEXTS.get("nothing.step");
                case DROPPED -> TEXTS.get("nothing.dropped");
                case REACH -> TEXTS.get("nothing.reach");
                case BETWEEN -> TEXTS.get("nothing.between");
            };
        }
        int remarks = r.losses().size() + r.warnings().size();
        String what = TEXTS.get("content", r.pictures(), r.negatives(), r.annotations());
        return remarks == 0 ? what : what + " " + TEXTS.get("remarks", remarks);
    }

    /// Asks the disk, when an earlier release is kept to.
    private ReleaseRequest request(ReleasePlan plan, Optional<Path> earlier) throws IOException {
        return new ReleaseRequest(
                project.file(), "", services.buildRelease().keeping(plan, earlier.map(this::beside), project));
    }

    private void lookForLeaks() {
        if (isReading() || complaint().isPresent()) {
            return;
        }
        ReleasePlan plan = plan();
        Optional<Path> earlier = parts.earlier();
        form.runs(tasks.io(
                TEXTS.get("leaks.looking"),
                progress -> services.buildRelease().leaks(project, request(plan, earlier), progress),
                found -> {
                    preview.leaks(found);
                    form.done(form.getScene() == null ? TEXTS.get("leaks.found", found.size()) : "");
                },
                failure -> form.failed(failure, TEXTS.get("leaks.stopped"))));
    }

    // Making it.

    /// A name alone is meant beside the project.
    private Path beside(Path folderOrName) {
        return project.file().toAbsolutePath().resolveSibling(folderOrName);
    }

    private Optional<Asked> asked() {
        if (isReading()) {
            form.complain(TEXTS.get("plan.reading"));
            return Optional.empty();
        }
        Optional<String> complaint = complaint();
        if (complaint.isPresent()) {
            form.complain(complaint.get());
            return Optional.empty();
        }
        if (folder.getText().isBlank()) {
            form.complain(TEXTS.get("needsFolder"));
            return Optional.empty();
        }
        try {
            return Optional.of(new Asked(
                    beside(Path.of(folder.getText().strip())),
                    name.getText().strip(),
                    plan(),
                    parts.earlier().map(this::beside),
                    Optional.of(licence.getText().strip())
                            .filter(l -> !l.isEmpty())
                            .map(l -> beside(Path.of(l)))));
        } catch (InvalidPathException e) {
            form.complain(TEXTS.get("badFolder"));
            return Optional.empty();
        }
    }

    private void run(Asked asked) {
        boolean signed = sign.isSelected();
        form.runs(tasks.io(
                TEXTS.get("title"),
                progress -> make(asked, signed, progress),
                s -> made.release(form, s.result(), s.key()),
                failure -> form.failed(failure, TEXTS.get("cancelled"))));
    }

    private Signed make(Asked asked, boolean signed, Progress progress) throws IOException {
        BuildRelease build = services.buildRelease();
        String text = asked.licence().isPresent()
                ? BuildRelease.licenceIn(asked.licence().get())
                : "";
        ReleasePlan plan = build.keeping(asked.plan(), asked.earlier(), project).withLicence(text);
        ReleaseResult result = build.run(project, new ReleaseRequest(asked.folder(), asked.name(), plan), progress);
        return new Signed(
                result, signed ? Optional.of(services.signRelease().made(result.folder())) : Optional.empty());
    }
}
