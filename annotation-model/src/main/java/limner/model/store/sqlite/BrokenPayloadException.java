package limner.model.store.sqlite;

/// What stands in the file is not what this program (or any of its ancestors) wrote there. The message is a clause for
/// whoever knows which event or row it was.
final class BrokenPayloadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenPayloadException(String message) {
        super(message);
    }

    BrokenPayloadException(String message, Throwable cause) {
        super(message, cause);
    }
}
