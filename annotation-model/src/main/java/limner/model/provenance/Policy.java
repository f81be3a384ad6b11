package limner.model.provenance;

import java.util.Objects;
import limner.model.id.PolicyId;

/// A recorded rule under which labels were taken over without looking at each: who wants to know why a label is in a
/// release finds this text.
///
/// @param text the rule in words, for example "accept suggestions scored 0.50 or more"
/// @param threshold the least score that was accepted, 0 to 1
public record Policy(PolicyId id, String name, String text, double threshold) {

    public Policy {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(text, "text");
        if (name.isBlank()) {
            throw new IllegalArgumentException("a policy needs a name");
        }
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("a threshold is between 0 and 1: " + threshold);
        }
    }
}
