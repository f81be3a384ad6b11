package limner.test.architecture.probe.model.store;

/// Stands for the store.
public interface ProjectStore {
    /// Stands for the writing method.
    void append(String change);
}
