package limner.media.hostile;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import limner.media.frame.Picture;
import limner.media.index.FrameIndex;
import limner.media.session.Frame;
import limner.media.session.FrameSession;
import limner.media.session.FrameUnreachable;
import limner.media.session.Priority;
import limner.media.session.SequenceSession;
import limner.media.session.SessionOptions;
import limner.media.source.MediaException;
import org.jspecify.annotations.Nullable;

/// A process that reads what may kill it. For each line with a path on its standard input it answers one line:
/// `read EARLY REACHED COUNT PACKET:CRC…` with the checksums in hexadecimal of the picture handed out before the index
/// was there (`-` for none) and of each picture of the index behind the number of the packet it came from (-1 for
/// none), `refused SENTENCE`, or `wrong WHAT`.
final class Victim {
    /// The picture that is asked for before the index is there.
    static final int EARLY = 3;

    static final int MOST_LOOKED_AT = 12;

    private Victim() {}

    /// `INDEX-FOLDER`
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        SessionOptions options =
                SessionOptions.usual().withIndexFolder(Path.of(args[0])).withPictureBytes(4 << 20);
        out.println("ready");
        for (@Nullable String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(answer(Path.of(line), options));
        }
    }

    private static String answer(Path file, SessionOptions options) throws Exception {
        FrameSession session;
        try {
            session = FrameSession.open(file, options);
        } catch (MediaException refusal) {
            return "refused " + refusal.getMessage();
        }
        String answer;
        try (session) {
            answer = read(session, file.hashCode());
        }
        return session.openHandles() == 0 ? answer : "wrong " + session.openHandles() + " native handles are left";
    }

    private static String read(FrameSession session, int seed) throws Exception {
        String early = early(session);
        try {
            FrameIndex index = session.proved().get(60, TimeUnit.SECONDS);
            if (session instanceof SequenceSession) {
                return picture(session);
            }
            int reached = shuffled(session, index, seed);
            if (reached < 0) {
                return "wrong picture " + (-reached - 1);
            }
            StringBuilder all = new StringBuilder("read " + early + " " + reached + " " + index.count());
            IntStream.range(0, index.count())
                    .forEach(n -> all.append(' ')
                            .append(index.isHole(n) ? -1 : index.packetOf(n))
                            .append(':')
                            .append(Integer.toHexString(index.checksum(n))));
            return all.toString();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof MediaException refusal) {
                return "refused " + refusal.getMessage();
            }
            throw e;
        }
    }

    /// What there is to say of a still picture, whose index has no checksum.
    private static String picture(FrameSession session) throws Exception {
        try (Frame frame = session.frame(0, Priority.NOW).get(30, TimeUnit.SECONDS)) {
            return "read - 1 1 -1:" + Integer.toHexString(frame.picture().checksum());
        }
    }

    /// Asked at once, so that it is usually answered before the index is there.
    private static String early(FrameSession session) {
        try (Frame frame = session.frame(EARLY, Priority.NOW).join()) {
            return Integer.toHexString(frame.picture().checksum());
        } catch (CompletionException e) {
            return "-";
        }
    }

    /// How many of some pictures in any order could be reached; a negative number names a wrong one.
    private static int shuffled(FrameSession session, FrameIndex index, int seed) throws Exception {
        List<Integer> numbers =
                new ArrayList<>(IntStream.range(0, index.count()).boxed().toList());
        Collections.shuffle(numbers, new Random(seed));
        int reached = 0;
        for (int n : numbers.subList(0, Math.min(MOST_LOOKED_AT, numbers.size()))) {
            try (Frame frame = session.frame(n, Priority.NOW).get(30, TimeUnit.SECONDS)) {
                Picture picture = frame.picture();
                if (picture.checksum() != index.checksum(n)) {
                    return -n - 1;
                }
                reached++;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof FrameUnreachable) && !(e.getCause() instanceof MediaException)) {
                    throw e;
                }
            }
        }
        return reached;
    }
}
