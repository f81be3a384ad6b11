package limner.media.session;

import limner.media.index.FrameIndex;
import org.jspecify.annotations.Nullable;

/// Who works with an index before it is proved. Called on the indexing thread.
interface Audience {
    /// Nobody: the numbers are told when they are proved.
    Audience NOBODY = new Audience() {
        @Override
        public void nothingRemembered() {
            // Nobody waits.
        }

        @Override
        public boolean accepts(FrameIndex provisional) {
            return false;
        }

        @Override
        public void publish(FrameIndex provisional) {
            throw new IllegalStateException("nobody accepted it");
        }

        @Override
        public FrameIndex settle(@Nullable FrameIndex provisional, FrameIndex proved, boolean allSeen) {
            return new Handouts().settle(provisional, proved, allSeen);
        }

        @Override
        public void giveWay() {
            // Nobody is more urgent.
        }
    };

    /// Tells that no numbers of this file are remembered, so that its first pictures may be counted.
    void nothingRemembered();

    /// Whether somebody wants to work with a provisional index that says the same as what was seen so far.
    boolean accepts(FrameIndex provisional);

    /// Hands over a provisional index that was accepted.
    void publish(FrameIndex provisional);

    /// Brings the proof together with what was seen, as [Handouts#settle].
    FrameIndex settle(@Nullable FrameIndex provisional, FrameIndex proved, boolean allSeen);

    /// Waits a little while pictures are wanted.
    void giveWay();
}
