package limner.app.ui.canvas.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import limner.app.ui.common.PaintPolicy;
import limner.app.ui.common.PaintRule;
import limner.app.usecase.Channel;
import limner.model.geometry.Box;
import limner.model.geometry.Ink;
import limner.model.geometry.Mask;
import limner.model.geometry.MaskEditor;
import limner.model.geometry.PixelBox;
import limner.model.geometry.Point;
import limner.model.geometry.Polygon;
import limner.model.geometry.Rasterizer;
import limner.model.geometry.Rle;
import limner.model.geometry.Shape;
import limner.model.geometry.Stencil;
import limner.model.geometry.Tip;
import limner.model.id.LabelId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The rules of the line of options, pixel by pixel as one would say them.
final class GroundTest {

    private static final int WIDTH = 120;
    private static final int HEIGHT = 90;

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void aStrokeChangesWhatTheRuleSaysOfEachPixel(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            List<Ground.Thing> things = new ArrayList<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                Ground.State state = Ground.State.values()[random.nextInt(3)];
                things.add(new Ground.Thing(LabelId.random(), shape(random), state));
            }
            Ground ground = new Ground(WIDTH, HEIGHT, things);
            PaintPolicy policy = PaintPolicy.values()[random.nextInt(4)];
            Optional<LabelId> inside =
                    policy == PaintPolicy.INSIDE ? Optional.of(things.getFirst().label()) : Optional.empty();
            Optional<LabelId> own =
                    random.nextBoolean() ? Optional.of(things.getLast().label()) : Optional.empty();
            int low = random.nextInt(200);
            Optional<PaintRule.Range> range = random.nextBoolean()
                    ? Optional.of(new PaintRule.Range(Channel.GRAY, low, low + 55))
                    : Optional.empty();
            Ink ink = random.nextInt(3) > 0 ? Ink.PAINT : Ink.ERASE;
            PaintRule rule = new PaintRule(policy, inside, range);
            Rle stroke = stroke(random);

            Optional<Stencil> stencil = ground.stencil(rule, ink, own, GroundTest::values);
            Rle allowed = stencil.map(s -> s.allowed(stroke)).orElse(stroke);

            String where = "seed " + seed + ", round " + round + ": " + policy + " " + ink;
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    int value = value(x, y);
                    boolean expected = stroke.contains(x, y)
                            && range.map(r -> value >= r.low() && value <= r.high())
                                    .orElse(true)
                            && may(policy, things, own, ink, x, y);
                    assertEquals(expected, allowed.contains(x, y), where + " at " + x + ", " + y);
                }
            }
        }
    }

    private static boolean may(
            PaintPolicy policy, List<Ground.Thing> things, Optional<LabelId> own, Ink ink, int x, int y) {
        return switch (policy) {
            case OVERLAP -> true;
            case INSIDE -> covers(things.getFirst().shape(), x, y);
            case EMPTY ->
                ink == Ink.ERASE
                        || things.stream()
                                .filter(t -> !own.equals(Optional.of(t.label())))
                                .noneMatch(t -> !(t.shape() instanceof Box) && covers(t.shape(), x, y));
            case OVERWRITE ->
                ink == Ink.ERASE
                        || things.stream()
                                .filter(t -> !own.equals(Optional.of(t.label())))
                                .noneMatch(t -> t.state() == Ground.State.LOCKED
                                        && t.shape() instanceof Mask
                                        && covers(t.shape(), x, y));
        };
    }

    private static boolean covers(Shape shape, int x, int y) {
        return Rasterizer.rasterize(shape, WIDTH, HEIGHT).contains(x, y);
    }

    private static int value(int x, int y) {
        return (x * 7 + y * 13) & 0xff;
    }

    private static void values(PixelBox area, byte[] into) {
        for (int y = 0, i = 0; y < area.height(); y++) {
            for (int x = 0; x < area.width(); x++, i++) {
                into[i] = (byte) value(area.x() + x, area.y() + y);
            }
        }
    }

    private static Shape shape(Random random) {
        double x = random.nextInt(WIDTH - 30);
        double y = random.nextInt(HEIGHT - 30);
        return switch (random.nextInt(3)) {
            case 0 -> new Box(x, y, 25, 20);
            case 1 -> Polygon.of(List.of(new Point(x, y), new Point(x + 30, y + 5), new Point(x + 10, y + 30)));
            default -> new Mask(stroke(random));
        };
    }

    private static Rle stroke(Random random) {
        MaskEditor editor = MaskEditor.blank(WIDTH, HEIGHT);
        editor.stroke(
                new Point(random.nextDouble() * WIDTH, random.nextDouble() * HEIGHT),
                new Point(random.nextDouble() * WIDTH, random.nextDouble() * HEIGHT),
                10 + random.nextInt(20),
                Tip.ROUND,
                Ink.PAINT);
        return editor.toRle();
    }
}
