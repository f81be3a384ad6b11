package limner.app.ui.shell;

/// Keys as files: given to somebody else, and taken from them. Asks for the place, and says what became of it.
public interface KeyFiles {

    void handOn();

    void takeOver();
}
