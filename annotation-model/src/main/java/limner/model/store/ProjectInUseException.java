package limner.model.store;

import java.util.Objects;

/// Somebody else has the project open for writing. Opening it for reading is possible.
public final class ProjectInUseException extends StoreException {

    private static final long serialVersionUID = 1L;

    private final String holder;

    /// @param holder who it is, for people
    public ProjectInUseException(String message, String holder) {
        super(message);
        this.holder = Objects.requireNonNull(holder, "holder");
    }

    /// Who has it open: user, machine, process and since when, as far as known.
    public String holder() {
        return holder;
    }
}
