package limner.plugin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ValuesTest {

    @Test
    void theRunsOfAMaskFillThePictureAndAreCopied() {
        int[] runs = {2, 3, 1};
        SuggestedShape.Mask mask = new SuggestedShape.Mask(3, 2, runs);
        runs[0] = 99;
        mask.runs()[1] = 99;

        assertEquals(new SuggestedShape.Mask(3, 2, new int[] {2, 3, 1}), mask);
        assertEquals(3, mask.area());
        assertEquals(OutputKind.MASK, mask.kind());
    }

    @Test
    void aMaskWhoseRunsDoNotAddUpIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SuggestedShape.Mask(3, 2, new int[] {2, 3}));
        assertThrows(IllegalArgumentException.class, () -> new SuggestedShape.Mask(3, 2, new int[] {7, -1}));
        assertThrows(IllegalArgumentException.class, () -> new SuggestedShape.Mask(3, 2, new int[] {2, 0, 4}));
        assertThrows(
                IllegalArgumentException.class,
                () -> new SuggestedShape.Mask(3, 2, new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE, 8}));
    }

    @Test
    void aMaskMayStartInside() {
        assertEquals(6, new SuggestedShape.Mask(3, 2, new int[] {0, 6}).area());
    }

    @Test
    void boxesAndRingsWithoutAnExtentAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SuggestedShape.Box(0, 0, 0, 5));
        assertThrows(IllegalArgumentException.class, () -> new SuggestedShape.Box(0, Double.NaN, 5, 5));
        SuggestedShape.Point point = new SuggestedShape.Point(1, 1);
        assertThrows(IllegalArgumentException.class, () -> new SuggestedShape.Ring(List.of(point, point)));
        assertThrows(IllegalArgumentException.class, () -> new SuggestedShape.Polygon(List.of()));
    }

    @Test
    void aSuggestionHasAScoreBetweenNoneAndCertain() {
        SuggestedShape box = new SuggestedShape.Box(0, 0, 1, 1);

        assertEquals(Suggestion.NOTHING, new Suggestion("Cat", 1, box).refines());
        assertThrows(IllegalArgumentException.class, () -> new Suggestion("Cat", 1.01, box));
        assertThrows(IllegalArgumentException.class, () -> new Suggestion("Cat", Double.NaN, box));
        assertThrows(IllegalArgumentException.class, () -> new Suggestion(" ", 1, box));
        assertThrows(IllegalArgumentException.class, () -> new Suggestion("Cat", 1, box, Map.of(), -2));
    }

    @Test
    void thePixelsOfAFrameCannotBeWrittenAndStartAtTheFirst() {
        ByteBuffer buffer = ByteBuffer.allocate(100).position(10);
        buffer.put(10, (byte) 42);
        FrameView frame = new FrameView(2, 2, 7, 0.28, PixelLayout.BGRA32, 12, buffer);
        frame.pixels().get();

        assertEquals(42, frame.pixels().get());
        assertThrows(ReadOnlyBufferException.class, () -> frame.pixels().put((byte) 1));
    }

    @Test
    void aFrameWithoutRoomForItsPixelsIsRefused() {
        ByteBuffer small = ByteBuffer.allocate(11);

        assertThrows(IllegalArgumentException.class, () -> new FrameView(2, 2, 0, 0, PixelLayout.RGB24, 6, small));
        assertThrows(
                IllegalArgumentException.class,
                () -> new FrameView(2, 2, 0, 0, PixelLayout.RGB24, 5, ByteBuffer.allocate(100)));
        assertEquals(2, new FrameView(2, 2, 0, 0, PixelLayout.RGB24, 6, ByteBuffer.allocate(12)).width());
    }

    @Test
    void aDescriptorNamesEverySettingOnce() {
        SettingSpec spec = new SettingSpec.Toggle("masks", "Masks", "", true);

        assertThrows(IllegalArgumentException.class, () -> descriptor("org.example", List.of(spec, spec)));
        assertThrows(IllegalArgumentException.class, () -> descriptor("Org Example", List.of(spec)));
        assertEquals("org.example", descriptor("org.example", List.of(spec)).id());
    }

    @Test
    void aHostRunsPluginsOfItsOwnVersionAndEarlierOnes() {
        assertTrue(PluginApi.canRun(PluginApi.VERSION));
        assertTrue(PluginApi.canRun(1));
        assertFalse(PluginApi.canRun(PluginApi.VERSION + 1));
        assertFalse(PluginApi.canRun(0));
    }

    private static PluginDescriptor descriptor(String id, List<SettingSpec> settings) {
        return new PluginDescriptor(id, "Example", "1", PluginApi.VERSION, Set.of(OutputKind.BOX), settings, List.of());
    }
}
