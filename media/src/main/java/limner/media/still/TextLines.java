package limner.media.still;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Text files that a person may have written beside pictures: lines in UTF-8, with or without a mark in front that says
/// so.
final class TextLines {
    private static final long LONGEST = 1L << 28;
    private static final String MARK = "\uFEFF";

    private TextLines() {}

    /// All lines of a file.
    ///
    /// @throws IOException when it cannot be read, with a reason in words where it is no such file
    static List<String> of(Path file) throws IOException {
        if (Files.size(file) > LONGEST) {
            throw new IOException("it is longer than such a file can be");
        }
        try {
            String text = Files.readString(file);
            return (text.startsWith(MARK) ? text.substring(MARK.length()) : text)
                    .lines()
                    .toList();
        } catch (CharacterCodingException e) {
            throw new IOException("it is not text in UTF-8", e);
        }
    }
}
