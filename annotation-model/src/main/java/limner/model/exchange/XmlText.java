package limner.model.exchange;

/// What XML can hold so that it is read as it was written: no control characters, and in fields no ends of lines
/// either, which become spaces there.
public final class XmlText {

    private XmlText() {}

    /// Whether this can stand in an element.
    public static boolean isText(String text) {
        return text.codePoints().allMatch(c -> c == '\n' || c == '\t' || isCharacter(c));
    }

    /// Whether this can stand in a field.
    public static boolean isName(String text) {
        return text.codePoints().allMatch(XmlText::isCharacter);
    }

    /// The nearest that can stand in a field.
    public static String name(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().map(c -> isCharacter(c) ? c : '_').forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static boolean isCharacter(int c) {
        return c >= ' ' && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
    }
}
