package limner.app.ui.release;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.FlowPane;
import limner.app.ui.common.ErrorPresenter;
import limner.app.ui.common.Form;
import limner.app.ui.common.Texts;
import limner.model.id.ClassId;
import limner.model.id.MediaId;
import limner.model.media.FrameState;
import limner.model.project.ProjectState;
import limner.model.release.Between;
import limner.model.release.Encodings;
import limner.model.release.Overlap;
import limner.model.release.People;
import limner.model.release.PictureForm;
import limner.model.release.Pictures;
import limner.model.release.ReleasePlan;

/// What goes into a release, and how it is written.
final class ContentPane {

    private static final Texts TEXTS = Texts.beside(ContentPane.class);
    private static final List<Encodings> REGIONS = List.of(Encodings.asDrawn(), Encodings.exact(), Encodings.rings());
    private static final List<PictureForm> FORMS = List.of(
            new PictureForm.Png(), new PictureForm.Jpeg(95), new PictureForm.Jpeg(90), new PictureForm.Jpeg(80));
    private static final List<String> REGION_NAMES = List.of("AS_DRAWN", "PIXELS", "RINGS");

    private final Form form;
    private final Form writing;
    private final Picks<ClassId> classes;
    private final Picks<MediaId> videos;
    private final CheckBox done = new CheckBox(TEXTS.get("states.done"));
    private final CheckBox inWork = new CheckBox(TEXTS.get("states.inWork"));
    private final NumberField step = new NumberField(1, 6);
    private final NumberField least = new NumberField(0, 9);
    private final ComboBox<Between> between = new ComboBox<>();
    private final ComboBox<Encodings> regions = new ComboBox<>();
    private final ComboBox<People> people = new ComboBox<>();
    private final CheckBox flat = new CheckBox(TEXTS.get("flat"));
    private final NumberField reach = new NumberField(0, 6);
    private final ComboBox<PictureForm> picture = new ComboBox<>();
    private final Hidden hidden;
    private final CheckBox frames = new CheckBox(TEXTS.get("frames"));

    ContentPane(ProjectState state, ErrorPresenter errors, Runnable changed) {
        TreeMap<ClassId, String> classNames = new TreeMap<>();
        state.ontology().classes().forEach(c -> classNames.put(c.id(), c.name()));
        TreeMap<MediaId, String> videoNames = new TreeMap<>();
        state.mediaInOrder().forEach(m -> videoNames.put(m.id(), m.name()));
        classes = new Picks<>("release-classes", TEXTS.get("classes.all"), classNames, changed);
        videos = new Picks<>("release-videos", TEXTS.get("videos.all"), videoNames, changed);
        done.setId("release-done");
        inWork.setId("release-in-work");
        done.setSelected(true);
        TreeMap<ClassId, String> drawn = new TreeMap<>(classNames);
        drawn.keySet()
                .removeIf(id ->
                        state.ontology().find(id).filter(c -> c.kind().drawn()).isEmpty());
        hidden = new Hidden(drawn, changed);
        flat.setId("release-flat");
        reach.setId("release-reach");
        reach.disableProperty().bind(between.valueProperty().isNotEqualTo(Between.WRITE));
        picture.setId("release-picture");
        picture.getItems().setAll(FORMS);
        picture.setValue(FORMS.getFirst());
        picture.setConverter(new Words<>(FORMS.getFirst(), ContentPane::name));
        picture.disableProperty().bind(frames.selectedProperty().not());
        step.setId("release-step");
        least.setId("release-least");
        between.getItems().setAll(Between.values());
        between.setValue(Between.WRITE);
        between.setConverter(new Words<>(Between.WRITE, b -> TEXTS.get("between." + b)));
        regions.getItems().setAll(REGIONS);
        regions.setValue(Encodings.asDrawn());
        regions.setConverter(new Words<>(Encodings.asDrawn(), ContentPane::name));
        people.getItems().setAll(People.values());
        people.setValue(People.IDS);
        people.setConverter(new Words<>(People.IDS, p -> TEXTS.get("people." + p)));
        frames.setSelected(true);
        frames.setId("release-frames");
        form = new Form(errors)
                .field(TEXTS.get("classes"), classes)
                .field(TEXTS.get("videos"), videos)
                .field(TEXTS.get("states"), new FlowPane(12, 2, done, inWork))
                .field(TEXTS.get("step.field"), step)
                .field(TEXTS.get("least"), least)
                .field(TEXTS.get("between"), between)
                .field(TEXTS.get("reach"), reach);
        writing = new Form(errors)
                .field(TEXTS.get("regions"), regions)
                .add(flat)
                .field(TEXTS.get("people"), people)
                .add(frames)
                .field(TEXTS.get("picture"), picture)
                .field(TEXTS.get("hidden"), hidden);
        List.of(done.selectedProperty(), inWork.selectedProperty(), frames.selectedProperty(), flat.selectedProperty())
                .forEach(p -> p.addListener((_, _, _) -> changed.run()));
        List.of(step.textProperty(), least.textProperty(), reach.textProperty())
                .forEach(p -> p.addListener((_, _, _) -> changed.run()));
        List.of(between, regions, people, picture)
                .forEach(c -> c.valueProperty().addListener((_, _, _) -> changed.run()));
    }

