package limner.test.architecture.probe.model;

import limner.test.architecture.probe.media.AwtProbe;

/// The model that knows the media: no.
record UpwardProbe(AwtProbe media) {}
