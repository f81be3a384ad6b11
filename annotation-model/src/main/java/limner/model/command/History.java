package limner.model.command;

import java.util.ArrayList;
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

    /// The history after a change.
    ///
    /// @param target for undo and redo the number of the change that was undone or redone; any that is there, since
    /// what
    /// is taken back need not be the newest
    /// @throws IndexOutOfBoundsException when there is no such change to undo or redo
    public History after(Kind kind, long target, Step step) {
        return switch (kind) {
            case EDIT -> new History(done.plus(step), ConsPStack.empty());
            case FACT -> this;
            case UNDO -> new History(without(done, target), undone.plus(find(done, target)));
            case REDO -> new History(done.plus(find(undone, target)), without(undone, target));
        };
    }

    private static Step find(PStack<Step> steps, long change) {
        return steps.stream()
                .filter(s -> s.change() == change)
                .findFirst()
                .orElseThrow(() -> new IndexOutOfBoundsException("there is no change " + change));
    }

    /// What lies above is taken off and put back: the stack's own way goes down by calling itself, and a history may be
    /// long.
    private static PStack<Step> without(PStack<Step> steps, long change) {
        List<Step> above = new ArrayList<>();
        PStack<Step> rest = steps;
        while (rest.get(0).change() != change) {
            above.add(rest.get(0));
            rest = rest.minus(0);
        }
        rest = rest.minus(0);
        for (Step step : above.reversed()) {
            rest = rest.plus(step);
        }
        return rest;
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
