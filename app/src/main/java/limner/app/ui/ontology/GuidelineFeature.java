package limner.app.ui.ontology;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import limner.app.ui.common.CommandGroup;
import limner.app.ui.common.CommandRegistry;
import limner.app.ui.common.DeskCommand;
import limner.app.ui.common.Feature;
import limner.app.ui.common.Icon;
import limner.app.ui.common.MarkdownView;
import limner.app.ui.common.Section;
import limner.app.ui.common.Styles;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.model.id.ClassId;
import limner.model.ontology.Example;
import limner.model.ontology.LabelClass;
import org.jspecify.annotations.Nullable;

/// What counts as the class in hand and what does not, below the list of classes: of the selected labels, else of the
/// class that is drawn with. Folded until somebody wants to read it. JavaFX thread only.
public final class GuidelineFeature implements Feature {

    private static final Texts TEXTS = Texts.beside(GuidelineFeature.class);

    private final Workspace workspace;
    private final ExampleMaker maker;
    private final VBox text = new VBox();
    private final ExamplesPane examples;
    private final Section section;
    private @Nullable LabelClass drawn;
    private boolean nothing;

    public GuidelineFeature(Workspace workspace, Tasks tasks) {
        this.workspace = workspace;
        this.maker = new ExampleMaker(workspace, tasks);
        this.examples = new ExamplesPane(workspace, new ExamplePictures(workspace, tasks), null);
        text.setId("guideline");
        VBox page = new VBox(8, text, examples);
        page.getStyleClass().add("guideline-page");
        ScrollPane scroll = new ScrollPane(page);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setPrefHeight(200);
        scroll.setMinHeight(60);
        section = new Section(TEXTS.get("guideline"), scroll);
        section.open().set(false);
        section.open().addListener((_, _, _) -> refresh());
        workspace.snapshot().addListener((_, _, _) -> refresh());
        workspace.currentClass().addListener((_, _, _) -> refresh());
        workspace.selection().addListener((_, _, _) -> refresh());
    }

    @Override
    public Slot slot() {
        return Slot.SIDE;
    }

    @Override
    public Node view() {
        return section;
    }

    @Override
    public void register(CommandRegistry registry) {
        registry.add(DeskCommand.of("classes.guideline", CommandGroup.LABEL, TEXTS)
                .icon(Icon.INFO)
                .keys("Alt+H")
                .selected(section.open())
                .action(() -> section.open().set(!section.open().get())));
        registry.add(DeskCommand.of("classes.example", CommandGroup.LABEL, TEXTS)
                .icon(Icon.ADD)
                .keys("Alt+X")
                .once()
                .action(() -> now().ifPresent(c -> maker.add(c.id(), Example.Kind.POSITIVE))));
    }

    private Optional<LabelClass> now() {
        Optional<ClassId> id =
                maker.selected().or(() -> workspace.currentClass().get());
        return id.flatMap(workspace.ontology()::find);
    }

    private void refresh() {
        if (!section.open().get()) {
            return;
        }
        @Nullable LabelClass now = now().orElse(null);
        if (now == null ? nothing : now.equals(drawn)) {
            return;
        }
        drawn = now;
        nothing = now == null;
        section.count().set(now == null ? "" : now.name());
        examples.show(now);
        if (now == null || now.guideline().isBlank()) {
            Label none = new Label(TEXTS.get(now == null ? "guideline.noClass" : "guideline.none"));
            none.setWrapText(true);
            none.getStyleClass().add(Styles.QUIET);
            text.getChildren().setAll(none);
        } else {
            text.getChildren().setAll(new MarkdownView(now.guideline()));
        }
    }
}
