package limner.app.ui.common;

import javafx.scene.Node;

/// The place for questions with more than one answer (releases, pre-labels, history): a page over the side panel that
/// leaves the picture free. One is open at a time.
public interface Sheets {

    /// Opens a sheet in place of the one that is open.
    void open(Sheet sheet);

    /// Opens a sheet that needs more room: as long as it is open, the side panel takes half of the window.
    void openWide(Sheet sheet);

    /// Puts the open one away.
    void close();

    /// One page.
    ///
    /// @param title what it is about
    /// @param content what it shows
    /// @param first what gets the keyboard
    record Sheet(String title, Node content, Node first) {}
}
