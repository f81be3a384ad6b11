package limner.model.exchange;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The characters of an XML file (encodings as in XML 1.0, appendix F). The parser could find them itself, but prints
/// what
/// it thinks of bytes that are none.
public final class XmlBytes {

    private static final int LOOK = 256;
    private static final Pattern ENCODING =
            Pattern.compile("^\\s*<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]{0,63})[\"']");

    private XmlBytes() {}

    /// Reads on to the end with an exception of [java.nio.charset.CharacterCodingException] where bytes are no
    /// characters. Closing it closes the stream.
    ///
    /// @throws IOException when it cannot be read
    /// @throws UnsupportedEncodingException when it names an encoding that is not known
    public static Reader reader(InputStream in) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(in);
        bytes.mark(LOOK + 1);
        byte[] begin = bytes.readNBytes(LOOK);
        bytes.reset();
        Charset charset = charset(begin);
        bytes.skipNBytes(mark(begin));
        return new InputStreamReader(
                bytes,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private static boolean begins(byte[] begin, int... with) {
        for (int i = 0; i < with.length; i++) {
            if (i >= begin.length || (begin[i] & 0xFF) != with[i]) {
                return false;
            }
        }
        return true;
    }

    /// How long the mark is that says the order of bytes.
    private static int mark(byte[] begin) {
        if (begins(begin, 0xEF, 0xBB, 0xBF)) {
            return 3;
        }
        return begins(begin, 0xFE, 0xFF) || begins(begin, 0xFF, 0xFE) ? 2 : 0;
    }

    private static Charset charset(byte[] begin) throws IOException {
        if (begins(begin, 0xFE, 0xFF) || begins(begin, 0x00, '<')) {
            return StandardCharsets.UTF_16BE;
        }
        if (begins(begin, 0xFF, 0xFE) || begins(begin, '<', 0x00)) {
            return StandardCharsets.UTF_16LE;
        }
        Matcher named = ENCODING.matcher(new String(begin, StandardCharsets.ISO_8859_1));
        if (mark(begin) > 0 || !named.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(named.group(1));
        } catch (UnsupportedCharsetException e) {
            IOException unknown = new UnsupportedEncodingException(named.group(1));
            unknown.initCause(e);
            throw unknown;
        }
    }
}
