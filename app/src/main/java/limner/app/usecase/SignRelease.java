package limner.app.usecase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
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
    /// what does not hold gets none, also where only the signature of somebody before does not: that may be what tells
    /// of a change. The caller's thread works.
    ///
    /// @return the key, as `verify` tells it
    /// @throws AppException when it is no release, does not hold, or the key cannot be used; then nothing was changed
    /// @throws IOException when the signature cannot be written
    public String later(Path release, Progress progress) throws IOException {
        if (!Files.isDirectory(release)) {
            throw new AppException(
                    AppException.Kind.BAD_INPUT, release + " is no folder of a release. Nothing was signed.");
        }
        VerifyReport report = verify.run(release, List.of(), progress);
        if (!report.holds()) {
            VerifyReport.Fault first = report.faults().getFirst();
            String advice = first.place().equals(HeadSignature.FILE)
                    ? " Take " + HeadSignature.FILE + " away if what is there now is what you mean to sign."
                    : " `limner verify` names every fault.";
            throw new AppException(
                    AppException.Kind.BAD_INPUT,
                    "The release in " + release + " does not hold: " + first.sentence() + advice
                            + " Nothing was signed.");
        }
        return signed(release, Optional.of(report.digest()));
    }

    /// Signs it as it is, in place of whoever signed it before.
    ///
    /// @return the key, as `verify` tells it
    /// @throws AppException when it is no release, or the key cannot be used; then nothing was changed
    /// @throws IOException when the signature cannot be written
    public String run(Path release) throws IOException {
        return signed(release, Optional.empty());
    }

    /// @param checked digest of the manifest that was checked, where that took its time
    private String signed(Path release, Optional<String> checked) throws IOException {
        try {
            ReleaseHead head = ReleaseHead.of(release);
            if (checked.isPresent() && !checked.get().equals(head.manifestSha256())) {
                throw new AppException(
                        AppException.Kind.BAD_INPUT,
                        "The release in " + release + " was changed while it was checked. Nothing was signed.");
            }
            HeadSignature signature = HeadSignature.of(head, keys.load());
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
