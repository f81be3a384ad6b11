package limner.test.architecture.probe.media;

import org.bytedeco.javacpp.Pointer;

/// Holds a native pointer outside the one package.
record BytedecoProbe(Pointer pointer) {}
