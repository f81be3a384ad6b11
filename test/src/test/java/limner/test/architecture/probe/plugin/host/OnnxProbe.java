package limner.test.architecture.probe.plugin.host;

import ai.onnxruntime.OrtSession;

/// Holds a session outside the one package.
record OnnxProbe(OrtSession session) {}
