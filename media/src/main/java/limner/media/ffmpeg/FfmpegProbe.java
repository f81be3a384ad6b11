package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_profile_name;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_color_range_name;
import static org.bytedeco.ffmpeg.global.avutil.av_color_space_name;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt_name;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import limner.media.source.AudioStream;
import limner.media.source.MediaException;
import limner.media.source.MediaFile;
import limner.media.source.MediaInfo;
import limner.media.source.Rational;
import limner.media.source.VideoStream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.jspecify.annotations.Nullable;

/// Chooses the video stream and puts into words what the container says about it.
final class FfmpegProbe {
    private static final String UNKNOWN = "unknown";

    /// A file may be made of thousands of streams.
    private static final int MOST_LISTED = 64;

    private static final int LONGEST_TAG = 80;

    private FfmpegProbe() {}

    /// The stream with this number.
    ///
    /// @throws MediaException.NoSuchStream when it holds no video
    static int demandStream(AVFormatContext format, int number, MediaFile file) {
        List<Integer> there = new ArrayList<>();
        for (int i = 0; i < format.nb_streams(); i++) {
            if (format.streams(i).codecpar().codec_type() == AVMEDIA_TYPE_VIDEO) {
                if (i == number) {
                    return i;
                }
                there.add(i);
            }
        }
        if (there.isEmpty()) {
            throw new MediaException.NoVideo(file.path(), text(format.iformat().name()));
        }
        throw new MediaException.NoSuchStream(
                file.path(), number, there.subList(0, Math.min(there.size(), MOST_LISTED)));
    }

    /// The stream flagged as default, else the one FFmpeg thinks best; a cover picture only when there is nothing else.
    static int chooseStream(AVFormatContext format, MediaFile file) {
        int best = av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
        if (best >= 0 && isWanted(format.streams(best), AV_DISPOSITION_DEFAULT)) {
            return best;
        }
        int firstFlagged = -1;
        int firstMoving = -1;
        int firstAny = -1;
        for (int i = format.nb_streams() - 1; i >= 0; i--) {
            AVStream stream = format.streams(i);
            if (stream.codecpar().codec_type() != AVMEDIA_TYPE_VIDEO) {
                continue;
            }
            firstAny = i;
            firstMoving = isWanted(stream, 0) ? i : firstMoving;
            firstFlagged = isWanted(stream, AV_DISPOSITION_DEFAULT) ? i : firstFlagged;
        }
        if (firstFlagged >= 0) {
            return firstFlagged;
        }
        if (best >= 0 && isWanted(format.streams(best), 0)) {
            return best;
        }
        if (firstMoving >= 0) {
            return firstMoving;
        }
        if (firstAny < 0) {
            throw new MediaException.NoVideo(file.path(), text(format.iformat().name()));
        }
        return best >= 0 ? best : firstAny;
    }

    private static boolean isWanted(AVStream stream, int flag) {
        int disposition = stream.disposition();
        return (disposition & AV_DISPOSITION_ATTACHED_PIC) == 0
                && (disposition & flag) == flag
                && avcodec_find_decoder(stream.codecpar().codec_id()) != null;
    }

    /// What there is to tell of stream `wanted`, or of the usual one.
    static MediaInfo describe(AVFormatContext format, OptionalInt wanted, MediaFile file) {
        int usual = chooseStream(format, file);
        return describe(format, wanted.isPresent() ? demandStream(format, wanted.getAsInt(), file) : usual, usual);
    }

