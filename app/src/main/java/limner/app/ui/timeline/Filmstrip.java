package limner.app.ui.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import limner.app.ui.common.Film;
import limner.app.ui.common.Thumbnail;

/// The strip of small pictures along the timeline: as many as have room, each at the left of the frames it stands for.
/// Where they stand for many, it is one of them from which decoding can begin, so that the strip is soon there. A
/// picture
/// of a frame that is not in its place stands in, faint, until a better one is there. JavaFX thread only.
final class Filmstrip {

    /// Frames between two pictures: one of these times a power of ten, so that the same ones serve while panning.
    private static final int[] STEPS = {10, 12, 15, 20, 25, 30, 40, 50, 60, 80};

    private static final double STAND_IN = 0.35;

    /// Width over height of the pictures until the first one tells.
    private static final double USUAL_ASPECT = 16.0 / 9;

    private static final double WIDEST_ASPECT = 3;

    private final Film film;
    private final TimelineViewModel model;

    Filmstrip(Film film, TimelineViewModel model) {
        this.film = film;
        this.model = model;
    }

    /// A place for a picture.
    ///
    /// @param first the first frame it stands for
    /// @param last the last one
    /// @param best of which it should be a picture
    private record Cell(int first, int last, int best) {}

    private double width(double height) {
        double aspect = film.nearest(model.playhead())
                .map(t -> t.image().getWidth() / t.image().getHeight())
                .orElse(USUAL_ASPECT);
        return Math.max(8, Math.min(aspect, WIDEST_ASPECT) * height);
    }

    /// Frames between two pictures so that they have room.
    static int step(double perFrame, double width) {
        double least = width / perFrame;
        for (long power = 1; power < Integer.MAX_VALUE; power *= 10) {
            for (int s : STEPS) {
                double step = s * power / 10.0;
                if (step >= least && step == Math.rint(step)) {
                    return (int) Math.min(Integer.MAX_VALUE, step);
                }
            }
        }
        return Integer.MAX_VALUE;
    }

    private List<Cell> cells(double height) {
        TimeScale scale = model.scale();
        int step = step(scale.perFrame(), width(height) + 1);
        List<Cell> cells = new ArrayList<>();
        long first = scale.firstVisible() / step * (long) step;
        for (long f = first; f <= scale.lastVisible() && f < scale.frameCount(); f += step) {
            int from = (int) f;
            int to = (int) Math.min(scale.frameCount(), f + step) - 1;
            int middle = film.startOf(from + (to - from) / 2);
            int late = film.startOf(to);
            cells.add(new Cell(from, to, middle >= from ? middle : late >= from ? late : from));
        }
        return cells;
    }

    /// Tells the film which pictures are to be made: first what is soonest there, from the playhead outwards, then what
    /// has to be decoded on the way from there.
    void want() {
        if (model.filmHeight() == 0 || !film.isThere()) {
            film.want(List.of());
            return;
        }
        int playhead = model.playhead();
        List<Cell> cells = new ArrayList<>(cells(model.filmHeight() - 2));
        cells.sort(Comparator.comparingInt(c -> Math.abs((c.first() + c.last()) / 2 - playhead)));
        List<Integer> soon = new ArrayList<>();
        List<Integer> late = new ArrayList<>();
        for (Cell cell : cells) {
            int start = film.startOf(cell.best());
            if (start == cell.best()) {
                soon.add(start);
            } else {
                if (!soon.contains(start)) {
                    soon.add(start);
                }
                late.add(cell.best());
            }
        }
        // In the order in which they are decoded.
        late.sort(null);
        soon.addAll(late);
        film.want(soon);
    }

    void paint(GraphicsContext g, double y, double height, Color blank) {
        TimeScale scale = model.scale();
        double usual = width(height);
        double end = Math.min(model.width(), TimelineViewModel.NAMES + scale.x(scale.frameCount()));
        for (Cell cell : cells(height)) {
            double x = TimelineViewModel.NAMES + scale.x(cell.first());
            Optional<Thumbnail> found = film.nearest(cell.best());
            boolean stands = found.filter(t -> t.frame() >= cell.first() && t.frame() <= cell.last())
                    .isPresent();
            double wide = Math.min(usual, end - x);
            if (wide <= 0) {
                continue;
            }
            if (found.isEmpty()) {
                g.setFill(blank);
                g.fillRect(x, y, wide, height);
                continue;
            }
            g.setGlobalAlpha(stands ? 1 : STAND_IN);
            draw(g, found.get().image(), x, y, usual, height, wide);
            g.setGlobalAlpha(1);
        }
    }

    /// The whole picture in its place, as it is in other places where pictures differ in size; cut at the end of the
    /// video.
    private static void draw(
            GraphicsContext g, Image image, double x, double y, double width, double height, double shown) {
        double scale = Math.min(width / image.getWidth(), height / image.getHeight());
        double wide = Math.min(shown, image.getWidth() * scale);
        double high = image.getHeight() * scale;
        g.drawImage(image, 0, 0, wide / scale, image.getHeight(), x, y + (height - high) / 2, wide, high);
    }
}
