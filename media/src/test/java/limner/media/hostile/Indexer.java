package limner.media.hostile;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import limner.media.session.Frame;
import limner.media.session.MediaSession;
import limner.media.session.Priority;
import limner.media.session.SessionOptions;

/// A process that indexes and proves clips over and over, looking at some pictures meanwhile, until somebody kills it.
final class Indexer {
    private Indexer() {}

    /// `INDEX-FOLDER SEED CLIP…`
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path folder = Path.of(args[0]);
        Random random = new Random(Long.parseLong(args[1]));
        List<String> clips = List.of(args).subList(2, args.length);
        SessionOptions options = SessionOptions.usual().withIndexFolder(folder);
        // A cold machine would spend all the time it is given on loading.
        Path aside = folder.resolveSibling("warm");
        try (MediaSession first = MediaSession.open(
                Path.of(clips.getFirst()), SessionOptions.usual().withIndexFolder(aside))) {
            first.proved().join();
        }
        out.println("ready");
        while (true) {
            Path clip = Path.of(clips.get(random.nextInt(clips.size())));
            try (MediaSession session = MediaSession.open(clip, options)) {
                CompletableFuture<Frame> early = session.frame(random.nextInt(5), Priority.NOW);
                session.index().join();
                early.thenAccept(Frame::close);
                session.proved().join();
                out.println("proved " + clip.getFileName());
            }
            if (random.nextBoolean()) {
                forget(folder);
            }
        }
    }

    private static void forget(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
