package limner.test.architecture.probe.app.usecase;

/// Makes a thread of its own.
final class ThreadProbe {
    private ThreadProbe() {}

    static Thread start(Runnable work) {
        return Thread.ofVirtual().start(work);
    }
}
