package limner.app.ui.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class FilmstripTest {

    @Test
    void picturesHaveRoomAndLittleMoreAtEveryZoom() {
        for (double perFrame = 64; perFrame > 0.001; perFrame *= 0.93) {
            int step = Filmstrip.step(perFrame, 60);
            double room = step * perFrame;
            assertTrue(room >= 60 - 1e-9, perFrame + ": " + room);
            // Between whole frames there is nothing to choose from.
            double most = step <= 10 ? 2 * 60 + perFrame : 1.34 * 60;
            assertTrue(room <= most, perFrame + ": " + room);
        }
    }

    @Test
    void theSameFramesServeAtNearbyZooms() {
        assertEquals(1, Filmstrip.step(64, 60));
        assertEquals(2, Filmstrip.step(33, 60));
        assertEquals(12, Filmstrip.step(5.1, 60));
        assertEquals(Filmstrip.step(0.0091, 60), Filmstrip.step(0.0095, 60));
        assertEquals(8000, Filmstrip.step(0.0076, 60));
    }
}
