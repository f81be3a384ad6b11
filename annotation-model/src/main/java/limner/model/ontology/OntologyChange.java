package limner.model.ontology;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import limner.model.id.ClassId;

/// One thing that is different in the next version of an ontology, for people who read how it came about.
///
/// @param classId the class it is about
/// @param name what the class is called, or was, where it is gone
/// @param what what is different
/// @param from how it was, in words that need no translation such as names and keys; may be empty
/// @param to how it is; may be empty
public record OntologyChange(ClassId classId, String name, What what, String from, String to) {

    /// What can be different.
    public enum What {
        ADDED,
        REMOVED,
        RENAMED,
        COLOUR,
        KIND,
        KEY,
        PARENT,
        GUIDELINE,
        RETIRED,
        OFFERED,
        MERGED,
        ATTRIBUTES,
        SKELETON,
        PATTERN,
        SCHEMA,
        EXAMPLES,
        EXCLUDES,
        /// It stands elsewhere among those of the same parent.
        ORDER
    }

    public OntologyChange {
        Objects.requireNonNull(classId, "classId");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
    }

    /// What is different, class by class, in the order of the later version; what is gone comes last.
    public static List<OntologyChange> between(Ontology before, Ontology after) {
        List<OntologyChange> all = new ArrayList<>();
        for (LabelClass now : after.classes()) {
            Optional<LabelClass> was = before.find(now.id());
            if (was.isEmpty()) {
                all.add(new OntologyChange(now.id(), now.name(), What.ADDED, "", ""));
            } else {
                compare(before, was.get(), after, now, all);
            }
        }
        for (LabelClass was : before.classes()) {
            if (after.find(was.id()).isEmpty()) {
                all.add(new OntologyChange(was.id(), was.name(), What.REMOVED, "", ""));
            }
        }
        moved(before, after).forEach(c -> all.add(new OntologyChange(c.id(), c.name(), What.ORDER, "", "")));
        return List.copyOf(all);
    }

    private static void compare(
            Ontology before, LabelClass was, Ontology after, LabelClass now, List<OntologyChange> all) {
        Collector differ = new Collector(now, all);
        ClassDetails wasDetails = was.details();
        ClassDetails nowDetails = now.details();
        differ.where(What.RENAMED, was.name(), now.name());
        differ.where(What.COLOUR, was.colour(), now.colour());
        differ.where(What.KIND, was.kind().name(), now.kind().name());
        differ.where(What.KEY, was.hotkey(), now.hotkey());
        differ.where(What.PARENT, parent(before, was), parent(after, now));
        differ.unless(was.guideline().equals(now.guideline()), What.GUIDELINE);
        boolean isMerged =
                nowDetails.successor() != null && !nowDetails.successor().equals(wasDetails.successor());
        if (isMerged) {
            all.add(new OntologyChange(now.id(), now.name(), What.MERGED, "", after.nameOf(after.current(now.id()))));
        } else {
            differ.unless(was.retired() == now.retired(), now.retired() ? What.RETIRED : What.OFFERED);
        }
        differ.unless(wasDetails.attributes().equals(nowDetails.attributes()), What.ATTRIBUTES);
        differ.unless(Objects.equals(wasDetails.skeleton(), nowDetails.skeleton()), What.SKELETON);
        differ.where(What.PATTERN, was.hatch().name(), now.hatch().name());
        differ.unless(wasDetails.schema().equals(nowDetails.schema()), What.SCHEMA);
        differ.where(
                What.EXAMPLES,
                Integer.toString(wasDetails.examples().size()),
                Integer.toString(nowDetails.examples().size()),
                wasDetails.examples().equals(nowDetails.examples()));
        differ.unless(wasDetails.excludes().equals(nowDetails.excludes()), What.EXCLUDES);
    }

    private record Collector(LabelClass of, List<OntologyChange> into) {

        void where(What what, String from, String to) {
            where(what, from, to, from.equals(to));
        }

        void where(What what, String from, String to, boolean isSame) {
            if (!isSame) {
                into.add(new OntologyChange(of.id(), of.name(), what, from, to));
            }
        }

        void unless(boolean isSame, What what) {
            where(what, "", "", isSame);
        }
    }

    private static String parent(Ontology in, LabelClass of) {
        return of.parent() == null ? "" : in.nameOf(of.parent());
    }

    /// The fewest classes that have to move among their sisters so that all stand in the later order: those that are
    /// not
    /// in a longest run that kept its order.
    private static List<LabelClass> moved(Ontology before, Ontology after) {
        List<LabelClass> kept = after.classes().stream()
                .filter(c -> before.find(c.id())
                        .filter(b -> Objects.equals(b.parent(), c.parent()))
                        .isPresent())
                .toList();
        List<ClassId> old = before.classes().stream().map(LabelClass::id).toList();
        List<LabelClass> moved = new ArrayList<>();
        kept.stream().map(LabelClass::parent).distinct().forEach(parent -> {
            List<LabelClass> sisters = kept.stream()
                    .filter(c -> Objects.equals(c.parent(), parent))
                    .toList();
            moved.addAll(outside(
                    sisters, sisters.stream().map(c -> old.indexOf(c.id())).toList()));
        });
        return moved;
    }

    private static List<LabelClass> outside(List<LabelClass> classes, List<Integer> places) {
        int n = classes.size();
        int[] length = new int[n];
        int[] before = new int[n];
        int best = -1;
        for (int i = 0; i < n; i++) {
            length[i] = 1;
            before[i] = -1;
            for (int j = 0; j < i; j++) {
                if (places.get(j) < places.get(i) && length[j] + 1 > length[i]) {
                    length[i] = length[j] + 1;
                    before[i] = j;
                }
            }
            if (best < 0 || length[i] > length[best]) {
                best = i;
            }
        }
        List<LabelClass> out = new ArrayList<>(classes);
        for (int i = best; i >= 0; i = before[i]) {
            out.remove(classes.get(i));
        }
        return out;
    }
}
