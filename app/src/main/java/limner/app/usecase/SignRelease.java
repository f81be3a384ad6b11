package limner.app.usecase;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import limner.model.release.HeadSignature;
import limner.model.release.ReleaseHead;
import limner.model.release.coco.FormatException;

/// Signs a release that is on the disk with the user's key. The release stays what it was, and keeps its digest.
public final class SignRelease {

    private final SigningKeys keys;

    public SignRelease(SigningKeys keys) {
        this.keys = keys;
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
                        + " To sign it then, make it again at the same place: it stays as it is and is signed.",
                e);
    }

    /// Signs it, in place of whoever signed it before.
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
