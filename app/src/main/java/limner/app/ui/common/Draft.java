package limner.app.ui.common;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.TextField;

/// What somebody is writing in a field that is about to be made anew, because something changed elsewhere: the new
/// field goes on where the old one was. JavaFX thread only.
///
/// @param id the field's
/// @param text what it said
/// @param caret where writing went on
/// @param anchor where what was marked began
public record Draft(String id, String text, int caret, int anchor) {

    private static final String FIRST = "limner.first";

    /// Says what a field shows before anybody has written in it.
    public static <F extends TextField> F begun(F field) {
        field.getProperties().put(FIRST, field.getText());
        return field;
    }

    /// Has a field say something else. What somebody wrote in it since stays where it goes on about the same thing.
    public static void show(TextField field, String text, boolean goesOn) {
        boolean stays = goesOn && isWritten(field);
        field.getProperties().put(FIRST, text);
        if (!stays && !field.getText().equals(text)) {
            field.setText(text);
            if (field.isFocused()) {
                field.selectAll();
            }
        }
    }

    /// Whether somebody has written in a field since.
    public static boolean isWritten(TextField field) {
        return !field.getText().equals(field.getProperties().get(FIRST));
    }

    /// What is being written below a node now.
    public static Optional<Draft> below(Node node) {
        return Optional.ofNullable(node.getScene())
                .map(Scene::getFocusOwner)
                .filter(TextField.class::isInstance)
                .map(TextField.class::cast)
                .filter(f ->
                        f.getId() != null && f.getProperties().containsKey(FIRST) && isWritten(f) && within(f, node))
                .map(f -> new Draft(f.getId(), f.getText(), f.getCaretPosition(), f.getAnchor()));
    }

    private static boolean within(Node node, Node above) {
        for (Node n = node; n != null; n = n.getParent()) {
            if (n.equals(above)) {
                return true;
            }
        }
        return false;
    }

    /// Goes on in the field of the same id, where there is one.
    public void goOn(Parent below) {
        if (below.lookup("#" + id) instanceof TextField field) {
            // A field marks all of its text as soon as it has the keyboard and its looks: that is to be over before.
            field.requestFocus();
            field.applyCss();
            field.setText(text);
            field.selectRange(anchor, caret);
        }
    }
}
