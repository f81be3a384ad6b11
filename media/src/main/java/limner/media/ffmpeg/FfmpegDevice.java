package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_HW_CONFIG_METHOD_HW_DEVICE_CTX;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_hw_config;
import static org.bytedeco.ffmpeg.global.avutil.AV_HWDEVICE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_HWACCEL;
import static org.bytedeco.ffmpeg.global.avutil.av_buffer_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_buffer_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_copy_props;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_hwdevice_ctx_create;
import static org.bytedeco.ffmpeg.global.avutil.av_hwdevice_find_type_by_name;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_transfer_data;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import limner.media.source.MediaException;
import limner.media.source.MediaFile;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecHWConfig;
import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/// A device of the machine that a decoder uses, and the way of its pictures into the system's memory. One thread.
final class FfmpegDevice {
    private final MediaFile file;
    private final String name;

    FfmpegDevice(MediaFile file, String name) {
        this.file = file;
        this.name = name;
    }

    /// Has `context`, which is not open yet, decode by the device. FFmpeg then prefers it by itself.
    ///
    /// @throws MediaException.NoDevice when there is none, or it has no way to decode by `codec`
    void attach(AVCodecContext context, AVCodec codec) {
        int type = av_hwdevice_find_type_by_name(name);
        if (type == AV_HWDEVICE_TYPE_NONE) {
            throw refused("FFmpeg does not know it here");
        }
        if (!canUse(codec, type)) {
            throw refused("it is not made for codec " + FfmpegProbe.text(codec.name()));
        }
        // What FFmpeg says about a device that is not there is no complaint about the file.
        FfmpegLog.deaf();
        try (PointerPointer<AVBufferRef> holder = new PointerPointer<>(1)) {
            int code = av_hwdevice_ctx_create(holder, type, (BytePointer) null, (AVDictionary) null, 0);
            if (code < 0) {
                throw refused("no device could be opened, " + FfmpegErrors.words(code));
            }
            AVBufferRef device = new AVBufferRef(holder.get(0));
            context.hw_device_ctx(av_buffer_ref(device));
            av_buffer_unref(device);
        }
    }

    private static boolean canUse(AVCodec codec, int type) {
        int i = 0;
        AVCodecHWConfig config = avcodec_get_hw_config(codec, i++);
        while (config != null && !config.isNull()) {
            if (config.device_type() == type && (config.methods() & AV_CODEC_HW_CONFIG_METHOD_HW_DEVICE_CTX) != 0) {
                return true;
            }
            config = avcodec_get_hw_config(codec, i++);
        }
        return false;
    }

    /// Puts the picture in `frame` into the system's memory, in the format that software decodes to.
    ///
    /// @throws MediaException.NoDevice when it cannot be brought there, or the device was not used for it
    void download(AVFrame frame, int format) {
        if ((av_pix_fmt_desc_get(frame.format()).flags() & AV_PIX_FMT_FLAG_HWACCEL) == 0) {
            throw refused("it left this video to software");
        }
        AVFrame here = av_frame_alloc();
        try {
            int code = av_hwframe_transfer_data(here, frame, 0);
            if (code >= 0) {
                code = av_frame_copy_props(here, frame);
            }
            if (code < 0) {
                throw refused("its pictures cannot be read back, " + FfmpegErrors.words(code));
            }
            if (here.format() != format && !SemiPlanar.split(here, format)) {
                throw refused("its pictures have another format than those of software");
            }
            av_frame_unref(frame);
            av_frame_move_ref(frame, here);
        } finally {
            av_frame_free(here);
        }
    }

    private MediaException refused(String why) {
        return new MediaException.NoDevice(file.path(), name, why);
    }
}
