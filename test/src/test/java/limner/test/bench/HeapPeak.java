package limner.test.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/// The most heap that is in use at one moment: it grows until a collection begins, so that the moments right before
/// them, and the end, are all that count. What the pools hold is summed for each moment, not over different ones.
final class HeapPeak implements AutoCloseable {

    private final Set<String> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(p -> p.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());
    private final NotificationListener listener = this::collected;
    private long told;
    private long used;
    private long kept;

    /// Begins after a collection.
    HeapPeak() {
        System.gc();
        told = collections();
        for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) bean).addNotificationListener(listener, null, null);
        }
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    private synchronized void collected(Notification notification, Object handback) {
        if (notification.getUserData() instanceof CompositeData data) {
            var gc = GarbageCollectionNotificationInfo.from(data).getGcInfo();
            used = Math.max(used, heap(gc.getMemoryUsageBeforeGc()));
            kept = Math.max(kept, heap(gc.getMemoryUsageAfterGc()));
            told++;
            notifyAll();
        }
    }

    private long heap(Map<String, MemoryUsage> usage) {
        return usage.entrySet().stream()
                .filter(e -> pools.contains(e.getKey()))
                .mapToLong(e -> e.getValue().getUsed())
                .sum();
    }

    /// Bytes in use at most, garbage included.
    synchronized long used() {
        await();
        used = Math.max(
                used, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        return used;
    }

    /// Bytes in use at most right after a collection.
    synchronized long kept() {
        await();
        return kept;
    }

    /// Collections are told a little later.
    private void await() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        try {
            while (told < collections() && System.nanoTime() < end) {
                wait(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            try {
                ((NotificationEmitter) bean).removeNotificationListener(listener);
            } catch (ListenerNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
