package limner.test.architecture.probe.model;

/// State that changes.
final class MutableProbe {
    private int count;

    int next() {
        count++;
        return count;
    }
}
