package limner.app.ui.canvas.smart;

import java.util.Optional;
import limner.app.ui.canvas.tool.MaskInHand;
import limner.app.ui.canvas.tool.Pointer;
import limner.app.ui.canvas.tool.Preview;
import limner.app.ui.canvas.tool.Target;
import limner.app.ui.canvas.tool.ToolHost;
import limner.app.ui.common.Gesture;
import limner.model.geometry.Ink;
import limner.model.geometry.Mask;
import limner.model.geometry.Rle;
import limner.model.id.ClassId;
import limner.model.session.Snapshot;
import limner.plugin.api.SuggestedShape;
import org.jspecify.annotations.Nullable;

/// Pixels that a tool would add to a mask or take from it, shown in place of the mask until they are committed, as one
/// event, or dropped. Shift begins a new label, Alt takes away. JavaFX thread only.
final class Proposed {

    private final ToolHost host;
    private final MaskInHand hand;
    private @Nullable Open open;

    Proposed(ToolHost host) {
        this.host = host;
        this.hand = new MaskInHand(host);
    }

    /// A mask with what is proposed for it.
    private static final class Open {
        final MaskInHand.Change change;
        final MaskInHand.Begin begin;
        final Ink ink;
        final Rle before;
        final Snapshot on;
        Rle proposed;

        Open(MaskInHand.Change change, MaskInHand.Begin begin, Ink ink, Snapshot on) {
            this.on = on;
            this.change = change;
            this.begin = begin;
            this.ink = ink;
            this.before = change.target()
                    .map(t -> ((Mask) t.shape()).rle())
                    .orElseGet(() ->
                            Rle.empty(change.editor().width(), change.editor().height()));
            this.proposed = Rle.empty(change.editor().width(), change.editor().height());
        }
    }

    static Ink ink(Pointer p) {
        return p.means(Gesture.ERASE) ? Ink.ERASE : Ink.PAINT;
    }

    private static MaskInHand.Begin begin(Pointer p) {
        return p.means(Gesture.NEW_MASK) ? MaskInHand.Begin.NEW : MaskInHand.Begin.SELECTED;
    }

    /// Begins, or goes on with the same mask, as the keys held say; where nothing can be changed the user is told why.
    ///
    /// @return whether something can be proposed
    boolean begin(Pointer p, Ink ink) {
        if (open == null || !isCurrent(begin(p), ink)) {
            open = hand.take(begin(p), ink, p.at())
                    .map(change -> new Open(
                            change, begin(p), ink, host.workspace().snapshot().get()))
                    .orElse(null);
        }
        return open != null;
    }

    /// The same for a pointer that only hovers: nobody is told anything, and nothing is selected.
    boolean hover(Pointer p, Ink ink) {
        if (hand.obstacle().isPresent()) {
            drop();
            return false;
        }
        boolean begins = p.means(Gesture.NEW_MASK) || hand.selected().isEmpty();
        boolean something = !begins
                || (ink == Ink.PAINT && host.workspace().currentClass().get().isPresent());
        if (!something) {
            drop();
            return false;
        }
        return begin(p, ink);
    }

    private boolean isCurrent(MaskInHand.Begin begin, Ink ink) {
        if (open == null
                || open.begin != begin
                || open.ink != ink
                || !open.change.rule().equals(host.workspace().view().paint().rule())
                || !open.on.equals(host.workspace().snapshot().get())) {
            return false;
        }
        Optional<Target> now = begin == MaskInHand.Begin.NEW ? Optional.empty() : hand.selected();
        boolean sameClass = now.isPresent()
                || host.workspace()
                        .currentClass()
                        .get()
                        .filter(open.change.classId()::equals)
                        .isPresent();
        return sameClass && now.equals(open.change.target());
    }

    /// Shows these pixels instead of those proposed before.
    void show(SuggestedShape.Mask mask, Preview.Guides guides) {
        show(Rle.ofCounts(mask.width(), mask.height(), mask.runs()), guides);
    }

    /// The same; of the pixels only those are shown that may change.
    void show(Rle pixels, Preview.Guides guides) {
        if (open == null
                || pixels.width() != open.change.editor().width()
                || pixels.height() != open.change.editor().height()) {
            return;
        }
        Rle next = open.change.allowed(pixels);
        if (!next.equals(open.proposed)) {
            fill(open, next);
        }
        host.preview(open.change.preview(guides));
    }

    private static void fill(Open open, Rle next) {
        Ink other = open.ink == Ink.PAINT ? Ink.ERASE : Ink.PAINT;
        // Back to what was there before, where something was proposed, and on to what is proposed now.
        Rle again = open.ink == Ink.PAINT ? open.proposed.subtract(open.before) : open.proposed.intersect(open.before);
        open.change.editor().fill(again, other);
        open.change.editor().fill(next, open.ink);
        open.proposed = next;
    }

    /// The class of what is changed.
    Optional<ClassId> classId() {
        return Optional.ofNullable(open).map(o -> o.change.classId());
    }

    /// What is proposed now.
    Rle proposed() {
        return open == null ? Rle.empty(1, 1) : open.proposed;
    }

    /// Makes one event of what is proposed.
    void commit() {
        Open ended = open;
        open = null;
        if (ended != null) {
            hand.commit(ended.change, ended.proposed);
            // The next proposal is drawn into pixels of its own.
            hand.forget();
        }
        host.preview(new Preview.Nothing());
    }

    /// Shows what is stored again.
    void drop() {
        if (open != null) {
            open = null;
            host.preview(new Preview.Nothing());
        }
    }
}
