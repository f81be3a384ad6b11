package limner.model.exchange;

/// A file is not what it claims to be, so that nothing of it can be trusted. The message is a sentence for the user
/// that names the file and the place.
public final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1L;

    /// @param reason what is wrong there
    public UnreadableException(Entry.At at, String reason) {
        super(at + ": " + reason);
    }
}
