package limner.test.architecture.probe.media.ffmpeg;

import org.opencv.core.Mat;

/// Looks at pictures where they are decoded.
record OpenCvProbe(Mat mat) {}
