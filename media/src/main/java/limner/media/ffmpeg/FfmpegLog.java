package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.setLogCallback;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/// The first few distinct complaints of FFmpeg about one file. Any thread.
///
/// FFmpeg has one log for the whole process, and says neither for which file nor, usefully, from where. So a thread
/// says for whom it works by [#listen()], and what is logged on it goes there. Complaints on threads that FFmpeg made
/// itself are dropped, most of them before they cross into Java ([FfmpegDecoder] sees to that): a damaged file is
/// decoded by one thread, which is ours, so nothing that matters is lost.
final class FfmpegLog {
    private static final int MOST_LINES = 6;
    private static final int LONGEST_LINE = 160;

    /// Added to the level of messages of a decoder that has threads of its own: beyond every level that is let through.
    static final int UNHEARD = 128;

    /// `[h264 @ 0x7f12]`: where a message comes from. The address differs from run to run.
    private static final Pattern ORIGIN = Pattern.compile("^(?:\\[([^\\]@]+) @ [^\\]]*\\] *)+");

    private static final Pattern NUMBER = Pattern.compile("0x[0-9a-fA-F]+|-?\\d+");

    /// FFmpeg keeps its address, so it must never be collected.
    private static final Callback CALLBACK = new Callback();

    private final Map<String, Line> lines = new LinkedHashMap<>();

    FfmpegLog() {
        Started.once();
    }

    /// From now on what FFmpeg logs on this thread is about this file.
    void listen() {
        CALLBACK.listening.set(this);
    }

    /// From now on what FFmpeg logs on this thread is about nothing.
    static void deaf() {
        CALLBACK.listening.remove();
    }

    /// The first distinct complaints, with how often each was heard.
    synchronized List<String> lines() {
        List<String> all = new ArrayList<>();
        lines.values()
                .forEach(line -> all.add(line.count == 1 ? line.text : line.text + " (" + line.count + " times)"));
        return all;
    }

    /// Lines that differ in numbers only are the same complaint.
    synchronized void hear(String message) {
        String text = ORIGIN.matcher(message)
                .replaceFirst("$1: ")
                .replaceAll("\\p{Cntrl}", " ")
                .strip();
        if (text.isEmpty()) {
            return;
        }
        text = text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) : text;
        String kind = NUMBER.matcher(text).replaceAll("#");
        @Nullable Line known = lines.get(kind);
        if (known != null) {
            known.count++;
        } else if (lines.size() < MOST_LINES) {
            lines.put(kind, new Line(text));
        }
    }

    private static final class Line {
        private final String text;
        private int count = 1;

        Line(String text) {
            this.text = text;
        }
    }

    /// Sets the callback once in a process, when its class is loaded.
    private static final class Started {
        static {
            av_log_set_level(AV_LOG_ERROR);
            setLogCallback(CALLBACK);
        }

        private Started() {}

        static void once() {
            // Loading the class did it.
        }
    }

    /// Called by FFmpeg on whatever thread has something to say. Nothing may be thrown into native code.
    private static final class Callback extends LogCallback {
        /// For whom a thread works. A thread-local because the callback has no other way to know.
        private final ThreadLocal<@Nullable FfmpegLog> listening = new ThreadLocal<>();

        @Override
        public void call(int level, @Nullable BytePointer message) {
            FfmpegLog listener = listening.get();
            if (listener == null || message == null || message.isNull()) {
                return;
            }
            try {
                listener.hear(message.getString(StandardCharsets.UTF_8));
            } catch (RuntimeException e) {
                // A message that cannot be read is not worth a crash.
                deaf();
            }
        }
    }
}
