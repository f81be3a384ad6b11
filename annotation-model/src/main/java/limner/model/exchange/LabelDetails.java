package limner.model.exchange;

import java.util.Objects;
import java.util.Optional;
import limner.model.id.LabelId;
import limner.model.provenance.Origin;
import limner.model.provenance.Run;

/// What only a project knows of an object: files of others have no place for it, tables for analysis do.
///
/// @param number what people call it together with its class; unique in its video
/// @param run of the model whose suggestion it was
/// @param author a name that says nothing of the person, such as `person 1`; empty where nobody knows
public record LabelDetails(LabelId label, int number, Origin origin, Optional<Run> run, String author) {

    public LabelDetails {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(author, "author");
    }
}
