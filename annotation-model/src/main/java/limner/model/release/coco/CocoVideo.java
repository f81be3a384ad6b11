package limner.model.release.coco;

import java.util.Objects;

/// An element of `videos`.
///
/// @param id from 1
/// @param length number of pictures of the whole video, whether or not they are in the data set
/// @param folder folder of its pictures
/// @param source what identifies the video where it came from
public record CocoVideo(int id, String name, int width, int height, int length, String folder, String source) {

    public CocoVideo {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(source, "source");
        if (id < 1) {
            throw new IllegalArgumentException("ids start at 1: " + id);
        }
    }
}
