package limner.app.usecase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import limner.app.task.Progress;
import limner.model.release.HeadSignature;
import limner.model.release.ReleaseHead;
import limner.model.release.coco.FormatException;

/// Signs a release that is on the disk with the user's key. The release stays what it was, and keeps its digest.
public final class SignRelease {

    private final SigningKeys keys;
    private final VerifyAny verify;

    public SignRelease(SigningKeys keys, VerifyAny verify) {
        this.keys = keys;
        this.verify = verify;
    }

    /// Signs a release that has just been made. One that cannot be signed is whole all the same.
    ///
    /// @return the key, as `verify` tells it
    /// @throws AppException when it is not signed, with what there is and how it can be signed later
    public String made(Path release) {
        try {
            return run(release);
        } catch (AppException e) {
            throw unsigned(release, e.sentence(), e);
        } catch (IOException e) {
            throw unsigned(release, Failure.of(e).sentence(), e);
        }
    }

    private static AppException unsigned(Path release, String reason, Exception e) {
        return new AppException(
                AppException.Kind.FAILED,
                "The release in " + release + " is made and whole, but not signed. " + reason
                        + " To sign it then, use `limner sign`, or make it again at the same place: it stays as it is and "
                        + "is signed.",
                e);
    }

    /// Signs a release that was made earlier, after checking every file of it: a signature vouches for the whole, and
    /// what does not hold gets none. A signature that does not hold any more is replaced. The caller's thread works.
    ///
    /// @return the key, as `verify` tells it
    /// @throws AppException when it is no release, does not hold, or the key cannot be used; then nothing was changed
    /// @throws IOException when the signature cannot be written
    public String later(Path release, Progress progress) throws IOException {
        if (!Files.isDirectory(release)) {
            throw new AppException(
                    AppException.Kind.BAD_INPUT, release + " is no folder of a release. Nothing was signed.");
        }
        List<VerifyReport.Fault> faults = verify.run(release, List.of(), progress).faults().stream()
                .filter(f -> !f.place().equals(HeadSignature.FILE))
                .toList();
        if (!faults.isEmpty()) {
            throw new AppException(
                    AppException.Kind.BAD_INPUT,
                    "The release in " + release + " does not hold: "
                            + faults.getFirst().sentence() + " `limner verify` names every fault. Nothing was signed.");
        }
        return run(release);
    }

    /// Signs it as it is, in place of whoever signed it before.
    ///
    /// @return the key, as `verify` tells it
    /// @throws AppException when it is no release, or the key cannot be used; then nothing was changed
    /// @throws IOException when the signature cannot be written
    public String run(Path release) throws IOException {
        try {
            HeadSignature signature = HeadSignature.of(ReleaseHead.of(release), keys.load());
            Beside.write(release.resolve(HeadSignature.FILE), signature.json());
            return signature.key();
        } catch (FormatException e) {
            throw new AppException(AppException.Kind.BAD_INPUT, e.getMessage() + ". Nothing was signed.", e);
        } catch (GeneralSecurityException e) {
            throw new AppException(
                    AppException.Kind.FAILED, "Your key cannot sign. The release is as it was, unsigned.", e);
        }
    }
}
