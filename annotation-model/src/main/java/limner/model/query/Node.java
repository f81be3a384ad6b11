package limner.model.query;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A query made ready for one video. Asked of an object on a frame where it is, or of a frame itself (no object): then
/// what is said of objects does not hold.
interface Node {

    Comparator<Node> CHEAPEST_FIRST = Comparator.comparingInt(Node::cost);

    /// How dear it is to ask, compared with others.
    int cost();

    boolean holds(@Nullable Thing thing, int frame);

    /// Those of these frames on which it holds, the object being on all of them; may be the same set.
    default BitSet narrow(@Nullable Thing thing, BitSet frames) {
        BitSet holding = new BitSet();
        for (int f = frames.nextSetBit(0); f >= 0; f = frames.nextSetBit(f + 1)) {
            if (holds(thing, f)) {
                holding.set(f);
            }
        }
        return holding;
    }

    /// Holds on some frames, whatever the object is.
    record OnFrames(BitSet where) implements Node {
        @Override
        public int cost() {
            return 1;
        }

        @Override
        public boolean holds(@Nullable Thing thing, int frame) {
            return where.get(frame);
        }

        @Override
        public BitSet narrow(@Nullable Thing thing, BitSet frames) {
            BitSet both = (BitSet) frames.clone();
            both.and(where);
            return both;
        }
    }

    /// Holds of some objects, wherever they are.
    record OfThings(Predicate<Thing> which) implements Node {
        @Override
        public int cost() {
            return 0;
        }

        @Override
        public boolean holds(@Nullable Thing thing, int frame) {
            return thing != null && which.test(thing);
        }

        @Override
        public BitSet narrow(@Nullable Thing thing, BitSet frames) {
            return holds(thing, 0) ? frames : new BitSet();
        }
    }

    /// Holds of an object on some of its frames.
    record AtFrames(int cost, There there) implements Node {

        /// Whether something holds of an object on a frame where it is.
        interface There {
            boolean holds(Thing thing, int frame);
        }

        @Override
        public boolean holds(@Nullable Thing thing, int frame) {
            return thing != null && there.holds(thing, frame);
        }
    }

    record All(List<Node> parts, int cost) implements Node {
        static All of(List<Node> parts) {
            return new All(parts.stream().sorted(CHEAPEST_FIRST).toList(), dearest(parts));
        }

        @Override
        public boolean holds(@Nullable Thing thing, int frame) {
            for (Node part : parts) {
                if (!part.holds(thing, frame)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public BitSet narrow(@Nullable Thing thing, BitSet frames) {
            BitSet left = frames;
            for (Node part : parts) {
                if (left.isEmpty()) {
                    return left;
                }
                left = part.narrow(thing, left);
            }
            return left;
        }
    }

    record Any(List<Node> parts, int cost) implements Node {
        static Any of(List<Node> parts) {
            return new Any(parts.stream().sorted(CHEAPEST_FIRST).toList(), dearest(parts));
        }

        @Override
        public boolean holds(@Nullable Thing thing, int frame) {
            for (Node part : parts) {
                if (part.holds(thing, frame)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public BitSet narrow(@Nullable Thing thing, BitSet frames) {
            BitSet left = (BitSet) frames.clone();
            BitSet either = new BitSet();
            for (Node part : parts) {
                either.or(part.narrow(thing, left));
                left.andNot(either);
            }
            return either;
        }
    }

    record Not(Node node) implements Node {
        @Override
        public int cost() {
            return node.cost();
        }

        @Override
        public boolean holds(@Nullable Thing thing, int frame) {
            return !node.holds(thing, frame);
        }

        @Override
        public BitSet narrow(@Nullable Thing thing, BitSet frames) {
            BitSet others = (BitSet) frames.clone();
            others.andNot(node.narrow(thing, frames));
            return others;
        }
    }

    private static int dearest(List<Node> parts) {
        return parts.stream().mapToInt(Node::cost).max().orElse(0);
    }
}
