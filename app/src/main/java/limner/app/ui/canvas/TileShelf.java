package limner.app.ui.canvas;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tiles of the frame that is seen, and of a few beside it: of one that was looked at before, to which people step
/// back, and of the one that may come next. JavaFX thread only.
final class TileShelf {

    /// The one that is seen, one before and one ahead.
    private static final int MOST = 3;

    /// Memory for tiles of the frame that is seen which lie beside the view or are of another zoom.
    private static final long SPARE_BYTES = 12L << 20;

    /// What was used last comes last; the one that is seen is the last of all.
    private final List<FrameTiles> frames = new ArrayList<>(List.of(FrameTiles.none()));

    /// The tiles that are seen.
    FrameTiles seen() {
        return frames.getLast();
    }

    /// Memory for the tiles of the frame that is seen.
    static long mostBytes(TileView view) {
        return SPARE_BYTES + 2 * bytes(view);
    }

    private static long bytes(TileView view) {
        return view.count(view.level()) * TileCache.TILE_BYTES;
    }

    /// Lets tiles be seen that were painted of what is the same as a scene, where there are some.
    ///
    /// @return whether others were seen before
    boolean see(PaintedScene scene, TileView view) {
        Optional<FrameTiles> same = of(scene.frame())
                .filter(f ->
                        f.scene() instanceof PaintedScene s && (s != scene || f != seen()) && s.paintsTheSameAs(scene));
        same.ifPresent(f -> {
            f.shows(scene);
            see(f, view);
        });
        return same.isPresent();
    }

    /// What is to be painted for a scene, with what is there of the same frame, or else of the one that is seen, of
    /// which much may stay as it is; empty when nothing is missing.
    ///
    /// @param wanted tiles that are seen, the most wanted first
    Optional<TileJob> job(PaintedScene scene, List<TileKey> wanted, TileJob.Purpose purpose) {
        FrameTiles from = of(scene.frame()).orElse(seen());
        Map<TileKey, int[]> there = new HashMap<>();
        wanted.forEach(t -> from.cache().get(t).ifPresent(pixels -> there.put(t, pixels)));
        boolean whole = scene == from.scene() && there.size() == wanted.size();
        return whole ? Optional.empty() : Optional.of(new TileJob(from, scene, wanted, there, purpose));
    }

    /// Takes over what was painted: into what is seen, or, of a frame that is painted ahead, to be kept. One job at a
    /// time, between [#job] and its last part. What was painted ahead of a frame that is seen by now is as it was then,
    /// and given up.
    void take(TileJob job, TileJob.Part part, TileView view) {
        boolean late = job.purpose() == TileJob.Purpose.AHEAD
                && job.changes()
                && job.from() == seen()
                && isOf(job.scene().frame(), seen());
        if (late) {
            return;
        }
        FrameTiles tiles = job.changes() ? job.from().becoming(job.scene(), part.changed()) : job.from();
        switch (job.purpose()) {
            case SEEN -> see(tiles, view);
            case AHEAD -> keep(tiles, view);
        }
        part.painted().forEach(tiles.cache()::put);
        if (part.last() && !job.isDropped()) {
            tiles.coarse(job.level());
        }
    }

    private Optional<FrameTiles> of(int frame) {
        return frames.stream().filter(f -> isOf(frame, f)).findFirst();
    }

    private static boolean isOf(int frame, FrameTiles tiles) {
        return tiles.scene() instanceof PaintedScene s && s.frame() == frame;
    }

    private void see(FrameTiles tiles, TileView view) {
        tiles.cache().bound(mostBytes(view));
        if (tiles != seen()) {
            seen().cache().bound(bytes(view));
            frames.remove(tiles);
            frames.add(tiles);
            trim();
        }
    }

    private void keep(FrameTiles tiles, TileView view) {
        if (tiles != seen()) {
            tiles.cache().bound(bytes(view));
            frames.remove(tiles);
            frames.add(frames.size() - 1, tiles);
            trim();
        }
    }

    private void trim() {
        frames.removeIf(f -> f != seen() && f.scene() == null);
        while (frames.size() > MOST) {
            frames.removeFirst();
        }
    }

    void clear() {
        frames.clear();
        frames.add(FrameTiles.none());
    }
}
