package limner.media.hostile;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import limner.media.index.IndexProgress;
import limner.media.session.Frame;
import limner.media.session.MediaSession;
import limner.media.session.Priority;
import limner.media.session.SessionOptions;

/// A process that hands out one picture by a provisional index and then stays in the middle of the proving pass until
/// somebody kills it.
final class Prover {
    private Prover() {}

    /// `INDEX-FOLDER CLIP FRAME`
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int wanted = Integer.parseInt(args[2]);
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch inThePass = new CountDownLatch(1);
        SessionOptions options = SessionOptions.usual().withIndexFolder(Path.of(args[0]));
        try (MediaSession session = MediaSession.open(Path.of(args[1]), options)) {
            session.onProgress(p -> {
                if (p.stage() == IndexProgress.Stage.PROVING) {
                    inThePass.countDown();
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            });
            session.index().join();
            try (Frame frame = session.frame(wanted, Priority.NOW).join()) {
                inThePass.await();
                out.println("shown " + Integer.toHexString(frame.picture().checksum()) + " "
                        + session.proved().isDone());
            }
            never.await();
        }
    }
}
