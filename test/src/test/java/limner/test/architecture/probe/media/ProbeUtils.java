package limner.test.architecture.probe.media;

/// A drawer for oddments.
final class ProbeUtils {
    private ProbeUtils() {}
}
