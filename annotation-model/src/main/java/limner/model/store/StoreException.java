package limner.model.store;

import org.jspecify.annotations.Nullable;

/// The project file could not be read or written. The message is a sentence for the user: what happened, what is safe,
/// what to do.
public class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
