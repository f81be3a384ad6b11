package limner.app.ui.ontology;

import java.util.Optional;
import limner.app.ui.common.Amendment;
import limner.app.ui.common.Workspace;
import limner.model.command.Command;
import limner.model.id.ClassId;
import limner.model.id.IntervalId;
import limner.model.label.EventDetails;
import limner.model.media.FrameRange;
import limner.model.ontology.LabelClass;
import limner.model.session.Outcome;

/// What a class's key means: it depends on what the class is said of. JavaFX thread only.
public final class ClassesViewModel {

    private final Workspace workspace;

    public ClassesViewModel(Workspace workspace) {
        this.workspace = workspace;
    }

    /// Does what the key of this class means now.
    public void pick(ClassId id) {
        workspace.ontology().find(id).ifPresent(c -> {
            switch (c.kind()) {
                case THING, STUFF -> draw(c);
                case FRAME_TAG -> tag(c);
                case POINT_EVENT -> at(c);
                case INTERVAL_EVENT -> startOrClose(c);
                case SUBJECT -> codeFor(c);
            }
        });
    }

    /// For new labels, and for what is selected or being corrected.
    private void draw(LabelClass c) {
        workspace.currentClass().set(Optional.of(c.id()));
        Optional<Amendment> amendment = workspace.amendment().get();
        if (amendment.isPresent()) {
            workspace.amendment().set(amendment.map(a -> a.withClass(c.id())));
            return;
        }
        var selected = workspace.selection().get().labels();
        boolean differs = selected.stream()
                .flatMap(l -> workspace.labels().label(l).stream())
                .anyMatch(l -> !l.classId().equals(c.id()));
        if (differs) {
            workspace.mediaId().get().ifPresent(m -> workspace.submit(new Command.Reclassify(m, selected, c.id())));
        }
    }

    private void tag(LabelClass c) {
        workspace.shown().get().ifPresent(s -> {
            boolean there = workspace.labels().tagsOn(s.frame()).contains(c.id());
            workspace.submit(
                    there
                            ? new Command.Untag(s.media(), s.frame(), c.id())
                            : new Command.Tag(s.media(), s.frame(), c.id()));
        });
    }

    private void at(LabelClass c) {
        workspace.shown().get().ifPresent(s -> {
            IntervalId id = IntervalId.random();
            workspace.begun().set(Optional.empty());
            var _ = workspace
                    .edit(new Command.AddInterval(
                            s.media(),
                            id,
                            c.id(),
                            FrameRange.of(s.frame()),
                            EventDetails.of(workspace.subject().get().orElse(null))))
                    .thenAccept(outcome -> {
                        if (outcome instanceof Outcome.Done) {
                            workspace.begun().set(Optional.of(id));
                        }
                    });
        });
    }

    /// Events are coded for this individual from now on, or for none when it was this one.
    private void codeFor(LabelClass c) {
        Optional<ClassId> before = workspace.subject().get();
        workspace.subject().set(before.equals(Optional.of(c.id())) ? Optional.empty() : Optional.of(c.id()));
    }

    /// On the frame that is on the screen, also while the video plays.
    private void startOrClose(LabelClass c) {
        workspace.shown().get().ifPresent(s -> workspace.openEvents().press(c.id(), s.frame()));
    }

    /// Whether the class holds on the frame shown: a tag that is on it, an event that is running there.
    public boolean holdsHere(LabelClass c) {
        return workspace
                .shown()
                .get()
                .filter(s -> switch (c.kind()) {
                    case FRAME_TAG -> workspace.labels().tagsOn(s.frame()).contains(c.id());
                    case POINT_EVENT, INTERVAL_EVENT ->
                        workspace.openEvents().contains(c.id())
                                || workspace.labels().intervals().values().stream()
                                        .anyMatch(i -> i.classId().equals(c.id())
                                                && i.range().contains(s.frame()));
                    case SUBJECT ->
                        workspace.labels().intervals().values().stream()
                                .anyMatch(i -> i.subject().equals(Optional.of(c.id()))
                                        && i.range().contains(s.frame()));
                    case THING, STUFF -> false;
                })
                .isPresent();
    }
}
