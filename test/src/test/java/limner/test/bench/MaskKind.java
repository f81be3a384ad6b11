package limner.test.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import limner.model.geometry.Ink;
import limner.model.geometry.MaskEditor;
import limner.model.geometry.Point;
import limner.model.geometry.Rle;
import limner.model.geometry.Tip;

/// What masks look like in practice, as far as it decides how long they take: by how many runs they have.
enum MaskKind {
    /// One large region with a smooth outline.
    BLOB {
        @Override
        void draw(MaskEditor mask, Random random) {
            Point centre = somewhere(mask, random, 0.35, 0.3);
            double reach = mask.height() * (0.22 + 0.1 * random.nextDouble());
            fan(mask, centre, reach, 3 + random.nextInt(4), 0.2, 720);
        }
    },

    /// Lines of writing: many small upright and slanting strokes.
    TEXT {
        @Override
        void draw(MaskEditor mask, Random random) {
            double size = mask.height() / 18.0;
            for (int line = 0; line < 4; line++) {
                double y = (0.15 + 0.18 * line + 0.02 * random.nextDouble()) * mask.height();
                for (double x = 0.1 * mask.width(); x < 0.9 * mask.width(); x += 1.1 * size) {
                    Point foot = new Point(x, y + size);
                    Point head = new Point(x + 0.4 * size * random.nextDouble(), y);
                    mask.stroke(foot, head, Math.max(2, size / 8), Tip.ROUND, Ink.PAINT);
                    Point side = new Point(x + 0.7 * size, y + size * random.nextDouble());
                    mask.stroke(random.nextBoolean() ? head : foot, side, Math.max(2, size / 8), Tip.ROUND, Ink.PAINT);
                }
            }
        }
    },

    /// A tangle of thin lines, as wires and branches.
    THIN {
        @Override
        void draw(MaskEditor mask, Random random) {
            for (int i = 0; i < 20; i++) {
                Point from = somewhere(mask, random, 0, 0);
                for (int k = 0; k < 4; k++) {
                    Point to = somewhere(mask, random, 0, 0);
                    mask.stroke(from, to, 2, Tip.ROUND, Ink.PAINT);
                    from = to;
                }
            }
        }
    },

    /// Grain all over the picture, as a threshold leaves it.
    NOISE {
        @Override
        void draw(MaskEditor mask, Random random) {
            int grains = mask.width() * mask.height() / 230;
            for (int i = 0; i < grains; i++) {
                Point at = somewhere(mask, random, 0, 0);
                Point to = new Point(at.x() + random.nextInt(3), at.y());
                mask.stroke(at, to, 1 + random.nextInt(2), Tip.SQUARE, Ink.PAINT);
            }
        }
    },

    /// One object of a few overlapping parts with a ragged outline and a hole, as people outline things.
    VOC {
        @Override
        void draw(MaskEditor mask, Random random) {
            Point centre = somewhere(mask, random, 0.35, 0.35);
            double reach = mask.height() * 0.16;
            for (int i = 0; i < 3; i++) {
                Point part = new Point(
                        centre.x() + reach * (random.nextDouble() * 2 - 1),
                        centre.y() + reach * (random.nextDouble() * 2 - 1));
                fan(mask, part, reach * (0.7 + 0.5 * random.nextDouble()), 11, 0.15, 180);
            }
            mask.stroke(centre, centre, reach / 4, Tip.ROUND, Ink.ERASE);
        }
    };

    abstract void draw(MaskEditor mask, Random random);

    /// `count` different masks of this kind, always the same ones.
    List<Rle> masks(int width, int height, int count) {
        List<Rle> masks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            MaskEditor mask = MaskEditor.blank(width, height);
            draw(mask, new Random(31L * i + ordinal()));
            masks.add(mask.toRle());
        }
        return masks;
    }

    private static Point somewhere(MaskEditor mask, Random random, double marginX, double marginY) {
        return new Point(
                mask.width() * (marginX + (1 - 2 * marginX) * random.nextDouble()),
                mask.height() * (marginY + (1 - 2 * marginY) * random.nextDouble()));
    }

    private static void fan(MaskEditor mask, Point centre, double reach, int lobes, double depth, int spokes) {
        double width = Math.max(1.5, 2 * Math.PI * reach * (1 + depth) / spokes * 1.2);
        for (int i = 0; i < spokes; i++) {
            double turn = 2 * Math.PI * i / spokes;
            double far = reach * (1 + depth * Math.sin(lobes * turn));
            Point rim = new Point(centre.x() + far * Math.cos(turn), centre.y() + far * Math.sin(turn));
            mask.stroke(centre, rim, width, Tip.ROUND, Ink.PAINT);
        }
    }
}
