package limner.model.id;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelIdsTest {

    private static final int MANY = 50_000;

    private final LabelIds made = new LabelIds();

    private List<LabelId> ids() {
        return IntStream.range(0, MANY).mapToObj(_ -> made.next()).toList();
    }

    @Test
    void theNextComesBehindThoseBeforeAsTextToo() {
        List<LabelId> ids = ids();
        for (int i = 1; i < MANY; i++) {
            LabelId before = ids.get(i - 1);
            LabelId after = ids.get(i);
            assertTrue(before.compareTo(after) < 0, () -> before + " " + after);
            assertTrue(before.toString().compareTo(after.toString()) < 0, () -> before + " " + after);
        }
    }

    @Test
    void theNextIsAUuidOfVersionSeven() {
        LabelId id = made.next();
        assertEquals(7, id.value().version());
        assertEquals(2, id.value().variant());
        assertEquals(id, LabelId.of(id.toString()));
    }

    @Test
    void noneIsGivenOutTwiceToSeveralThreads() throws Exception {
        Callable<List<LabelId>> work = this::ids;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Set<LabelId> all = new HashSet<>();
            for (Future<List<LabelId>> of : threads.invokeAll(List.of(work, work, work, work))) {
                all.addAll(of.get());
            }
            assertEquals(4 * MANY, all.size());
        }
    }
}