    private static String name(PictureForm form) {
        return switch (form) {
            case PictureForm.Png() -> TEXTS.get("picture.png");
            case PictureForm.Jpeg(int quality) -> TEXTS.get("picture.jpeg", quality);
        };
    }

    private static String name(Encodings how) {
        int at = REGIONS.indexOf(how);
        return TEXTS.get("regions." + (at < 0 ? "OWN" : REGION_NAMES.get(at)));
    }

    Node node() {
        return form;
    }

    /// How it is written.
    Node writing() {
        return writing;
    }

    Node firstOfWriting() {
        return regions;
    }

    Node first() {
        return classes.getChildren().getFirst();
    }

    /// What is wrong with it.
    Optional<String> complaint() {
        if (classes.chosen().filter(Set::isEmpty).isPresent()) {
            return Optional.of(TEXTS.get("needsClass"));
        }
        if (videos.chosen().filter(Set::isEmpty).isPresent()) {
            return Optional.of(TEXTS.get("needsVideo"));
        }
        if (!done.isSelected() && !inWork.isSelected()) {
            return Optional.of(TEXTS.get("needsState"));
        }
        if (!frames.isSelected() && !hidden.chosen().isNone()) {
            return Optional.of(TEXTS.get("needsFrames"));
        }
        return step.value() == 0 ? Optional.of(TEXTS.get("needsStep")) : Optional.empty();
    }

    /// A plan with these choices; asked for when there is no complaint.
    ReleasePlan apply(ReleasePlan to) {
        EnumSet<FrameState> states = EnumSet.noneOf(FrameState.class);
        if (done.isSelected()) {
            states.add(FrameState.DONE);
        }
        if (inWork.isSelected()) {
            states.add(FrameState.IN_WORK);
        }
        ReleasePlan plan = to.withStates(states)
                .withStep(Math.toIntExact(step.value()))
                .withLeastPixels(least.value())
                .withBetween(between.getValue())
                .withEncodings(regions.getValue())
                .withPeople(people.getValue())
                .withPictures(frames.isSelected() ? Pictures.FRAMES : Pictures.REFERENCES)
                .withOverlap(flat.isSelected() ? Overlap.TOPMOST : Overlap.AS_DRAWN)
                .withForm(picture.getValue())
                .withRedaction(hidden.chosen());
        if (reach.value() > 0 && between.getValue() == Between.WRITE) {
            plan = plan.withReach(Math.toIntExact(reach.value()));
        }
        plan = classes.chosen().map(plan::withClasses).orElse(plan);
        return videos.chosen().map(plan::withMedia).orElse(plan);
    }

    void show(ReleasePlan plan) {
        classes.show(plan.classes());
        videos.show(plan.media());
        done.setSelected(plan.states().contains(FrameState.DONE));
        inWork.setSelected(plan.states().contains(FrameState.IN_WORK));
        step.show(plan.step());
        least.show(plan.leastPixels());
        between.setValue(plan.between());
        if (!regions.getItems().contains(plan.encodings())) {
            regions.getItems().add(plan.encodings());
        }
        regions.setValue(plan.encodings());
        people.setValue(plan.people());
        frames.setSelected(plan.pictures() == Pictures.FRAMES);
        flat.setSelected(plan.overlap() == Overlap.TOPMOST);
        reach.show(plan.reach().orElse(0));
        if (!picture.getItems().contains(plan.form())) {
            picture.getItems().add(plan.form());
        }
        picture.setValue(plan.form());
        hidden.show(plan.redaction());
    }
}
