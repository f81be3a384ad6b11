package limner.media.frame;

import java.util.List;
import java.util.Objects;

/// What the numbers stored in a picture mean.
///
/// @param bits of one stored value
/// @param channels names in stored order (`gray`; `R`, `G`, `B`; `Y`, `Cb`, `Cr`; `index`; each with `A` after it where
///     there is opacity); none where the format's numbers say nothing to a person
/// @param range the values shown as black and as white when nothing else is wished
public record SampleFormat(Model model, Encoding encoding, int bits, List<String> channels, Window range) {

    /// How colours are made of channels.
    public enum Model {
        GRAY,
        RGB,
        YUV,
        PALETTE
    }

    /// How a channel is stored.
    public enum Encoding {
        INTEGER,
        FLOAT
    }

    public SampleFormat {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(encoding, "encoding");
        Objects.requireNonNull(range, "range");
        channels = List.copyOf(channels);
        if (bits < 1 || bits > 64) {
            throw new IllegalArgumentException("bits of a value: " + bits);
        }
    }

    /// Whole numbers from 0 to 2^bits - 1, all of them used.
    public static SampleFormat integers(Model model, int bits, List<String> channels) {
        return new SampleFormat(model, Encoding.INTEGER, bits, channels, whole(bits));
    }

    /// Floating point, 0 to 1 from black to white.
    public static SampleFormat floats(Model model, int bits, List<String> channels) {
        return new SampleFormat(model, Encoding.FLOAT, bits, channels, new Window(0, 1));
    }

    private static Window whole(int bits) {
        return new Window(0, Math.scalb(1.0, bits) - 1);
    }

    /// The format in which windows are given and values become visible: gray and RGB as they are, all else as RGB of
    /// the same depth.
    public SampleFormat shown() {
        return switch (model) {
            case GRAY, RGB -> this;
            case YUV -> integers(Model.RGB, bits, hasAlpha() ? List.of("R", "G", "B", "A") : List.of("R", "G", "B"));
            case PALETTE -> integers(Model.RGB, 8, List.of("R", "G", "B", "A"));
        };
    }

    /// Whether the last channel is opacity.
    public boolean hasAlpha() {
        return !channels.isEmpty() && channels.getLast().equals("A");
    }

    /// Channels that carry colour: 1 for gray, else 3.
    public int colours() {
        return model == Model.GRAY ? 1 : 3;
    }

    /// Whether there is more in a channel than a screen can show.
    public boolean isDeep() {
        return encoding == Encoding.FLOAT || bits > 8;
    }

    /// The largest value of opacity.
    double opaque() {
        return encoding == Encoding.FLOAT ? 1 : whole(bits).high();
    }
}
