package limner.model.provenance;

import java.util.Objects;

/// A model whose weights are kept inside the project, so that what said something can be run again years later.
///
/// @param sha256 digest of the weights in lower-case hex; the weights are the blob of that name
/// @param name what people call it
/// @param fileName the file it came from
/// @param card its model card: a JSON document saying what it is for, its recipe and its licence
/// @param bytes size of the weights
public record ModelFile(String sha256, String name, String fileName, String card, long bytes) {

    public ModelFile {
        Objects.requireNonNull(sha256, "sha256");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(fileName, "fileName");
        Objects.requireNonNull(card, "card");
    }
}
