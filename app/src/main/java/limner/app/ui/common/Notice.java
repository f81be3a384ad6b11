package limner.app.ui.common;

import java.util.List;

/// A sentence to the user that does not interrupt: what happened, what is safe, what can be done.
///
/// @param code identifies a fault of the program towards its makers; empty for everything that can be expected
/// @param actions what can be done about it, each a button
public record Notice(Kind kind, String sentence, String code, List<Action> actions) {

    public Notice {
        actions = List.copyOf(actions);
    }

    public static Notice info(String sentence) {
        return new Notice(Kind.INFO, sentence, "", List.of());
    }

    public static Notice problem(String sentence) {
        return new Notice(Kind.PROBLEM, sentence, "", List.of());
    }

    public Notice with(Action action) {
        return new Notice(
                kind,
                sentence,
                code,
                java.util.stream.Stream.concat(actions.stream(), java.util.stream.Stream.of(action))
                        .toList());
    }

    /// How long it stays.
    public enum Kind {
        /// Goes by itself.
        INFO,
        /// Stays until it is put away.
        PROBLEM
    }

    /// A button.
    public record Action(String name, Runnable run) {}
}
