package limner.app.usecase;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// What the whole road came to.
///
/// @param folder where everything lies
/// @param steps what was done, in order
/// @param problems what did not hold, a sentence each; empty when all of it held
public record DemoReport(Path folder, List<Step> steps, List<String> problems) {

    public DemoReport {
        Objects.requireNonNull(folder, "folder");
        steps = List.copyOf(steps);
        problems = List.copyOf(problems);
    }

    public boolean held() {
        return problems.isEmpty();
    }

    /// One stretch of the road.
    ///
    /// @param what was done
    /// @param count what came of it, in words
    /// @param nanos how long it took
    /// @param where the file or folder it is in, or empty
    public record Step(String what, String count, long nanos, String where) {}
}
