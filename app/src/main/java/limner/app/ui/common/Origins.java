package limner.app.ui.common;

import limner.model.ontology.Palette;
import limner.model.provenance.Origin;

/// Where labels come from, as far as colours tell it apart.
public enum Origins {
    DRAWN,
    IMPORTED,
    /// Said by a model and taken by a person as it was.
    ACCEPTED,
    AMENDED,
    /// Said by a model and taken by a rule.
    BY_RULE,
    /// Said by a model; nobody has judged it.
    SUGGESTED;

    /// Of a label.
    public static Origins of(Origin origin) {
        return switch (origin) {
            case Origin.Manual() -> DRAWN;
            case Origin.Imported _ -> IMPORTED;
            case Origin.Suggested s ->
                switch (s.how()) {
                    case ACCEPTED -> s.policy() == null ? ACCEPTED : BY_RULE;
                    case AMENDED -> AMENDED;
                };
        };
    }

    /// As `0xrrggbb`, out of the palette that colour-blind people see apart.
    public int rgb() {
        return Integer.parseInt(Palette.colourOf(ordinal() + 1).substring(1), 16);
    }
}
