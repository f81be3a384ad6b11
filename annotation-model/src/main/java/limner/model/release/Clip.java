package limner.model.release;

import limner.model.media.Media;
import limner.model.project.MediaLabels;
import limner.model.release.coco.CocoVideo;

/// A video of a release and the frames of it that are taken, in rising order.
///
/// @param number id in the release, from 1
/// @param firstImage id of the picture of the first of its frames
/// @param form of the picture files
record Clip(
        int number, Media media, String folder, MediaLabels labels, int[] frames, int firstImage, PictureForm form) {

    CocoVideo coco() {
        return new CocoVideo(
                number,
                media.name(),
                media.width(),
                media.height(),
                media.frameCount(),
                folder,
                media.id().toString());
    }

    String fileName(int frame) {
        return fileName(folder, frame, form);
    }

    /// Where a picture lies below `frames/`, always with `/`.
    static String fileName(String folder, int frame, PictureForm form) {
        String digits = Integer.toString(frame);
        return folder + "/" + "0".repeat(Math.max(0, 6 - digits.length())) + digits + form.ending();
    }
}
