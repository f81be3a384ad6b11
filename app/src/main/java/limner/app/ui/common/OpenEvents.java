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
import limner.model.label.EventDetails;
import limner.model.label.IntervalEvent;
import limner.model.media.FrameRange;
import limner.model.project.MediaLabels;
import limner.model.session.Outcome;

/// Events that were begun and not closed yet, at most one of each class and subject. An event is stored when it is
/// begun, on its
/// first frame alone, and gets its other end when it is closed: what is open when the program ends is not lost.
/// JavaFX thread only.
public final class OpenEvents {

    private static final Texts TEXTS = Texts.beside(OpenEvents.class);

    private final Workspace workspace;
    private final ObservableMap<Key, Open> open = FXCollections.observableMap(new LinkedHashMap<>());
    private final Set<IntervalId> stored = new HashSet<>();

    OpenEvents(Workspace workspace) {
        this.workspace = workspace;
    }

    private record Open(MediaId media, IntervalId id, int frame) {}

    /// What can be open once.
    private record Key(ClassId classId, Optional<ClassId> subject) {}

    private Key now(ClassId classId) {
        return new Key(classId, workspace.subject().get());
    }

    public boolean isEmpty() {
        return open.isEmpty();
    }

    /// Whether an event of this class is open for the subject that is coded now.
    public boolean contains(ClassId classId) {
        return open.containsKey(now(classId));
    }

    /// The frame on which the open event of a class was begun: of the subject that is coded now, else of another one.
    public OptionalInt since(ClassId classId) {
        return Optional.ofNullable(open.get(now(classId)))
                .or(() -> open.entrySet().stream()
                        .filter(e -> e.getKey().classId().equals(classId))
                        .map(Map.Entry::getValue)
                        .findFirst())
                .map(o -> OptionalInt.of(o.frame()))
                .orElse(OptionalInt.empty());
    }

    /// The stored event of a class that is open for the subject that is coded now.
    public Optional<IntervalId> event(ClassId classId) {
        return Optional.ofNullable(open.get(now(classId))).map(Open::id);
    }

    /// Whether this stored event is open.
    public boolean isOpen(IntervalId id) {
        return open.values().stream().anyMatch(o -> o.id().equals(id));
    }

    /// Is told whenever an event was begun, closed or dropped.
    public void addListener(InvalidationListener listener) {
        open.addListener(listener);
    }

    /// Begins an event of this class on this frame of the current video, for the subject that is coded now, or closes
    /// the one that is open. Both frames belong to it, whichever way time ran between.
    public void press(ClassId classId, int frame) {
        Key key = now(classId);
        Open was = open.remove(key);
        if (was == null) {
            workspace.mediaId().get().ifPresent(m -> begin(m, key, frame));
        } else {
            // Refused, it stays open: the next press closes it then.
            close(was, frame, () -> open.putIfAbsent(key, was));
        }
    }

    /// What the new one excludes ends on the frame before, or on its own only frame.
    private void closeExcluded(Key key, int frame) {
        for (Map.Entry<Key, Open> each : List.copyOf(open.entrySet())) {
            Key other = each.getKey();
            if (other.subject().equals(key.subject()) && workspace.ontology().exclude(other.classId(), key.classId())) {
                Open was = each.getValue();
                open.remove(other);
                close(
                        was,
                        frame > was.frame() ? frame - 1 : frame < was.frame() ? frame + 1 : frame,
                        () -> open.putIfAbsent(other, was));
            }
        }
    }

    private void begin(MediaId media, Key key, int frame) {
        closeExcluded(key, frame);
        workspace.begun().set(Optional.empty());
        Open next = new Open(media, IntervalId.random(), frame);
        open.put(key, next);
        workspace
                .edit(new Command.AddInterval(
                        media,
                        next.id(),
                        key.classId(),
                        FrameRange.of(frame),
                        EventDetails.of(key.subject().orElse(null))))
                .whenComplete((outcome, _) -> {
                    if (outcome instanceof Outcome.Done) {
                        workspace.begun().set(Optional.of(next.id()));
                    } else {
                        open.remove(key, next);
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
        Optional<Key> newest = open.keySet().stream().reduce((_, next) -> next);
        newest.ifPresent(c -> Optional.ofNullable(open.remove(c)).ifPresent(was -> {
            stored.remove(was.id());
            workspace.edit(new Command.RemoveInterval(was.media(), was.id())).whenComplete((outcome, _) -> {
                if (outcome instanceof Outcome.Done) {
                    workspace
                            .errors()
                            .info(TEXTS.get("eventDropped", workspace.ontology().nameOf(c.classId()), was.frame()));
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
        for (Map.Entry<Key, Open> each : List.copyOf(open.entrySet())) {
            IntervalId id = each.getValue().id();
            if (now.intervals().containsKey(id)) {
                stored.add(id);
            } else if (stored.remove(id)) {
                open.remove(each.getKey());
            }
        }
    }
}
