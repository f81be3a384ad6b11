package limner.model.exchange;

import limner.model.id.MediaId;

/// Finds the frame of the project that a picture of a file is.
@FunctionalInterface
public interface PictureFinder {

    /// What was found.
    sealed interface Found {

        /// @param media its video
        /// @param frame its number there
        record Frame(MediaId media, int frame) implements Found {}

        /// @param reason a sentence for the user
        record Nothing(String reason) implements Found {}
    }

    /// @param picture a picture of the file
    /// @param video the name of its video, or empty
    Found find(Entry.Picture picture, String video);
}
