package limner.model.command;

import java.util.List;
import java.util.Optional;
import org.pcollections.ConsPStack;
import org.pcollections.PStack;

/// What can be undone and redone. A value read off the log, so it survives a restart and never forgets.
///
/// @param done changes that can be undone, the newest first
/// @param undone changes that can be redone, the last undone first
public record History(PStack<Step> done, PStack<Step> undone) {

    /// One user action in the history.
    ///
    /// @param change its number in the log
    /// @param title what people read
    public record Step(long change, String title) {}

    /// What a change did to the history.
    public enum Kind {
        /// A new action: it can be undone, and what was undone before can no longer be redone.
        EDIT,
        /// A fact that undo does not touch.
        FACT,
        UNDO,
        REDO
    }

    public static History empty() {
        return new History(ConsPStack.empty(), ConsPStack.empty());
    }

    /// The history after a change; for undo and redo the step is the one that was undone or redone.
    public History after(Kind kind, Step step) {
        return switch (kind) {
            case EDIT -> new History(done.plus(step), ConsPStack.empty());
            case FACT -> this;
            case UNDO -> new History(done.minus(0), undone.plus(done.get(0)));
            case REDO -> new History(done.plus(undone.get(0)), undone.minus(0));
        };
    }

    public Optional<Step> nextUndo() {
        return done.stream().findFirst();
    }

    public Optional<Step> nextRedo() {
        return undone.stream().findFirst();
    }

    /// The newest steps, newest first, at most `count`.
    public List<Step> recent(int count) {
        return done.stream().limit(count).toList();
    }
}
