package limner.test.architecture.probe.app.ui.canvas;

/// A feature that another one must not know.
public record CanvasProbe() {}
