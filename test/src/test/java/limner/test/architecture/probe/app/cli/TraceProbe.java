package limner.test.architecture.probe.app.cli;

/// Shows a stack trace to people.
final class TraceProbe {
    private TraceProbe() {}

    static void show(RuntimeException failure) {
        failure.printStackTrace();
    }
}
