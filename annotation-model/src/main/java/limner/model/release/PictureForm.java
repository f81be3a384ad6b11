package limner.model.release;

import java.util.List;

/// The form of the picture files of a release.
public sealed interface PictureForm {

    /// One of each, by which names of files are known.
    List<PictureForm> ALL = List.of(new Png(), new Jpeg(100));

    /// What names of such files end in, with the dot.
    String ending();

    /// The pixels as they were decoded.
    record Png() implements PictureForm {
        @Override
        public String ending() {
            return ".png";
        }
    }

    /// Smaller files whose pixels are nearly those that were decoded: baseline JPEG as JFIF has it, colours at half the
    /// resolution.
    ///
    /// @param quality from 1 to 100 on the scale of the Independent JPEG Group
    record Jpeg(int quality) implements PictureForm {
        public Jpeg {
            if (quality < 1 || quality > 100) {
                throw new IllegalArgumentException("the quality of a JPEG is from 1 to 100: " + quality);
            }
        }

        @Override
        public String ending() {
            return ".jpg";
        }
    }
}
