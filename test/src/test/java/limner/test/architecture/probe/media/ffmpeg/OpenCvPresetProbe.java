package limner.test.architecture.probe.media.ffmpeg;

import org.bytedeco.opencv.opencv_java;

/// Loads OpenCV where pictures are decoded.
record OpenCvPresetProbe(Class<opencv_java> preset) {}
