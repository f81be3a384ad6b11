package limner.media.session;

import java.util.List;

/// Waits for threads that were told to end.
final class ThreadEnds {
    private ThreadEnds() {}

    /// Returns when all of `threads` but the calling one have ended. An interrupt does not cut the waiting short,
    /// because native memory is freed after it; the caller stays interrupted.
    static void await(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive() && thread != Thread.currentThread()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
