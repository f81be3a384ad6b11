package limner.model.release;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import limner.model.id.ClassId;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Ontology;

/// What nobody who gets a release may see on its pictures: objects of classes, faces and number plates for example, or
/// a
/// class of regions made for this. Of the classes below one, too, unless they say otherwise. Whether their labels are
/// in the release is another choice.
///
/// @param classes how each is hidden
public record Redaction(SortedMap<ClassId, How> classes) {

    /// How something is hidden.
    public enum How {
        /// Nothing smaller than a good part of the object is to be told apart in it.
        BLUR,
        /// One colour.
        FILL,
        /// Pictures that show it are not taken.
        DROP
    }

    public Redaction {
        classes = Collections.unmodifiableSortedMap(new TreeMap<>(classes));
    }

    /// Pictures as they are.
    public static Redaction none() {
        return new Redaction(Collections.emptySortedMap());
    }

    public boolean isNone() {
        return classes.isEmpty();
    }

    /// How objects of a class are hidden, of what [#over(Ontology)] gives.
    Optional<How> of(ClassId id) {
        return Optional.ofNullable(classes.get(id));
    }

    /// The same said of every class by itself: as the class says, or the nearest one above it that says something.
    Redaction over(Ontology ontology) {
        SortedMap<ClassId, How> said = resolved(ontology);
        SortedMap<ClassId, How> every = new TreeMap<>();
        for (LabelClass c : ontology.classes()) {
            Stream.concat(Stream.of(c), ontology.above(c.id()).stream())
                    .flatMap(k -> Stream.ofNullable(said.get(k.id())))
                    .findFirst()
                    .ifPresent(how -> every.put(c.id(), how));
        }
        return new Redaction(every);
    }

    /// What was merged into another class is hidden under that one; where both say something, what hides more.
    private SortedMap<ClassId, How> resolved(Ontology ontology) {
        SortedMap<ClassId, How> now = new TreeMap<>(classes);
        classes.forEach((id, how) -> {
            Optional<LabelClass> at = successor(id, ontology);
            while (at.isPresent()) {
                now.merge(at.get().id(), how, (a, b) -> a.compareTo(b) >= 0 ? a : b);
                at = successor(at.get().id(), ontology);
            }
        });
        return now;
    }

    private static Optional<LabelClass> successor(ClassId id, Ontology ontology) {
        return ontology.find(id)
                .flatMap(c -> Optional.ofNullable(c.details().successor()))
                .flatMap(ontology::find);
    }

    /// @throws StoppedException when it names a class that is not there: nobody knows what was to be hidden
    void demandKnown(Ontology ontology) throws StoppedException {
        for (ClassId id : classes.keySet()) {
            if (ontology.find(id).isEmpty()) {
                throw StoppedException.because("The plan hides objects of class " + id.value()
                        + ", and the project has no such class. No release was written; say what is to be hidden.");
            }
        }
    }
}
