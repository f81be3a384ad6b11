package limner.app.ui.common;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javafx.beans.InvalidationListener;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;
import limner.model.command.Command;
import limner.model.id.ClassId;
import limner.model.id.IntervalId;
import limner.model.id.MediaId;
import limner.model.label.IntervalEvent;
import limner.model.media.FrameRange;
import limner.model.project.MediaLabels;
import limner.model.session.Outcome;

/// Events that were begun and not closed yet, at most one of each class. An event is stored when it is begun, on its
/// first frame alone, and gets its other end when it is closed: what is open when the program ends is not lost.
/// JavaFX thread only.
public final class OpenEvents {

    private static final Texts TEXTS = Texts.beside(OpenEvents.class);

    private final Workspace workspace;
    private final ObservableMap<ClassId, Open> open = FXCollections.observableMap(new LinkedHashMap<>());
    private final Set<IntervalId> stored = new HashSet<>();

    OpenEvents(Workspace workspace) {
        this.workspace = workspace;
    }

    private record Open(MediaId media, IntervalId id, int frame) {}

    public boolean isEmpty() {
        return open.isEmpty();
    }

    public boolean contains(ClassId classId) {
        return open.containsKey(classId);
    }

    /// The frame on which the open event of a class was begun.
    public OptionalInt since(ClassId classId) {
        Open of = open.get(classId);
        return of == null ? OptionalInt.empty() : OptionalInt.of(of.frame());
    }

    /// The stored event of a class that is open.
    public Optional<IntervalId> event(ClassId classId) {
        return Optional.ofNullable(open.get(classId)).map(Open::id);
    }

    /// Is told whenever an event was begun, closed or dropped.
    public void addListener(InvalidationListener listener) {
        open.addListener(listener);
    }

    /// Begins an event of this class on this frame of the current video, or closes the one that is open. Both frames
    /// belong to it, whichever way time ran between.
    public void press(ClassId classId, int frame) {
        Open was = open.remove(classId);
        if (was == null) {
            workspace.mediaId().get().ifPresent(m -> begin(m, classId, frame));
        } else {
            // Refused, it stays open: the next press closes it then.
            close(was, frame, () -> open.putIfAbsent(classId, was));
        }
    }

    private void begin(MediaId media, ClassId classId, int frame) {
        Open next = new Open(media, IntervalId.random(), frame);
        open.put(classId, next);
        workspace
                .edit(new Command.AddInterval(media, next.id(), classId, FrameRange.of(frame)))
                .whenComplete((outcome, _) -> {
                    if (!(outcome instanceof Outcome.Done)) {
                        open.remove(classId, next);
                    }
                });
    }

    private void close(Open was, int frame, Runnable refused) {
        stored.remove(was.id());
        Optional<FrameRange> now = Optional.ofNullable(
                        workspace.state().labelsOf(was.media()).intervals().get(was.id()))
                .map(IntervalEvent::range);
        // Its only frame may have been moved since.
        int begun = now.filter(r -> r.length() == 1).map(FrameRange::first).orElse(was.frame());
        FrameRange range = new FrameRange(Math.min(begun, frame), Math.max(begun, frame));
        if (!range.equals(now.orElse(FrameRange.of(was.frame())))) {
            workspace
                    .edit(new Command.MoveInterval(was.media(), was.id(), range))
                    .whenComplete((outcome, _) -> {
                        if (!(outcome instanceof Outcome.Done)) {
                            refused.run();
                        }
                    });
        }
        if (!workspace.playing().get() && now.isPresent()) {
            workspace.selection().set(new Selection.OfInterval(was.id()));
        }
    }

    /// Takes the event away that was begun last, and says so.
    ///
    /// @return whether one was open
    public boolean drop() {
        Optional<ClassId> newest = open.keySet().stream().reduce((_, next) -> next);
        newest.ifPresent(c -> Optional.ofNullable(open.remove(c)).ifPresent(was -> {
            stored.remove(was.id());
            workspace.edit(new Command.RemoveInterval(was.media(), was.id())).whenComplete((outcome, _) -> {
                if (outcome instanceof Outcome.Done) {
                    workspace
                            .errors()
                            .info(TEXTS.get("eventDropped", workspace.ontology().nameOf(c), was.frame()));
                } else {
                    open.putIfAbsent(c, was);
                }
            });
        }));
        return newest.isPresent();
    }

    /// Closes all of them, on the frame that is on the screen.
    public void closeAll() {
        List<Open> all = List.copyOf(open.values());
        open.clear();
        workspace.shown().get().ifPresent(s -> all.forEach(o -> close(o, s.frame(), () -> {})));
        stored.clear();
    }

    /// Follows the store: an event that was taken back or removed there is no longer open.
    void follow(MediaLabels now) {
        for (Map.Entry<ClassId, Open> each : List.copyOf(open.entrySet())) {
            IntervalId id = each.getValue().id();
            if (now.intervals().containsKey(id)) {
                stored.add(id);
            } else if (stored.remove(id)) {
                open.remove(each.getKey());
            }
        }
    }
}
