package limner.plugin.opencv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import limner.plugin.api.PluginException;
import limner.plugin.api.SuggestedShape;
import org.junit.jupiter.api.Test;

class SuperpixelsTest {

    @Test
    void piecesEndAtEdgesAndCoverThePartOnce() throws Exception {
        Scene.Truth disc = Scene.disc(160, 120, 70);
        Scene scene = Scene.of(320, 240, disc, 0xc09050, 0x405060, 6, 8);
        try (Region region = scene.whole()) {
            Superpixels cut = Superpixels.of(region, 16, Scene.patient());

            Set<Integer> pieces = new HashSet<>();
            for (int y = 0; y < 240; y++) {
                for (int x = 0; x < 320; x++) {
                    pieces.add(cut.pieceAt(x, y));
                }
            }
            assertEquals(pieces.size(), cut.count());
            assertTrue(pieces.size() > 150 && pieces.size() < 450, pieces.size() + " pieces");
            long covered = 0;
            long wrong = 0;
            for (int piece : pieces) {
                SuggestedShape.Mask mask = cut.piece(piece);
                long inside = insideOf(mask, disc);
                covered += mask.area();
                wrong += Math.min(inside, mask.area() - inside);
            }
            assertEquals(320 * 240, covered);
            assertTrue(wrong < 0.01 * 320 * 240, wrong + " pixels lie in a piece that crosses the edge");
        }
    }

    private static long insideOf(SuggestedShape.Mask mask, Scene.Truth truth) {
        long inside = 0;
        int at = 0;
        boolean in = false;
        for (int run : mask.runs()) {
            for (int i = 0; i < run; i++, at++) {
                int x = at / mask.height();
                int y = at % mask.height();
                inside += in && truth.holds(x + 0.5, y + 0.5) ? 1 : 0;
            }
            in = !in;
        }
        return inside;
    }

    @Test
    void answersForTheWholePictureFromAPartOfIt() throws Exception {
        Scene cup = Scene.cup();
        Area around = Superpixels.around(940, 20, cup.width(), cup.height());
        try (Region region = cup.part(around)) {
            Superpixels cut = Superpixels.of(region, 24, Scene.patient());

            SuggestedShape.Mask mask = cut.piece(cut.pieceAt(940, 20));

            assertEquals(960, mask.width());
            assertTrue(Scene.contains(mask, 940, 20));
            assertFalse(cut.reaches(around.x() - 1, 20));
            assertThrows(PluginException.class, () -> cut.pieceAt(around.x() - 1, 20));
        }
    }

    @Test
    void aPartSmallerThanAPieceIsOnePiece() throws Exception {
        Scene cup = Scene.cup();
        try (Region region = cup.part(new Area(5, 5, 9, 30))) {
            Superpixels cut = Superpixels.of(region, 40, Scene.patient());

            assertEquals(1, cut.count());
            assertEquals(9 * 30, cut.piece(0).area());
        }
    }

    @Test
    void refusesTooMuchAtOnceAndStopsWhenNobodyWaits() throws Exception {
        Scene cup = Scene.cup();
        try (Region whole = cup.whole();
                Region part = cup.part(new Area(0, 0, 400, 400))) {
            assertThrows(CancellationException.class, () -> Superpixels.of(part, 20, Scene.cancelled()));
            assertEquals(960 * 540, whole.area().pixels());
            Region large = Scene.of(900, 700, (_, _) -> true, 0, 0, 1, 9).whole();
            try (large) {
                assertThrows(PluginException.class, () -> Superpixels.of(large, 20, Scene.patient()));
            }
        }
    }
}
