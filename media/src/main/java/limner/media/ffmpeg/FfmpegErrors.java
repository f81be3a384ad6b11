package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// FFmpeg's error numbers in words.
final class FfmpegErrors {
    private FfmpegErrors() {}

    static String words(int code) {
        if (code == AVERROR_INVALIDDATA()) {
            return "the content is not valid";
        }
        if (code == AVERROR_EOF()) {
            return "it ends before its first picture";
        }
        byte[] text = new byte[128];
        av_strerror(code, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    }
}
