package limner.test.architecture.probe.plugin.api;

import org.slf4j.Logger;

/// A promise that needs a library.
record SdkProbe(Logger logger) {}
