package limner.media.hostile;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import limner.media.ffmpeg.FfmpegJpeg;
import limner.media.proxy.ProxyKey;
import limner.media.proxy.ProxyStore;
import limner.media.proxy.Squares;

/// A process that keeps pictures until somebody kills it.
final class Hoarder {
    private Hoarder() {}

    static ProxyKey key(int number) {
        return ProxyKey.of("hoard", number, number, ProxyKey.Kind.WHOLE);
    }

    /// `FOLDER BYTES FIRST`
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (ProxyStore store = new ProxyStore(Path.of(args[0]), FfmpegJpeg::new)) {
            store.setBytes(Long.parseLong(args[1]));
            store.refresh();
            for (int n = Integer.parseInt(args[2]); ; n = (n + 1) % 40_000) {
                store.put(key(n), Squares.of(n), 64, 64);
                out.println(n);
            }
        }
    }
}
