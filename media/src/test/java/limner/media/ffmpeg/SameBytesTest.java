package limner.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.av_force_cpu_flags;
import static org.bytedeco.ffmpeg.global.avutil.av_get_cpu_flags;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import limner.media.decode.Decoded;
import limner.media.decode.PictureReader;
import limner.media.decode.ReadListener;
import limner.media.frame.Picture;
import limner.media.index.Damage;
import limner.media.index.PacketMark;
import limner.media.session.Clips;
import limner.media.source.MediaFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The same picture converted with all vector instructions of this machine and with none: as near as one machine comes
/// to being another.
class SameBytesTest {
    private static final ReadListener NOBODY = new ReadListener() {
        @Override
        public int packet(PacketMark mark) {
            return -1;
        }

        @Override
        public void damage(Damage.Kind kind) {
            throw new AssertionError("a sound file: " + kind);
        }
    };

    @AfterEach
    void useTheWholeMachineAgain() {
        av_force_cpu_flags(-1);
    }

    @Test
    void theInstructionsAreReallySwitchedOff() {
        assertNotEquals(0, av_get_cpu_flags(), "a machine with vector instructions");
        av_force_cpu_flags(0);
        assertEquals(0, av_get_cpu_flags());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "whole.mp4",
                "odd.webm",
                "ten_bit.mkv",
                "interlaced.mpg",
                "anim.gif",
                "planar_rgb.mkv",
                "gray.mkv",
                "deep_gray.mkv",
                "palette.png",
                "gray_alpha.png",
                "two_colours.png",
                "yuyv.avi",
                "colour/bt709_full.mkv",
                "colour/bt2020_ten_bit.mkv",
                "colour/odd_size.mkv"
            })
    void rgbIsTheSameWithAndWithoutVectorInstructions(String clip) {
        ByteBuffer fast = firstPicture(Clips.clip(clip));
        av_force_cpu_flags(0);
        assertEquals(fast, firstPicture(Clips.clip(clip)), clip);
    }

    private static ByteBuffer firstPicture(Path path) {
        try (FfmpegReaders readers = new FfmpegReaders();
                PictureReader reader = readers.open(MediaFile.of(path), 1);
                Decoded decoded = Objects.requireNonNull(reader.next(NOBODY))) {
            Picture picture = decoded.picture();
            ByteBuffer rgb = ByteBuffer.allocateDirect(picture.width() * picture.height() * 3);
            picture.toRgb24(rgb);
            return rgb;
        }
    }
}
