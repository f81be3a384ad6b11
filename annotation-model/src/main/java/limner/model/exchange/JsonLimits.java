package limner.model.exchange;

import tools.jackson.core.StreamReadConstraints;

/// What JSON that may come from anywhere may ask of its reader.
public final class JsonLimits {

    private JsonLimits() {}

    /// No format nests deeper than this, and none has longer names.
    public static StreamReadConstraints ofStrangers() {
        return StreamReadConstraints.builder()
                .maxNestingDepth(64)
                .maxNameLength(1_000)
                .build();
    }
}
