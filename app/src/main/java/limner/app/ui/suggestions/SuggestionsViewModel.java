package limner.app.ui.suggestions;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import limner.app.ui.common.Amendment;
import limner.app.ui.common.Notice;
import limner.app.ui.common.Selection;
import limner.app.ui.common.ShownFrame;
import limner.app.ui.common.Texts;
import limner.app.ui.common.ToolKind;
import limner.app.ui.common.Workspace;
import limner.model.command.Command;
import limner.model.geometry.Mask;
import limner.model.id.MediaId;
import limner.model.id.SuggestionId;
import limner.model.media.Media;
import limner.model.session.Outcome;
import limner.model.suggestion.Suggestion;

/// Judging suggestions: which one is meant, what each verdict does, where it goes on. JavaFX thread only.
public final class SuggestionsViewModel {
    private static final Texts TEXTS = Texts.beside(SuggestionsViewModel.class);

    private final Workspace workspace;
    private final Set<SuggestionId> onTheirWay = new HashSet<>();
    private Optional<Aim> aim = Optional.empty();

    /// What is to be done once a frame is on the screen.
    private record Aim(int frame, Runnable then) {}

    public SuggestionsViewModel(Workspace workspace) {
        this.workspace = workspace;
        workspace.shown().addListener((_, _, now) -> now.ifPresent(s -> arrived(s.frame())));
        // Whoever goes elsewhere meanwhile, or to another video, does not come for the suggestion.
        workspace.wanted().addListener((_, _, now) -> {
            if (aim.filter(a -> a.frame() != now.intValue()).isPresent()) {
                aim = Optional.empty();
            }
        });
        workspace.mediaId().addListener((_, _, _) -> aim = Optional.empty());
    }

    /// The open suggestions of the frame on the screen, best first, and then the places that labels were carried to.
    public List<Suggestion> open() {
        return workspace
                .shown()
                .get()
                .map(ShownFrame::frame)
                .map(f -> {
                    List<Suggestion> open = new ArrayList<>(workspace.labels().openOn(f));
                    open.addAll(workspace.labels().openPlacesOn(f));
                    return List.copyOf(open);
                })
                .orElse(List.of());
    }

    /// Whether there is an open suggestion in any video.
    public boolean isAnyWaiting() {
        return workspace.state().media().keySet().stream().anyMatch(this::isWaiting);
    }

    private boolean isWaiting(MediaId video) {
        return !workspace.state().labelsOf(video).layer().waitingOn().isEmpty();
    }

    /// Judges by key what is to be seen: while suggestions are hidden nothing is judged, and that is said.
    ///
    /// @param verdict what is done when they are shown
    public void ifSeen(Runnable verdict) {
        boolean labels = workspace.view().labelsHidden().get();
        if (labels || workspace.view().suggestionsHidden().get()) {
            workspace
                    .errors()
                    .show(Notice.info(TEXTS.get(labels ? "hidden.all" : "hidden"))
                            .with(new Notice.Action(TEXTS.get("hidden.show"), () -> {
                                workspace.view().labelsHidden().set(false);
                                workspace.view().suggestionsHidden().set(false);
                            })));
            return;
        }
        verdict.run();
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

    /// Selects the next open suggestion: on this frame, on the next frame that has some, in the next video that has
    /// some, or from the beginning again.
    public void next() {
        List<Suggestion> here = open();
        int now = indexOfSelected(here);
        if (now + 1 < here.size()) {
            select(here.get(now + 1).id());
            return;
        }
        int frame = workspace.shown().get().map(ShownFrame::frame).orElse(-1);
        List<Integer> frames = workspace.labels().framesWithOpenSuggestions();
        Optional<Integer> further = frames.stream().filter(f -> f > frame).findFirst();
        Optional<MediaId> other = further.isPresent() ? Optional.empty() : otherVideo(1);
        if (further.isPresent()) {
            go(further.get(), this::selectFirst);
        } else if (other.isPresent()) {
            go(other.get(), waitingIn(other.get()).getFirst(), this::selectFirst);
        } else if (!frames.isEmpty()) {
            go(frames.getFirst(), this::selectFirst);
        } else {
            workspace.errors().info(TEXTS.get("empty.video"));
        }
    }

    /// Selects the open suggestion before: on this frame, the last one on the frame before that has some, in the video
    /// before that has some, or from the end again.
    public void previous() {
        List<Suggestion> here = open();
        int now = indexOfSelected(here);
        if (now > 0) {
            select(here.get(now - 1).id());
            return;
        }
        int frame = workspace.shown().get().map(ShownFrame::frame).orElse(0);
        List<Integer> frames = workspace.labels().framesWithOpenSuggestions();
        Optional<Integer> before = frames.stream().filter(f -> f < frame).reduce((_, last) -> last);
        Optional<MediaId> other = before.isPresent() ? Optional.empty() : otherVideo(-1);
        if (before.isPresent()) {
            go(before.get(), this::selectLast);
        } else if (other.isPresent()) {
            go(other.get(), waitingIn(other.get()).getLast(), this::selectLast);
        } else if (!frames.isEmpty()) {
            go(frames.getLast(), this::selectLast);
        } else {
            workspace.errors().info(TEXTS.get("empty.video"));
        }
    }

    private List<Integer> waitingIn(MediaId video) {
        return workspace.state().labelsOf(video).framesWithOpenSuggestions();
    }

    /// The nearest other video that has open suggestions, going round.
    ///
    /// @param way 1 to go on, -1 to go back
    private Optional<MediaId> otherVideo(int way) {
        List<MediaId> videos =
                workspace.state().mediaInOrder().stream().map(Media::id).toList();
        int at = workspace.mediaId().get().map(videos::indexOf).orElse(-1);
        for (int i = 1; i < videos.size() && at >= 0; i++) {
            MediaId video = videos.get(Math.floorMod(at + way * i, videos.size()));
            if (isWaiting(video)) {
                return Optional.of(video);
            }
        }
        return Optional.empty();
    }

    /// Goes to the frame of a suggestion and selects it there.
    public void goTo(Suggestion s, Runnable then) {
        workspace.playing().set(false);
        go(s.media(), s.frame(), () -> {
            if (open().contains(s)) {
                select(s.id());
                then.run();
            }
        });
    }

    private void go(MediaId video, int frame, Runnable then) {
        workspace.open(video);
        go(frame, then);
    }

    private void go(int frame, Runnable then) {
        if (workspace.shown().get().filter(s -> s.frame() == frame).isPresent()) {
            workspace.goTo(frame);
            then.run();
            return;
        }
        aim = Optional.of(new Aim(frame, then));
        workspace.goTo(frame);
    }

    /// A frame that was asked for earlier may come first.
    private void arrived(int frame) {
        Optional<Aim> now = aim.filter(a -> a.frame() == frame);
        if (now.isPresent()) {
            aim = Optional.empty();
            now.get().then().run();
        }
    }

    private void selectFirst() {
        open().stream().findFirst().ifPresent(s -> select(s.id()));
    }

    private void selectLast() {
        List<Suggestion> here = open();
        if (!here.isEmpty()) {
            select(here.getLast().id());
        }
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
