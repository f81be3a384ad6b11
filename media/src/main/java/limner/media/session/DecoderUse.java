package limner.media.session;

import java.util.Optional;

/// What decodes the pictures of a session.
///
/// @param device its name, or empty for software
/// @param words for a person: what is used, and why a device that was wanted is not
public record DecoderUse(Optional<String> device, String words) {
    /// Nothing else was wanted.
    public static final DecoderUse SOFTWARE = new DecoderUse(Optional.empty(), "software");

    static DecoderUse of(String device, String words) {
        return new DecoderUse(Optional.of(device), words);
    }

    static DecoderUse insteadOf(String reasons) {
        return new DecoderUse(Optional.empty(), "software; " + reasons);
    }

    /// Whether a device was wanted and is not used.
    public boolean isWayBack() {
        return device.isEmpty() && !equals(SOFTWARE);
    }
}
