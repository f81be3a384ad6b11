package limner.media.index;

/// Something in the file that could not be read as it should be.
///
/// @param kind what happened
/// @param beforeFrame the number of pictures that had come out when it happened: pictures from about here on may look
///     damaged, and other programs may number them differently
/// @param count how often in a row
public record Damage(Kind kind, int beforeFrame, int count) {
    /// The kinds of damage that are told apart.
    public enum Kind {
        /// The decoder refused a packet.
        PACKET_REFUSED("packets the decoder refused"),
        /// The demuxer marked a packet as incomplete.
        PACKET_INCOMPLETE("incomplete packets"),
        /// A picture came out with parts guessed by the decoder.
        PICTURE_CONCEALED("pictures with concealed errors"),
        /// Reading ended before the end of the file.
        READING_ENDED("reading ended early"),
        /// Numbers that were in use before decoding showed that their packets give no picture.
        NUMBER_WITHOUT_PICTURE("numbers without a picture"),
        /// Pictures that decoding brought to light between numbers that were in use already.
        PICTURE_WITHOUT_NUMBER("pictures that got no number");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /// The kind in words for a report.
        public String words() {
            return words;
        }
    }

    public Damage {
        if (beforeFrame < 0 || count < 1) {
            throw new IllegalArgumentException("damage happens at a place and at least once");
        }
    }

    @Override
    public String toString() {
        return "at frame " + beforeFrame + ": " + count + " × " + kind.words();
    }
}
