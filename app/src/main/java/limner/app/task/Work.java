package limner.app.task;

/// What a task does, on a thread of the runner.
@FunctionalInterface
public interface Work<T> {

    /// Does it. Looks at [Progress#check()] between steps.
    T run(Progress progress) throws Exception;
}
