package limner.model.folder;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256, as every Java has it.
public final class Digests {

    private Digests() {}

    /// A digest that was fed nothing yet.
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// The digest of what was fed so far, in lower-case hex.
    public static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /// The digest of all of it, in lower-case hex.
    public static String hexOf(byte[] content) {
        return HexFormat.of().formatHex(sha256().digest(content));
    }

    /// The digest of a stream to its end, in lower-case hex.
    ///
    /// @throws IOException when it cannot be read
    public static String hexOf(InputStream in) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 16];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            digest.update(buffer, 0, n);
        }
        return hex(digest);
    }
}
