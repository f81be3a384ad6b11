package limner.app.task;

import java.util.concurrent.CancellationException;

/// The side of a task that the work sees: says how far it is, and is told when nobody wants it any more. Any thread.
public interface Progress {

    /// The fraction of work whose end cannot be foreseen.
    double UNKNOWN = Double.NaN;

    /// Says how far the work is.
    ///
    /// @param fraction 0 to 1, or [#UNKNOWN]
    /// @param message what is being done now, a few words
    void report(double fraction, String message);

    /// Whether somebody asked to stop.
    boolean cancelled();

    /// Runs the action as soon as somebody asks to stop, at once if that has happened; for work that waits where it
    /// cannot look.
    void onCancel(Runnable action);

    /// Ends the work when somebody asked to stop.
    ///
    /// @throws CancellationException then
    default void check() {
        if (cancelled()) {
            throw new CancellationException("The work was cancelled.");
        }
    }

    /// A progress whose 0 to 1 is this one's `from` to `to`.
    default Progress part(double from, double to) {
        Progress whole = this;
        return new Progress() {
            @Override
            public void report(double fraction, String message) {
                double here = Double.isNaN(fraction) ? from : from + (to - from) * Math.clamp(fraction, 0.0, 1.0);
                whole.report(here, message);
            }

            @Override
            public boolean cancelled() {
                return whole.cancelled();
            }

            @Override
            public void onCancel(Runnable action) {
                whole.onCancel(action);
            }
        };
    }

    /// A progress nobody looks at and nobody cancels.
    static Progress none() {
        return new Progress() {
            @Override
            public void report(double fraction, String message) {
                // Nobody looks.
            }

            @Override
            public boolean cancelled() {
                return false;
            }

            @Override
            public void onCancel(Runnable action) {
                // It never happens.
            }
        };
    }
}
