package limner.app.usecase;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// A short code for a failure, the same on every machine for the same fault, with nothing private in it: made from the
/// kinds of the exceptions and the places in our own code they passed, never from their messages.
final class SupportCode {

    /// Without letters and digits that are mistaken for each other when read aloud.
    private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private SupportCode() {}

    /// Two groups of four characters.
    static String of(Throwable failure) {
        CRC32C kinds = new CRC32C();
        CRC32C places = new CRC32C();
        Throwable t = failure;
        for (int depth = 0; t != null && depth < 10; depth++) {
            update(kinds, t.getClass().getName());
            for (StackTraceElement e : t.getStackTrace()) {
                if (e.getClassName().startsWith("limner.")) {
                    update(places, e.getClassName() + "." + e.getMethodName());
                }
            }
            t = t.getCause();
        }
        return group(kinds.getValue()) + "-" + group(places.getValue());
    }

    private static void update(CRC32C sum, String text) {
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        sum.update(0);
    }

    private static String group(long value) {
        StringBuilder text = new StringBuilder(4);
        for (int i = 0; i < 4; i++) {
            text.append(ALPHABET.charAt((int) (value >>> (5 * i)) & 31));
        }
        return text.toString();
    }
}
