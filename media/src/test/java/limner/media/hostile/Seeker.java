package limner.media.hostile;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import limner.media.index.FrameIndex;
import limner.media.session.Frame;
import limner.media.session.MediaSession;
import limner.media.session.Priority;
import limner.media.session.SessionOptions;

/// A process that does in a minute what an annotator does in a day: opens clips, jumps about in them, changes its mind,
/// closes them. After each round it says what it holds.
final class Seeker {
    private static final int SEEKS_A_ROUND = 1500;

    private Seeker() {}

    /// `INDEX-FOLDER SEED SECONDS CLIP…`
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Random random = new Random(Long.parseLong(args[1]));
        long end = System.nanoTime() + Long.parseLong(args[2]) * 1_000_000_000L;
        List<String> clips = List.of(args).subList(3, args.length);
        SessionOptions options =
                SessionOptions.usual().withIndexFolder(Path.of(args[0])).withPictureBytes(2 << 20);
        while (System.nanoTime() < end) {
            List<MediaSession> open = new ArrayList<>();
            for (String clip : clips) {
                open.add(MediaSession.open(Path.of(clip), options));
            }
            int wrong = seek(open, random);
            int handles = 0;
            for (MediaSession session : open) {
                session.close();
                handles += session.openHandles();
            }
            System.gc();
            out.println(
                    "round " + handles + " " + wrong + " " + ChildMachine.megabytes(ProcessHandle.current(), "VmRSS"));
        }
    }

    private static int seek(List<MediaSession> open, Random random) {
        AtomicInteger wrong = new AtomicInteger();
        List<CompletableFuture<?>> waiting = new ArrayList<>();
        for (int i = 0; i < SEEKS_A_ROUND; i++) {
            MediaSession session = open.get(random.nextInt(open.size()));
            FrameIndex index = session.proved().join();
            int n = random.nextInt(index.count());
            Priority priority = random.nextInt(4) == 0 ? Priority.PLAYBACK : Priority.NOW;
            CompletableFuture<?> asked = session.frame(n, priority).thenAccept(frame -> {
                try (Frame mine = frame) {
                    wrong.addAndGet(mine.picture().checksum() == index.checksum(n) ? 0 : 1);
                }
            });
            waiting.add(asked);
            if (random.nextInt(8) == 0) {
                await(waiting);
            }
            if (random.nextInt(200) == 0) {
                session.dropCache();
            }
        }
        await(waiting);
        return wrong.get();
    }

    /// Requests that a newer one replaced are cancelled; that is as it should be.
    private static void await(List<CompletableFuture<?>> waiting) {
        Collections.reverse(waiting);
        for (CompletableFuture<?> each : waiting) {
            try {
                each.join();
            } catch (CompletionException | java.util.concurrent.CancellationException e) {
                continue;
            }
        }
        waiting.clear();
    }
}
