package limner.media.source;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Why a media file cannot be used. The message is one sentence for a person and names the file; the kind is the type.
/// Nothing on disk was changed when one of these is thrown.
public abstract sealed class MediaException extends RuntimeException {
    private final transient Path path;

    private MediaException(Path path, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.path = path;
    }

    /// The file in question.
    public Path path() {
        return path;
    }

    /// No file has this name.
    public static final class Missing extends MediaException {
        public Missing(Path path) {
            super(path, path + ": there is no such file; check the name, or that the drive is connected", null);
        }
    }

    /// The name belongs to a folder, or to something that is no regular file.
    public static final class NotAFile extends MediaException {
        public NotAFile(Path path, String what) {
            super(path, path + ": this is " + what + ", not a media file; choose a file", null);
        }
    }

    /// The system refuses to hand out the bytes.
    public static final class Unreadable extends MediaException {
        public Unreadable(Path path, String why, @Nullable Throwable cause) {
            super(path, path + ": the file cannot be read (" + why + ")", cause);
        }
    }

    /// The file has no bytes.
    public static final class Empty extends MediaException {
        public Empty(Path path) {
            super(path, path + ": the file is empty (0 bytes); copy it again from its source", null);
        }
    }

    /// The bytes are no container that is known.
    public static final class NotMedia extends MediaException {
        public NotMedia(Path path, String why) {
            super(path, path + ": this is not a video or picture that can be read (" + why + ")", null);
        }
    }

    /// The container's table of contents is missing, usually because a recording or a copy was cut short.
    public static final class Truncated extends MediaException {
        public Truncated(Path path, String why) {
            super(
                    path,
                    path + ": the file is cut short (" + why
                            + "); copy it again, or repair it from the recording device",
                    null);
        }
    }

    /// A container without pictures, such as a sound recording.
    public static final class NoVideo extends MediaException {
        public NoVideo(Path path, String container) {
            super(path, path + ": the file holds no video (container " + container + ")", null);
        }
    }

    /// The file has pictures, but not in the stream that was asked for.
    public static final class NoSuchStream extends MediaException {
        public NoSuchStream(Path path, int asked, List<Integer> there) {
            super(
                    path,
                    path + ": stream " + asked + " of this file holds no video; choose "
                            + there.stream().map(String::valueOf).collect(Collectors.joining(" or ")),
                    null);
        }
    }

    /// The pictures are coded in a way this build cannot decode.
    public static final class NoDecoder extends MediaException {
        public NoDecoder(Path path, String codec) {
            super(
                    path,
                    path + ": there is no decoder for this video (" + codec + "); convert it to H.264, VP9 or AV1",
                    null);
        }
    }

    /// The sound that was asked for is not there or cannot be decoded; the pictures are another matter.
    public static final class NoSound extends MediaException {
        public NoSound(Path path, String why) {
            super(
                    path,
                    path + ": its sound cannot be played (" + why + "); its pictures can be used all the same",
                    null);
        }
    }

    /// A device of the machine cannot decode this video.
    public static final class NoDevice extends MediaException {
        private final String reason;

        public NoDevice(Path path, String device, String why) {
            super(path, path + ": " + device + " cannot decode this video (" + why + "); software can", null);
            this.reason = why;
        }

        /// Why, in a few words.
        public String reason() {
            return reason;
        }
    }

    /// Another version of the decoder made the index of this file, and this version shows other pictures.
    public static final class Drifted extends MediaException {
        /// @param what how many pictures differ and which is the first
        /// @param before the version that made the index
        public Drifted(Path path, String what, String before) {
            super(
                    path,
                    path + ": this version of the decoder does not show the pictures that this video was numbered by"
                            + " (" + what + "; numbered by " + before + "); nothing was changed, and what was labelled"
                            + " is safe: go on with the earlier version of Limner, or, to accept the other pictures"
                            + " under the numbers there are, run “limner index --accept-decoder” on the file",
                    null);
        }
    }

    /// The file is a video, yet not one picture of it can be decoded.
    public static final class NoPictures extends MediaException {
        public NoPictures(Path path, String why) {
            super(path, path + ": not one picture of this video can be decoded (" + why + ")", null);
        }
    }

    /// A folder or a list without one picture.
    public static final class NoPictureFiles extends MediaException {
        public NoPictureFiles(Path path) {
            super(
                    path,
                    path + ": there are no pictures here; choose a folder that holds JPEG, PNG, WebP, BMP, TIFF or GIF"
                            + " files itself",
                    null);
        }
    }

    /// One picture file that cannot be decoded.
    public static final class BadPicture extends MediaException {
        public BadPicture(Path path, String why) {
            super(
                    path,
                    path + ": this picture cannot be decoded (" + why + "); other pictures can still be used",
                    null);
        }
    }

    /// The file was there when it was opened and is not there any more.
    public static final class Gone extends MediaException {
        public Gone(Path path) {
            super(
                    path,
                    path + ": the file is not there any more; connect its drive again, or put it back: work goes on by "
                            + "itself then, and what was labelled is safe",
                    null);
        }
    }

    /// The file is another one than it was when it was opened.
    public static final class Changed extends MediaException {
        public Changed(Path path) {
            super(
                    path,
                    path + ": the file was changed or replaced while it was open; put the original back: work goes on "
                            + "by itself then, and what was labelled is safe",
                    null);
        }
    }

    /// Reading did not come back within its time limit.
    public static final class TimedOut extends MediaException {
        public TimedOut(Path path, String what) {
            super(path, path + ": " + what + " took too long and was stopped; the file may be damaged", null);
        }
    }

    /// Someone asked to stop.
    public static final class Cancelled extends MediaException {
        public Cancelled(Path path) {
            super(path, path + ": reading was cancelled", null);
        }
    }
}
