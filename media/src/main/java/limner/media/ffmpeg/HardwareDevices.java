package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_HWDEVICE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.av_hwdevice_get_type_name;
import static org.bytedeco.ffmpeg.global.avutil.av_hwdevice_iterate_types;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import limner.media.decode.Accelerator;
import limner.media.decode.PictureReader;
import limner.media.decode.PictureReaders;
import limner.media.source.MediaFile;

/// The kinds of devices that this build of FFmpeg can decode by and whose pictures can be brought into the system's
/// memory. Whether the machine has one shows when it is opened.
public final class HardwareDevices {
    private static final Set<String> USABLE = Set.of("vaapi", "cuda", "videotoolbox", "d3d11va");

    private HardwareDevices() {}

    /// All that this build lists, in its order.
    public static List<Accelerator> all() {
        List<Accelerator> found = new ArrayList<>();
        int type = av_hwdevice_iterate_types(AV_HWDEVICE_TYPE_NONE);
        while (type != AV_HWDEVICE_TYPE_NONE) {
            String name = FfmpegProbe.text(av_hwdevice_get_type_name(type));
            if (USABLE.contains(name)) {
                found.add(new Device(name));
            }
            type = av_hwdevice_iterate_types(type);
        }
        return found;
    }

    private record Device(String name) implements Accelerator {
        @Override
        public PictureReader open(PictureReaders readers, MediaFile file) {
            return readers.openOn(file, name);
        }
    }
}
