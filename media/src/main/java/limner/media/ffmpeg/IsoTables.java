package limner.media.ffmpeg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// Looks whether an ISO media file (ISO/IEC 14496-12) states tables that it cannot hold. A few bytes can claim two
/// billion samples of one size, for which a demuxer takes gigabytes and minutes before it reads the first.
final class IsoTables {
    private static final Set<String> FIRST = Set.of("ftyp", "styp", "moov", "moof", "mdat", "wide", "free", "skip");
    private static final Set<String> FOLDERS = Set.of("moov", "trak", "mdia", "minf", "stbl", "moof", "traf");
    private static final int DEEPEST = 8;
    private static final int MOST_BOXES = 200_000;

    private final FileChannel file;
    private final long length;
    private final ByteBuffer head = ByteBuffer.allocate(20);
    private int boxes;

    private IsoTables(FileChannel file, long length) {
        this.file = file;
        this.length = length;
    }

    /// Whether a table of `path` has more entries than the file has bytes. False for every other kind of file.
    static boolean claimTooMuch(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            IsoTables tables = new IsoTables(file, file.size());
            return tables.read(0) && FIRST.contains(tables.name()) && tables.claimTooMuch(0, file.size(), 0);
        }
    }

    private boolean claimTooMuch(long from, long to, int depth) throws IOException {
        long at = from;
        while (at + 8 <= to && ++boxes < MOST_BOXES && read(at)) {
            long size = head.getInt(0) & 0xFFFF_FFFFL;
            long content = at + 8;
            if (size == 1) {
                size = head.limit() < 16 ? 0 : head.getLong(8);
                content = at + 16;
            }
            long end = size == 0 ? to : at + size;
            if (size != 0 && size < 8 || end <= at) {
                return false;
            }
            String name = name();
            boolean folder = FOLDERS.contains(name) && depth < DEEPEST;
            if (isTooMuch(name, content) || folder && claimTooMuch(content, Math.min(end, to), depth + 1)) {
                return true;
            }
            at = end;
        }
        return false;
    }

    /// `stsz` and `stz2` state the number of samples after a size, `trun` before anything else; 4 bytes of version and
    /// flags come first.
    private boolean isTooMuch(String name, long content) throws IOException {
        int at = switch (name) {
            case "stsz", "stz2" -> 8;
            case "trun" -> 4;
            default -> -1;
        };
        return at >= 0 && read(content) && head.limit() >= at + 4 && (head.getInt(at) & 0xFFFF_FFFFL) > length;
    }

    private boolean read(long at) throws IOException {
        head.clear();
        while (head.hasRemaining() && file.read(head, at + head.position()) > 0) {
            // As much as there is.
        }
        head.flip();
        return head.limit() >= 8;
    }

    private String name() {
        return new String(head.array(), 4, 4, StandardCharsets.ISO_8859_1);
    }
}
