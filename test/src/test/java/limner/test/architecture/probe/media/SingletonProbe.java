package limner.test.architecture.probe.media;

/// One for all.
record SingletonProbe() {
    static SingletonProbe getInstance() {
        return new SingletonProbe();
    }
}
