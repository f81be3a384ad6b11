package limner.model.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import limner.model.release.coco.FormatException;
import limner.model.store.LogHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HeadSignatureTest {

    @TempDir
    Path folder;

    private static KeyPair keys() throws Exception {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    private Path release() {
        Path target = folder.resolve("release");
        assertInstanceOf(
                ReleaseOutcome.Written.class,
                ReleaseWriter.write(
                        Gallery.plan(), Gallery.source(), PaintedVideos.sound(), target, ReleaseWatch.none()));
        return target;
    }

    @Test
    void aSignatureNamesItsKeyAndLeavesTheReleaseAsItWas() throws Exception {
        Path release = release();
        ReleaseVerification before = ReleaseVerifier.verify(release, ReleaseWatch.none());
        assertEquals("", before.signedBy());
        HeadSignature signature = HeadSignature.of(ReleaseHead.of(release), keys());
        Files.write(release.resolve(HeadSignature.FILE), signature.json());
        ReleaseVerification after = ReleaseVerifier.verify(release, ReleaseWatch.none());
        assertEquals(List.of(), after.faults());
        assertEquals(signature.key(), after.signedBy());
        assertEquals(before.manifestSha256(), after.manifestSha256());
        assertInstanceOf(
                ReleaseOutcome.Unchanged.class,
                ReleaseWriter.write(
                        Gallery.plan(), Gallery.source(), PaintedVideos.sound(), release, ReleaseWatch.none()));
    }

    @Test
    void everyFlippedBitOfASignatureIsFound() throws Exception {
        Path release = release();
        byte[] whole = HeadSignature.of(ReleaseHead.of(release), keys()).json();
        ReleaseHead head = ReleaseHead.of(release);
        for (int i = 0; i < whole.length; i++) {
            byte[] bytes = whole.clone();
            bytes[i] ^= (byte) (1 << i % 8);
            boolean holds;
            try {
                holds = HeadSignature.read(new ByteArrayInputStream(bytes)).holdsFor(head);
            } catch (FormatException e) {
                holds = false;
            }
            assertFalse(holds, "byte " + i);
        }
        whole[whole.length / 2] ^= 1;
        Files.write(release.resolve(HeadSignature.FILE), whole);
        ReleaseVerification found = ReleaseVerifier.verify(release, ReleaseWatch.none());
        assertEquals(HeadSignature.FILE, found.faults().getFirst().file());
        assertEquals("", found.signedBy());
    }

    @Test
    void aSignatureIsOfOneReleaseAlone() throws Exception {
        ReleaseHead head = ReleaseHead.of(release());
        HeadSignature signature = HeadSignature.of(head, keys());
        assertTrue(signature.holdsFor(head));
        assertFalse(signature.holdsFor(new ReleaseHead("x", head.log(), head.manifestSha256())));
        assertFalse(signature.holdsFor(new ReleaseHead(head.project(), head.log(), "ab".repeat(32))));
        assertFalse(signature.holdsFor(new ReleaseHead(
                head.project(), new LogHead(head.log().number() + 1, head.log().hash()), head.manifestSha256())));
        assertFalse(signature.holdsFor(new ReleaseHead(
                head.project(), new LogHead(head.log().number(), "cd".repeat(32)), head.manifestSha256())));
        assertNotEquals(signature.key(), HeadSignature.of(head, keys()).key());
        assertThrows(FormatException.class, () -> ReleaseHead.of(folder));
    }
}
