package limner.test.architecture.probe.media;

import java.util.HashMap;

/// State for everybody.
final class StaticProbe {
    static final HashMap<String, String> SEEN = new HashMap<>();

    private StaticProbe() {}
}
