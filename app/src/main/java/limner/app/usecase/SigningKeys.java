package limner.app.usecase;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The key by which this user signs: made when it is first asked for, and kept in `signing-key.json` of the
/// configuration folder, which nobody else may read where the system knows of such a thing. Any thread.
public final class SigningKeys {

    private static final String ALGORITHM = "Ed25519";

    private final Path file;

    public SigningKeys(Folders folders) {
        this.file = folders.config().resolve("signing-key.json");
    }

    /// @throws AppException when the file is there and cannot be used; it is left as it is
    public KeyPair load() {
        try {
            if (!Files.exists(file)) {
                make();
            }
            return read();
        } catch (IOException | JacksonException | IllegalArgumentException | GeneralSecurityException e) {
            throw new AppException(
                    AppException.Kind.FAILED,
                    file + ": your signing key cannot be read or written. Nothing was signed. Restore the file from a "
                            + "backup, or move it away to begin with a new key.",
                    e);
        }
    }

    private KeyPair read() throws IOException, GeneralSecurityException {
        JsonNode root = JsonMapper.shared().readTree(Files.readAllBytes(file));
        KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
        return new KeyPair(
                keys.generatePublic(new X509EncodedKeySpec(bytes(root, "public_key"))),
                keys.generatePrivate(new PKCS8EncodedKeySpec(bytes(root, "private_key"))));
    }

    private static byte[] bytes(JsonNode root, String name) {
        return Base64.getDecoder().decode(root.path(name).asString(""));
    }

    private void make() throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        ObjectNode root = JsonMapper.shared().createObjectNode();
        root.put("algorithm", ALGORITHM);
        root.put(
                "public_key",
                Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
        root.put(
                "private_key",
                Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
        Path folder = file.toAbsolutePath().resolveSibling(".").normalize();
        Files.createDirectories(folder);
        Path beside = folder.resolve("." + UUID.randomUUID() + ".part");
        try {
            Files.createFile(beside, Beside.forOwner(folder));
            Files.write(
                    beside, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
            Beside.link(beside, file);
        } catch (FileAlreadyExistsException _) {
            // Another process has made one in the meantime: that is the key.
        } finally {
            try {
                Files.delete(beside);
            } catch (NoSuchFileException _) {
                // It is in its place.
            }
        }
    }
}
