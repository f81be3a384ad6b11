package limner.media.session;

import java.util.List;
import limner.media.decode.Accelerator;
import limner.media.ffmpeg.HardwareDevices;

/// The devices that sessions try to decode by, in this order; none at first. Sessions look when they are opened. Any
/// thread.
public final class Accelerators {
    private volatile List<Accelerator> devices = List.of();

    /// Sessions that are opened from now on try these.
    public void use(List<Accelerator> next) {
        devices = List.copyOf(next);
    }

    /// Those that this build of FFmpeg lists on this system. Whether the machine has one shows when it is tried.
    public static List<Accelerator> listed() {
        return HardwareDevices.all();
    }

    /// What is tried now.
    public List<Accelerator> devices() {
        return devices;
    }
}
