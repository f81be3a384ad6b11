package limner.model.project;

/// A fact does not fit the state it was applied to: what it says was there before is not there. Nothing was changed.
public final class ConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConflictException(String message) {
        super(message);
    }
}
