package limner.media.session;

/// Where someone looks at a video and which way they go: what will probably be asked next. Arithmetic only.
///
/// @param frame the frame asked for last, -1 before the first
/// @param direction 1 forwards, -1 backwards, 0 after a jump, when either may come
record Playhead(int frame, int direction) {
    static final Playhead NOWHERE = new Playhead(-1, 0);

    /// Moves of more frames are jumps.
    private static final int LONGEST_STEP = 32;

    private static final int AHEAD = 32;
    private static final int AHEAD_OF_JUMP = 12;
    private static final int BACK = 500;
    private static final int BACK_OF_JUMP = 60;

    /// Of the pictures right before a jump's target so many are kept on the way: somebody who steps back at once finds
    /// them while the rest is decoded again.
    private static final int KEPT_OF_JUMP = 24;

    /// Of all that fits, the share that lies behind when going backwards. The cache leaves three quarters.
    private static final double BACK_SHARE = 0.7;

    Playhead movedTo(int next) {
        if (next == frame) {
            return this;
        }
        boolean step = frame >= 0 && Math.abs((long) next - frame) <= LONGEST_STEP;
        return new Playhead(next, step ? Integer.signum(next - frame) : 0);
    }

    /// From which frame on pictures are worth keeping on the way to this one.
    ///
    /// @param room how many pictures fit into the cache
    int keepFrom(int room) {
        return direction < 0 ? backTo(room) : Math.max(0, frame - Math.min(KEPT_OF_JUMP, room / 4));
    }

    /// Up to which frame it is worth to decode ahead.
    int aheadTo(int room) {
        return direction < 0 ? frame : frame + Math.min(direction == 0 ? AHEAD_OF_JUMP : AHEAD, room / 2);
    }

    /// Down to which frame pictures should be ready.
    int backTo(int room) {
        return Math.max(0, frame - reach(room));
    }

    /// Whether the pictures before this one last for long enough when the first that is missing is `missing`. The
    /// pictures from a key picture on are decoded again for every refill, so it is filled up when half is used.
    boolean lastsFrom(int missing, int room) {
        return missing < backTo(room) || frame - missing > reach(room) / 2;
    }

    /// Whether `now` is so far away that what was planned here is of no use there.
    boolean isLeftFor(Playhead now) {
        return Math.abs((long) now.frame - frame) > BACK;
    }

    private int reach(int room) {
        return switch (direction) {
            case -1 -> (int) Math.min(BACK, room * BACK_SHARE);
            case 0 -> (int) Math.min(BACK_OF_JUMP, room * BACK_SHARE / 2);
            default -> 0;
        };
    }
}
