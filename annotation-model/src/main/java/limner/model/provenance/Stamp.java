package limner.model.provenance;

import java.time.Instant;
import java.util.Objects;
import limner.model.id.ActorId;
import limner.model.id.ReplicaId;

/// When, by whom and on which copy of the project something was recorded.
public record Stamp(Instant at, ActorId actor, ReplicaId replica) {

    public Stamp {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(replica, "replica");
    }
}
