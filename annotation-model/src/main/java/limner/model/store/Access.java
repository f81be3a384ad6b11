package limner.model.store;

/// What somebody wants to do with a project file.
public enum Access {
    /// To change it: refused while somebody else does.
    WRITE,
    /// To look at it, also beside somebody who changes it.
    READ,
    /// To change it where that is possible, else to look at it; [ProjectStore#writable()] tells which.
    WRITE_OR_READ
}
