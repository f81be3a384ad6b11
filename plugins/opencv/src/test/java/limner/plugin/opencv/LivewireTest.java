package limner.plugin.opencv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CancellationException;
import limner.plugin.api.PluginException;
import limner.plugin.api.SuggestedShape.Point;
import org.junit.jupiter.api.Test;

class LivewireTest {

    @Test
    void followsTheEdgeOfADisc() throws Exception {
        Scene scene = Scene.of(300, 300, Scene.disc(150, 150, 90), 0xd0d0a0, 0x304050, 8, 7);
        try (Region region = scene.whole()) {
            Livewire wire = Livewire.at(region, 60, 150, Scene.patient());

            List<Point> way = wire.to(150, 60);

            assertEquals(new Point(60.5, 150.5), way.getFirst());
            assertEquals(new Point(150.5, 60.5), way.getLast());
            assertEquals(wire.anchor(), way.getFirst());
            double worst = way.stream()
                    .mapToDouble(p -> Math.abs(Math.hypot(p.x() - 150, p.y() - 150) - 90))
                    .max()
                    .orElseThrow();
            assertTrue(worst <= 3, "the way is " + worst + " pixels off the edge");
            for (int i = 1; i < way.size(); i++) {
                double step = Math.max(
                        Math.abs(way.get(i).x() - way.get(i - 1).x()),
                        Math.abs(way.get(i).y() - way.get(i - 1).y()));
                assertEquals(1, step, "pixel " + i + " is next to the one before");
            }
        }
    }

    @Test
    void followsTheRimOfTheCup() throws Exception {
        Scene cup = Scene.cup();
        Area around = Livewire.around(238, 170, cup.width(), cup.height());
        try (Region region = cup.part(around)) {
            List<Point> way = Livewire.at(region, 238, 170, Scene.patient()).to(330, 30);

            double mean = way.stream()
                    .mapToDouble(p -> Math.abs(Math.hypot((p.x() - 438.5) / 201.5, (p.y() - 164) / 162) - 1) * 180)
                    .average()
                    .orElseThrow();
            assertTrue(mean < 6, "the way is " + mean + " pixels off the rim on average");
        }
    }

    @Test
    void saysWhenAPlaceIsOutOfReach() throws Exception {
        Scene cup = Scene.cup();
        Area around = Livewire.around(900, 500, cup.width(), cup.height());
        assertEquals(new Area(448, 28, 512, 512), around);
        try (Region region = cup.part(around)) {
            Livewire wire = Livewire.at(region, 900, 500, Scene.patient());

            assertFalse(wire.reaches(447, 100));
            assertThrows(PluginException.class, () -> wire.to(447, 100));
            assertThrows(PluginException.class, () -> Livewire.at(region, 100, 100, Scene.patient()));
            assertThrows(CancellationException.class, () -> Livewire.at(region, 900, 500, Scene.cancelled()));
        }
        try (Region large = cup.whole()) {
            assertThrows(PluginException.class, () -> Livewire.at(large, 900, 500, Scene.patient()));
        }
    }
}