    private static MediaInfo describe(AVFormatContext format, int number, int usual) {
        AVStream stream = format.streams(number);
        AVCodecParameters codec = stream.codecpar();
        List<VideoStream> others = new ArrayList<>();
        List<AudioStream> sounds = new ArrayList<>();
        for (int i = 0; i < format.nb_streams(); i++) {
            int type = format.streams(i).codecpar().codec_type();
            if (type == AVMEDIA_TYPE_AUDIO && sounds.size() < MOST_LISTED) {
                sounds.add(sound(format.streams(i), i));
            }
            if (type == AVMEDIA_TYPE_VIDEO && i != number && others.size() < MOST_LISTED) {
                others.add(video(format.streams(i), i));
            }
        }
        AVPixFmtDescriptor pixels = av_pix_fmt_desc_get(codec.format());
        Rational average = rational(stream.avg_frame_rate());
        Turn turn = turn(codec);
        return new MediaInfo(
                text(format.iformat().name()),
                number,
                usual,
                (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0,
                others,
                text(avcodec_get_name(codec.codec_id())),
                orEmpty(avcodec_profile_name(codec.codec_id(), codec.profile())),
                text(av_get_pix_fmt_name(codec.format())),
                codec.width(),
                codec.height(),
                rational(av_guess_sample_aspect_ratio(format, stream, null)),
                turn.degrees(),
                turn.mirrored(),
                rational(stream.time_base()),
                average.isStated() ? average : rational(stream.r_frame_rate()),
                sounds,
                stream.nb_frames() > 0 ? OptionalLong.of(stream.nb_frames()) : OptionalLong.empty(),
                seconds(format, stream),
                fieldOrder(codec.field_order()),
                pixels == null ? 0 : pixels.comp(0).depth(),
                text(av_color_space_name(codec.color_space())),
                text(av_color_range_name(codec.color_range())));
    }

    private static VideoStream video(AVStream stream, int number) {
        AVCodecParameters codec = stream.codecpar();
        return new VideoStream(
                number,
                text(avcodec_get_name(codec.codec_id())),
                codec.width(),
                codec.height(),
                (stream.disposition() & AV_DISPOSITION_DEFAULT) != 0,
                (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0,
                tag(stream, "title"));
    }

    /// The stream of sound with this number.
    ///
    /// @throws MediaException.NoSound when it is none
    static AudioStream demandSound(AVFormatContext format, int number, MediaFile file) {
        boolean there = number >= 0
                && number < format.nb_streams()
                && format.streams(number).codecpar().codec_type() == AVMEDIA_TYPE_AUDIO;
        if (!there) {
            throw new MediaException.NoSound(file.path(), "stream " + number + " holds none");
        }
        return sound(format.streams(number), number);
    }

    private static AudioStream sound(AVStream stream, int number) {
        AVCodecParameters codec = stream.codecpar();
        String title = tag(stream, "title");
        return new AudioStream(
                number,
                text(avcodec_get_name(codec.codec_id())),
                codec.ch_layout().nb_channels(),
                codec.sample_rate(),
                (stream.disposition() & AV_DISPOSITION_DEFAULT) != 0,
                title.isEmpty() ? tag(stream, "language") : title);
    }

    /// What the file says of a stream under `key`, in one short line.
    private static String tag(AVStream stream, String key) {
        AVDictionaryEntry entry = av_dict_get(stream.metadata(), key, null, 0);
        String value = entry == null || entry.isNull() ? "" : orEmpty(entry.value());
        String line = value.replaceAll("\\p{Cntrl}", " ").strip();
        return line.length() > LONGEST_TAG ? line.substring(0, LONGEST_TAG) : line;
    }

    private static double seconds(AVFormatContext format, AVStream stream) {
        if (stream.duration() != AV_NOPTS_VALUE && stream.duration() > 0) {
            return stream.duration() * rational(stream.time_base()).value();
        }
        return format.duration() == AV_NOPTS_VALUE ? 0 : Math.max(0, format.duration() / 1e6);
    }

    /// How the container wants a picture turned: mirrored left to right or not, then clockwise.
    private record Turn(boolean mirrored, double degrees) {
        static final Turn NONE = new Turn(false, 0);
    }

    /// The display matrix, nine numbers in rows of three, takes the place (x, y) of the coded picture to
    /// (x × m0 + y × m3 + m6, x × m1 + y × m4 + m7), y pointing down (ISO/IEC 14496-12, section 6.2.2).
    private static Turn turn(AVCodecParameters codec) {
        AVPacketSideData side =
                av_packet_side_data_get(codec.coded_side_data(), codec.nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
        if (side == null || side.isNull() || side.size() < 36) {
            return Turn.NONE;
        }
        IntPointer m = new IntPointer(side.data());
        double area = (double) m.get(0) * m.get(4) - (double) m.get(1) * m.get(3);
        if (area == 0) {
            return Turn.NONE;
        }
        boolean mirrored = area < 0;
        double sign = mirrored ? -1 : 1;
        double clockwise = Math.toDegrees(Math.atan2(sign * m.get(1), sign * m.get(0)));
        return new Turn(mirrored, Math.round((clockwise + 360) * 100) / 100.0 % 360);
    }

    /// FFmpeg's AVFieldOrder: coded order, then displayed order, t for top and b for bottom.
    private static String fieldOrder(int order) {
        return switch (order) {
            case 1 -> "progressive";
            case 2 -> "tt";
            case 3 -> "bb";
            case 4 -> "tb";
            case 5 -> "bt";
            default -> UNKNOWN;
        };
    }

    static Rational rational(@Nullable AVRational value) {
        return value == null || value.den() == 0 ? Rational.NONE : new Rational(value.num(), value.den());
    }

    private static String orEmpty(@Nullable BytePointer pointer) {
        return pointer == null || pointer.isNull() ? "" : pointer.getString(StandardCharsets.UTF_8);
    }

    static String text(@Nullable BytePointer pointer) {
        return pointer == null || pointer.isNull() ? UNKNOWN : pointer.getString();
    }
}
