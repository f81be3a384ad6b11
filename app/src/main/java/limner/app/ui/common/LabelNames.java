package limner.app.ui.common;

import javafx.scene.paint.Color;
import limner.model.id.ClassId;
import limner.model.label.Label;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;
import limner.model.suggestion.Suggestion;

/// What labels are called and how they are coloured, the same everywhere.
public final class LabelNames {

    private static final int UNKNOWN = 0x999999;

    private LabelNames() {}

    /// For example "Car 12".
    public static String of(Ontology ontology, Label label) {
        return ontology.nameOf(label.classId()) + " " + label.number();
    }

    /// For example "Person 0.91".
    public static String of(Ontology ontology, Suggestion suggestion) {
        return ontology.nameOf(suggestion.classId()) + " " + score(suggestion.score());
    }

    /// A score with two digits.
    public static String score(double score) {
        return String.format(java.util.Locale.ROOT, "%.2f", score);
    }

    /// The colour of a class as `0xrrggbb`.
    public static int rgb(Ontology ontology, ClassId id) {
        return ontology.find(id)
                .map(LabelClass::colour)
                .map(c -> Integer.parseInt(c.substring(1), 16))
                .orElse(UNKNOWN);
    }

    public static Color colour(Ontology ontology, ClassId id) {
        int rgb = rgb(ontology, id);
        return Color.rgb((rgb >> 16) & 0xff, (rgb >> 8) & 0xff, rgb & 0xff);
    }
}
