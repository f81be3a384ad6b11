package limner.model.query;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// What somebody looks for. A query that says anything about objects finds objects, and the frames they are found on;
/// one that speaks of frames alone finds frames. Made by [QueryParser], answered by [Search].
public sealed interface Query {

    /// Holds where all of them do.
    record All(List<Query> parts) implements Query {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /// Holds where one of them does.
    record Any(List<Query> parts) implements Query {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /// Holds where the other does not.
    record Not(Query query) implements Query {
        public Not {
            Objects.requireNonNull(query, "query");
        }
    }

    record Test(Condition condition) implements Query {
        public Test {
            Objects.requireNonNull(condition, "condition");
        }
    }

    /// Everything it asks, in the order it stands there.
    default Stream<Condition> conditions() {
        return switch (this) {
            case All(List<Query> parts) -> parts.stream().flatMap(Query::conditions);
            case Any(List<Query> parts) -> parts.stream().flatMap(Query::conditions);
            case Not(Query query) -> query.conditions();
            case Test(Condition condition) -> Stream.of(condition);
        };
    }
}
