package limner.test.architecture.probe.app.ui.timeline;

import limner.test.architecture.probe.app.ui.canvas.CanvasProbe;

/// A feature that knows another.
record FeatureProbe(CanvasProbe canvas) {}
