package limner.test.architecture.probe.plugin.opencv;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/// Decodes where pixels are to be handed over.
record FfmpegProbe(AVFrame frame) {}
