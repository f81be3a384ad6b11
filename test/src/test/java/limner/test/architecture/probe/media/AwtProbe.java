package limner.test.architecture.probe.media;

import java.awt.Rectangle;

/// AWT in the media.
public record AwtProbe(Rectangle rectangle) {}
