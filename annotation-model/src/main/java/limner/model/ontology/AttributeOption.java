package limner.model.ontology;

/// Something to choose from.
///
/// @param id fixed in its attribute, so that a choice keeps its meaning when it is renamed
/// @param name without commas, which part several of them
public record AttributeOption(int id, String name) {

    public AttributeOption {
        if (id < 1) {
            throw new IllegalArgumentException("options are numbered from 1: " + id);
        }
        if (name.isBlank() || name.contains(",") || !name.equals(name.strip())) {
            throw new IllegalArgumentException("a choice needs a name without commas: " + name);
        }
    }
}
