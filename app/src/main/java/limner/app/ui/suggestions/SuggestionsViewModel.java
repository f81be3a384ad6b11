package limner.app.ui.suggestions;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import limner.app.ui.common.Amendment;
import limner.app.ui.common.Selection;
import limner.app.ui.common.ShownFrame;
import limner.app.ui.common.Texts;
import limner.app.ui.common.ToolKind;
import limner.app.ui.common.Workspace;
import limner.model.command.Command;
import limner.model.geometry.Mask;
import limner.model.id.SuggestionId;
import limner.model.session.Outcome;
import limner.model.suggestion.Suggestion;

/// Judging suggestions: which one is meant, what each verdict does, where it goes on. JavaFX thread only.
public final class SuggestionsViewModel {
    private static final Texts TEXTS = Texts.beside(SuggestionsViewModel.class);

    private final Workspace workspace;
    private final Set<SuggestionId> onTheirWay = new HashSet<>();
    private OptionalInt goingTo = OptionalInt.empty();

    public SuggestionsViewModel(Workspace workspace) {
        this.workspace = workspace;
        workspace.shown().addListener((_, _, now) -> now.ifPresent(s -> arrived(s.frame())));
        // Whoever goes elsewhere meanwhile, or to another video, does not come for the suggestion.
        workspace.wanted().addListener((_, _, now) -> {
            if (goingTo.isPresent() && goingTo.getAsInt() != now.intValue()) {
                goingTo = OptionalInt.empty();
            }
        });
        workspace.mediaId().addListener((_, _, _) -> goingTo = OptionalInt.empty());
    }

    /// The open suggestions of the frame on the screen, best first.
    public List<Suggestion> open() {
        return workspace
                .shown()
                .get()
                .map(ShownFrame::frame)
                .map(f -> workspace.labels().openOn(f))
                .orElse(List.of());
    }

    /// Takes the selected suggestion as it is, or as it was corrected; with none selected, selects the best, so that
    /// nothing is taken that was not pointed at.
    public void accept() {
        Optional<Suggestion> selected = workspace.selectedSuggestion();
        if (selected.isEmpty()) {
            selectFirst();
            return;
        }
        Suggestion s = selected.get();
        Optional<Amendment> corrected = workspace
                .amendment()
                .get()
                .filter(a -> a.suggestion().id().equals(s.id()))
                .filter(a -> !a.shape().equals(s.shape()) || !a.classId().equals(s.classId()));
        Command command = corrected
                .<Command>map(a -> new Command.Amend(s.media(), s.id(), a.classId(), a.shape()))
                .orElseGet(() -> new Command.Accept(s.media(), s.id()));
        judge(command, s);
    }

    /// Says no to the selected suggestion; with none selected, selects the best.
    public void reject() {
        Optional<Suggestion> selected = workspace.selectedSuggestion();
        if (selected.isEmpty()) {
            selectFirst();
            return;
        }
        judge(new Command.Reject(selected.get().media(), Set.of(selected.get().id())), selected.get());
    }

    /// Begins to correct the selected suggestion, or the best one: it becomes editable, and accepting takes what it has
    /// become. What has been corrected already stays so.
    public void amend() {
        if (workspace.selectedSuggestion().isEmpty()) {
            selectFirst();
        }
        workspace.selectedSuggestion().ifPresent(s -> {
            if (workspace
                    .amendment()
                    .get()
                    .filter(a -> a.suggestion().id().equals(s.id()))
                    .isEmpty()) {
                workspace.amendment().set(Optional.of(Amendment.of(s)));
            }
            workspace.tool().set(s.shape() instanceof Mask ? ToolKind.BRUSH : ToolKind.SELECT);
        });
    }

    /// Selects the next open suggestion: on this frame, or on the next frame that has some.
    public void next() {
        List<Suggestion> here = open();
        int now = indexOfSelected(here);
        if (now + 1 < here.size()) {
            select(here.get(now + 1).id());
            return;
        }
        int frame = workspace.shown().get().map(ShownFrame::frame).orElse(-1);
        List<Integer> frames = workspace.labels().framesWithOpenSuggestions();
        Optional<Integer> further = frames.stream()
                .filter(f -> f > frame)
                .findFirst()
                .or(() -> frames.stream().findFirst());
        if (further.isEmpty()) {
            workspace.errors().info(TEXTS.get("empty.video"));
            return;
        }
        go(further.get());
    }

    /// Selects the open suggestion before: on this frame, or on the frame before that has some.
    public void previous() {
        List<Suggestion> here = open();
        int now = indexOfSelected(here);
        if (now > 0) {
            select(here.get(now - 1).id());
            return;
        }
        int frame = workspace.shown().get().map(ShownFrame::frame).orElse(0);
        workspace.labels().framesWithOpenSuggestions().stream()
                .filter(f -> f < frame)
                .reduce((_, last) -> last)
                .ifPresent(this::go);
    }

    private void go(int frame) {
        if (workspace.shown().get().filter(s -> s.frame() == frame).isPresent()) {
            selectFirst();
            return;
        }
        goingTo = OptionalInt.of(frame);
        workspace.goTo(frame);
    }

    /// A frame that was asked for earlier may come first.
    private void arrived(int frame) {
        if (goingTo.isPresent() && goingTo.getAsInt() == frame) {
            goingTo = OptionalInt.empty();
            selectFirst();
        }
    }

    private void selectFirst() {
        open().stream().findFirst().ifPresent(s -> select(s.id()));
    }

    private void select(SuggestionId id) {
        workspace.amendment().set(Optional.empty());
        workspace.selection().set(new Selection.OfSuggestion(id));
    }

    private int indexOfSelected(List<Suggestion> here) {
        Optional<SuggestionId> id = workspace.selection().get().suggestion();
        for (int i = 0; i < here.size(); i++) {
            if (id.filter(here.get(i).id()::equals).isPresent()) {
                return i;
            }
        }
        return -1;
    }

    /// Whether nothing else was selected since this one was judged.
    private boolean isFree(SuggestionId judged) {
        return switch (workspace.selection().get()) {
            case Selection.Nothing _ -> true;
            case Selection.OfSuggestion(var id) -> id.equals(judged);
            case Selection.Labels _, Selection.OfInterval _ -> false;
        };
    }

    /// After the verdict is stored, the next one of the frame is in hand. A key that comes again before then says
    /// nothing new.
    private void judge(Command command, Suggestion s) {
        if (!onTheirWay.add(s.id())) {
            return;
        }
        List<Suggestion> before = open();
        int index = before.indexOf(s);
        var _ = workspace.edit(command).thenAccept(outcome -> {
            onTheirWay.remove(s.id());
            if (outcome instanceof Outcome.Done) {
                if (workspace
                        .amendment()
                        .get()
                        .filter(a -> a.suggestion().id().equals(s.id()))
                        .isPresent()) {
                    workspace.amendment().set(Optional.empty());
                }
                List<Suggestion> rest = open();
                if (!rest.isEmpty()
                        && isFree(s.id())
                        && workspace
                                .shown()
                                .get()
                                .filter(f -> f.frame() == s.frame())
                                .isPresent()) {
                    select(rest.get(Math.clamp(index, 0, rest.size() - 1)).id());
                }
            }
        });
    }
}
