package limner.media.report;

import java.util.ArrayList;
import java.util.List;
import limner.media.index.Damage;
import limner.media.index.FrameIndex;

/// Frames that may not look as they were recorded.
///
/// A damaged place spoils the pictures that are built on it, so a span reaches to the next key picture, where decoding
/// starts afresh.
///
/// @param kind what happened
/// @param frames the frames that may be spoilt
/// @param count how often it happened among them
public record DamageSpan(Damage.Kind kind, FrameSpan frames, int count) {
    /// The damage of `index`, in order; what happens again before the next key picture is counted, not repeated.
    public static List<DamageSpan> of(FrameIndex index) {
        List<DamageSpan> spans = new ArrayList<>();
        for (Damage damage : index.damage()) {
            DamageSpan next = of(index, damage);
            int same = -1;
            for (int i = spans.size() - 1; i >= 0 && i >= spans.size() - Damage.Kind.values().length; i--) {
                boolean touches = spans.get(i).frames.last() >= next.frames.first();
                same = touches && spans.get(i).kind == next.kind ? i : same;
            }
            if (same < 0) {
                spans.add(next);
            } else {
                DamageSpan before = spans.get(same);
                int last = Math.max(before.frames.last(), next.frames.last());
                int first = Math.min(before.frames.first(), next.frames.first());
                spans.set(same, new DamageSpan(next.kind, FrameSpan.of(index, first, last), before.count + next.count));
            }
        }
        return spans;
    }

    private static DamageSpan of(FrameIndex index, Damage damage) {
        int end = index.count() - 1;
        int first = Math.min(damage.beforeFrame(), end);
        boolean ends = switch (damage.kind()) {
            case READING_ENDED, NUMBER_WITHOUT_PICTURE, PICTURE_WITHOUT_NUMBER -> true;
            case PACKET_REFUSED, PACKET_INCOMPLETE, PICTURE_CONCEALED -> false;
        };
        boolean point = ends && damage.kind() != Damage.Kind.NUMBER_WITHOUT_PICTURE;
        int last = point ? first : first + Math.min(damage.count() - 1, end - first);
        while (!ends && last < end && !index.isKey(last + 1)) {
            last++;
        }
        return new DamageSpan(damage.kind(), FrameSpan.of(index, first, last), damage.count());
    }
}
