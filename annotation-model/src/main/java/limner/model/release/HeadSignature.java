package limner.model.release;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import limner.model.folder.Digests;
import limner.model.release.coco.FormatException;
import limner.model.release.coco.JsonFormat;
import tools.jackson.databind.JsonNode;

/// That whoever holds a key has vouched for a release, and with it for the whole log up to the event it was read at: an
/// Ed25519 signature (RFC 8032, as the JDK has it) over what [ReleaseHead] says. Kept beside the manifest and not in
/// it,
/// so that a release has the same digest whoever signs it.
///
/// @param publicKey X.509 form of the key
/// @param signature 64 bytes
public record HeadSignature(Bytes publicKey, Bytes signature) {

    /// The file of a release that holds it.
    public static final String FILE = "signature.json";

    private static final String ALGORITHM = "Ed25519";
    private static final int LONGEST = 4096;

    /// Bytes by value.
    public record Bytes(String base64) {
        public Bytes {
            if (!Base64.getEncoder()
                    .encodeToString(Base64.getDecoder().decode(base64))
                    .equals(base64)) {
                throw new IllegalArgumentException("these bytes are not written the one way they are");
            }
        }

        static Bytes of(byte[] bytes) {
            return new Bytes(Base64.getEncoder().encodeToString(bytes));
        }

        byte[] bytes() {
            return Base64.getDecoder().decode(base64);
        }
    }

    /// Signs a release.
    ///
    /// @throws GeneralSecurityException when the key is no Ed25519 key
    public static HeadSignature of(ReleaseHead release, KeyPair keys) throws GeneralSecurityException {
        Signature signer = Signature.getInstance(ALGORITHM);
        signer.initSign(keys.getPrivate());
        signer.update(release.statement());
        return new HeadSignature(Bytes.of(keys.getPublic().getEncoded()), Bytes.of(signer.sign()));
    }

    /// Whether the holder of the key has signed this very release.
    public boolean holdsFor(ReleaseHead release) {
        try {
            PublicKey key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(publicKey.bytes()));
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(release.statement());
            return check.verify(signature.bytes());
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    /// What people compare to know whose key it is: SHA-256 of the key's X.509 form, in lower-case hex.
    public String key() {
        return Digests.hexOf(publicKey.bytes());
    }

    /// The document.
    public byte[] json() {
        return SmallFiles.document(json -> {
            json.writeStringProperty("algorithm", ALGORITHM);
            json.writeStringProperty("public_key", publicKey.base64());
            json.writeStringProperty("signature", signature.base64());
        });
    }

    /// Reads a document that may come from anywhere, and closes the stream.
    ///
    /// @throws FormatException when it is none, with a sentence
    /// @throws IOException when the stream cannot be read
    public static HeadSignature read(InputStream in) throws IOException {
        byte[] bytes;
        try (in) {
            bytes = in.readNBytes(LONGEST);
        }
        HeadSignature found = parsed(bytes);
        // No manifest lists this file, so it proves itself: there is one way to write it.
        if (!Arrays.equals(bytes, found.json())) {
            throw new FormatException("it is not written as a signature is");
        }
        return found;
    }

    private static HeadSignature parsed(byte[] bytes) throws IOException {
        Map<String, String> said = new HashMap<>();
        JsonFormat.read(new ByteArrayInputStream(bytes), new JsonFormat.Elements() {
            @Override
            public void element(String array, JsonNode element) {
                throw new FormatException("a signature has no lists");
            }

            @Override
            public void property(String name, JsonNode value) {
                said.put(name, value.stringValue());
            }
        });
        if (!ALGORITHM.equals(said.get("algorithm"))) {
            throw new FormatException("it is no " + ALGORITHM + " signature");
        }
        try {
            return new HeadSignature(bytes(said, "public_key"), bytes(said, "signature"));
        } catch (IllegalArgumentException e) {
            throw new FormatException("it holds what is no Base64");
        }
    }

    private static Bytes bytes(Map<String, String> said, String name) {
        return new Bytes(
                Optional.ofNullable(said.get(name)).orElseThrow(() -> new FormatException("it does not say " + name)));
    }
}
