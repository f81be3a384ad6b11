package limner.model.ontology;

import java.util.List;

/// Colours for new classes: Okabe and Ito's eight, chosen to be told apart with any colour vision
/// (M. Okabe, K. Ito, "Color Universal Design", 2008; their black is left out, it vanishes on a dark desk),
/// then a second ring between them.
public final class Palette {

    private static final List<String> COLOURS = List.of(
            "#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7", "#999999", "#b15928",
            "#8dd3c7", "#bebada", "#fb8072", "#b3de69", "#fccde5", "#bc80bd", "#ccebc5");

    private Palette() {}

    /// The colour for the class with this id; repeats after sixteen.
    public static String colourOf(int id) {
        return COLOURS.get(Math.floorMod(id - 1, COLOURS.size()));
    }

    /// The pattern for the class with this id. As there are seven, classes of the same colour differ in it.
    public static Hatch hatchOf(int id) {
        return Hatch.values()[Math.floorMod(id - 1, Hatch.values().length)];
    }

    /// The colours, in the order they are given out.
    public static List<String> colours() {
        return COLOURS;
    }
}
