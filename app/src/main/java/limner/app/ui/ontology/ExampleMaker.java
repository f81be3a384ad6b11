package limner.app.ui.ontology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import limner.app.ui.common.FrameFeed;
import limner.app.ui.common.ShownFrame;
import limner.app.ui.common.Tasks;
import limner.app.ui.common.Texts;
import limner.app.ui.common.Workspace;
import limner.app.usecase.ExampleCrop;
import limner.media.frame.Picture;
import limner.model.command.Command;
import limner.model.geometry.Box;
import limner.model.id.ClassId;
import limner.model.id.LabelId;
import limner.model.label.Placement;
import limner.model.ontology.Example;
import limner.model.ontology.LabelClass;

/// Makes examples for guidelines of what is selected on the picture shown: the cut-out is kept in the project first,
/// then
/// the class says so. JavaFX thread only.
final class ExampleMaker {

    private static final Texts TEXTS = Texts.beside(ExampleMaker.class);

    private final Workspace workspace;
    private final Tasks tasks;

    ExampleMaker(Workspace workspace, Tasks tasks) {
        this.workspace = workspace;
        this.tasks = tasks;
    }

    /// The class of the selected labels; of the first one, where they are of several.
    Optional<ClassId> selected() {
        return workspace.selection().get().labels().stream()
                .flatMap(id -> workspace.labels().label(id).stream())
                .map(l -> l.classId())
                .findFirst();
    }

    private Optional<Box> place(int frame) {
        List<Box> boxes = new ArrayList<>();
        for (LabelId id : workspace.selection().get().labels()) {
            workspace
                    .labels()
                    .label(id)
                    .flatMap(l -> l.at(frame))
                    .map(Placement::shape)
                    .ifPresent(s -> boxes.add(s.bounds()));
        }
        return boxes.stream().reduce((a, b) -> {
            double x = Math.min(a.x(), b.x());
            double y = Math.min(a.y(), b.y());
            return new Box(
                    x,
                    y,
                    Math.max(a.x() + a.width(), b.x() + b.width()) - x,
                    Math.max(a.y() + a.height(), b.y() + b.height()) - y);
        });
    }

    /// Adds what is selected, or the whole picture where nothing is.
    void add(ClassId to, Example.Kind kind) {
        Optional<ShownFrame> shown = workspace.shown().get();
        Optional<FrameFeed> feed = workspace.feed().get();
        if (!workspace.writable() || shown.isEmpty() || feed.isEmpty()) {
            workspace.errors().problem(TEXTS.get("example.noPicture"));
            return;
        }
        ShownFrame at = shown.get();
        FrameFeed pictures = feed.get();
        Box whole =
                workspace.media().map(m -> new Box(0, 0, m.width(), m.height())).orElseThrow();
        Box about = place(at.frame()).orElse(whole);
        CompletableFuture<Picture> asked = pictures.picture(at.frame());
        tasks.io(
                TEXTS.get("example.making"),
                _ -> {
                    try (Picture picture = asked.join()) {
                        ExampleCrop crop = ExampleCrop.around(picture, pictures.upright(), about);
                        String sha256 = workspace.session().keep(crop.png()).join();
                        return new Example(sha256, crop.width(), crop.height(), kind, "", at.media(), at.frame());
                    }
                },
                made -> add(to, made),
                failure -> workspace.errors().failed(failure, ""));
    }

    private void add(ClassId to, Example made) {
        Optional<LabelClass> now = workspace.ontology().find(to);
        if (now.isPresent()) {
            List<Example> all = new ArrayList<>(now.get().details().examples());
            if (all.stream().noneMatch(e -> e.sha256().equals(made.sha256()))) {
                all.add(made);
            }
            set(now.get(), all);
        }
    }

    void set(LabelClass of, List<Example> examples) {
        if (!of.details().examples().equals(examples)) {
            workspace.submit(
                    new Command.EditClasses(List.of(of.withDetails(of.details().withExamples(examples)))));
        }
    }
}
