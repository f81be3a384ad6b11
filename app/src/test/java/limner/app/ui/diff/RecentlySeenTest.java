package limner.app.ui.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RecentlySeenTest {

    @Test
    void whatWasSeenLongestAgoMakesRoom() {
        RecentlySeen<Integer, String> seen = new RecentlySeen<>(10, String::length);
        seen.put(1, "aaaa");
        seen.put(2, "bbbb");
        assertEquals(Optional.of("aaaa"), seen.get(1));
        seen.put(3, "cccc");
        assertEquals(Optional.empty(), seen.get(2), "it was seen before the first was seen again");
        assertEquals(Optional.of("aaaa"), seen.get(1));
        // In place of what it was, it takes room once.
        seen.put(3, "cccccc");
        assertEquals(Optional.of("aaaa"), seen.get(1));
        seen.put(4, "dddddddddddddddd");
        assertEquals(Optional.of("dddddddddddddddd"), seen.get(4), "the newest is kept whatever it takes");
        assertEquals(Optional.empty(), seen.get(1));
        assertEquals(Optional.empty(), seen.get(3));
        seen.put(5, "e");
        assertEquals(Optional.empty(), seen.get(4));
        seen.clear();
        seen.put(6, "ffffffffff");
        seen.put(6, "gggggggggg");
        assertEquals(Optional.of("gggggggggg"), seen.get(6));
        assertEquals(Optional.empty(), seen.get(5));
    }
}
