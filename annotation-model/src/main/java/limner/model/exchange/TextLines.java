package limner.model.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Text files of data sets, where a line is a statement.
public final class TextLines {

    /// A file beyond it is no list of labels; in megabytes.
    private static final int MOST = 64;

    /// So many bytes show what a file is.
    private static final int LOOK = 1 << 16;

    private TextLines() {}

    /// All lines of a file in UTF-8, without the mark some programs put at its beginning.
    ///
    /// @param root what was opened, which the file is named after when something is wrong with it
    /// @throws UnreadableException when it is no text, or beyond all measure
    public static List<String> read(Path root, Path file) throws IOException, UnreadableException {
        return text(root, file).lines().toList();
    }

    /// The whole lines at the beginning of a file, for a quick look; a file that is no text has odd ones.
    public static List<String> first(Path file) throws IOException {
        byte[] begin;
        try (InputStream in = Files.newInputStream(file)) {
            begin = in.readNBytes(LOOK);
        }
        String text = new String(begin, StandardCharsets.UTF_8);
        if (begin.length == LOOK) {
            text = text.substring(0, Math.max(text.lastIndexOf('\n'), 0));
        }
        return bare(text).lines().toList();
    }

    /// As [#read(Path, Path)], in one piece.
    public static String text(Path root, Path file) throws IOException, UnreadableException {
        Entry.At at = new Entry.At(Trees.name(root, file), "");
        if (Files.size(file) > (long) MOST << 20) {
            throw new UnreadableException(at, "it has more than " + MOST + " MB, which is no file of labels");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableException(at, "it is no text in UTF-8");
        }
        return bare(text);
    }

    private static String bare(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
