package limner.app.usecase;

import java.util.ArrayList;
import java.util.List;
import limner.model.ontology.ClassKind;
import limner.model.ontology.LabelClass;
import limner.model.ontology.Palette;

/// The classes a sample project begins with: things the bundled clips show, by the names the built-in detector uses,
/// and
/// a few words and events to try the timeline with.
final class StarterOntology {

    private StarterOntology() {}

    static List<LabelClass> classes() {
        List<LabelClass> all = new ArrayList<>();
        add(all, "Person", ClassKind.THING, "1", "A human being, also in part. Not: statues, drawings.");
        add(all, "Cat", ClassKind.THING, "2", "A cat, also in part.");
        add(all, "Coffee cup", ClassKind.THING, "3", "The cup with its handle. Not: the saucer.");
        add(all, "Bottle", ClassKind.THING, "4", "A bottle with its neck and cap. Not: rockets, however alike.");
        add(all, "Animal", ClassKind.THING, "5", "Any animal that has no class of its own.");
        add(all, "Sky", ClassKind.STUFF, "6", "Sky and clouds, as one region.");
        add(all, "Blurred", ClassKind.FRAME_TAG, "", "So blurred that borders cannot be placed.");
        add(all, "Title or credits", ClassKind.FRAME_TAG, "", "Text over the whole picture.");
        add(all, "Cut", ClassKind.POINT_EVENT, "", "The first frame of a new shot.");
        add(all, "Camera moving", ClassKind.INTERVAL_EVENT, "", "The whole picture shifts or scales.");
        add(all, "Object in view", ClassKind.INTERVAL_EVENT, "", "From the first frame it shows to the last.");
        return List.copyOf(all);
    }

    private static void add(List<LabelClass> all, String name, ClassKind kind, String hotkey, String guideline) {
        int id = all.size() + 1;
        all.add(LabelClass.of(id, name, Palette.colourOf(id), kind)
                .withHotkey(hotkey)
                .withGuideline(guideline));
    }
}
