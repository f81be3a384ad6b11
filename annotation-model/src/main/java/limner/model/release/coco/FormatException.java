package limner.model.release.coco;

/// A document is not what it claims to be. The message is a sentence for the user that names the place.
public final class FormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public FormatException(String message) {
        super(message);
    }
}
