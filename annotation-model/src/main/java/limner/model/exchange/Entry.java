package limner.model.exchange;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import limner.model.budget.EventWords;
import limner.model.geometry.Shape;
import limner.model.geometry.Skeleton;
import limner.model.ontology.AttributeType;

/// One statement of a data set file, in terms that no format owns. Keys are the file's own names of things and mean
/// nothing outside it. Frames count from 0; coordinates are those of [Shape], whatever the format's own are.
///
/// Readers state categories, videos and pictures before what refers to them, so that nothing has to be kept back.
public sealed interface Entry {

    /// What a file says of itself, such as its licences.
    ///
    /// @param fields a JSON object as text
    record About(String fields) implements Entry {}

    /// A class of the file.
    ///
    /// @param key what annotations refer to it by
    /// @param parent the name of the more general one, or empty
    /// @param countable whether its annotations are single objects; false for regions such as sky
    /// @param joints names of the joints of its skeletons, in order; none where it has no skeletons
    /// @param bones pairs of joints, by their place in the list from 0
    /// @param colour `#rrggbb`, or empty
    /// @param asked what the file says that is asked of its annotations; they may say more, and less
    /// @param extras what the file says beyond this: a JSON object as text, or empty
    record Category(
            String key,
            String name,
            String parent,
            boolean countable,
            List<String> joints,
            List<Bone> bones,
            String colour,
            List<Asked> asked,
            String extras)
            implements Entry {
        public Category {
            demand(key, "a category");
            Objects.requireNonNull(extras, "extras");
            Objects.requireNonNull(parent, "parent");
            Objects.requireNonNull(colour, "colour");
            if (name.isBlank()) {
                throw new IllegalArgumentException("a category needs a name");
            }
            joints = List.copyOf(joints);
            bones = List.copyOf(bones);
            asked = List.copyOf(asked);
            for (Bone b : bones) {
                if (b.from() < 0 || b.to() < 0 || b.from() >= joints.size() || b.to() >= joints.size()) {
                    throw new IllegalArgumentException("a skeleton joins keypoints that are not there: "
                            + (b.from() + 1) + " and " + (b.to() + 1));
                }
            }
        }

        /// One of which nothing else is said.
        public Category(
                String key,
                String name,
                String parent,
                boolean countable,
                List<String> joints,
                List<Bone> bones,
                String colour,
                List<Asked> asked) {
            this(key, name, parent, countable, joints, bones, colour, asked, "");
        }

        /// One of whose attributes the file says nothing beforehand.
        public Category(
                String key,
                String name,
                String parent,
                boolean countable,
                List<String> joints,
                List<Bone> bones,
                String colour) {
            this(key, name, parent, countable, joints, bones, colour, List.of());
        }

        /// One of objects without skeletons.
        public static Category of(String key, String name) {
            return new Category(key, name, "", true, List.of(), List.of(), "");
        }
    }

    /// A line between two joints, by their place in the list from 0.
    record Bone(int from, int to) {}

    /// An attribute as a file declares it.
    ///
    /// @param changing whether it may say different things on different frames of one track
    record Asked(String name, AttributeType type, boolean changing) {}

    /// A video, or another ordered run of pictures.
    ///
    /// @param width pixels, or 0 where the file does not say
    /// @param height pixels, or 0 where the file does not say
    /// @param length number of all its frames, or 0 where the file does not say
    /// @param extras what the file says beyond this: a JSON object as text, or empty
    /// @param rate average pictures a second where a project knows it, or 0; no file has it
    record Video(String key, String name, int width, int height, int length, String extras, double rate)
            implements Entry {
        public Video {
            demand(key, "a video");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(extras, "extras");
        }

        /// One of which a file says no more.
        public Video(String key, String name, int width, int height, int length, String extras) {
            this(key, name, width, height, length, extras, 0);
        }

        /// One of which nothing else is said.
        public Video(String key, String name, int width, int height, int length) {
            this(key, name, width, height, length, "");
        }

        /// The same with what a project knows of it.
        public Video withRate(double known) {
            return new Video(key, name, width, height, length, extras, known);
        }
    }

    /// A picture, which a project knows as a frame.
    ///
    /// @param file its file with `/` between names, relative to wherever the pictures are; may be empty
    /// @param width pixels
    /// @param height pixels
    /// @param video key of the video it is a frame of, or empty
    /// @param frame its number in that video; where it is of none, -1
    /// @param extras what the file says beyond this: a JSON object as text, or empty
    /// @param details what only a project knows of it, where that was asked for; no file has it
    record Picture(
            String key,
            String file,
            int width,
            int height,
            String video,
            int frame,
            String extras,
            Optional<FrameDetails> details)
            implements Entry {
        public Picture {
            demand(key, "a picture");
            Objects.requireNonNull(extras, "extras");
            Objects.requireNonNull(details, "details");
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(video, "video");
            if (width < 1 || height < 1 || (long) width * height > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("a picture cannot be " + width + " × " + height);
            }
            if (frame < -1) {
                throw new IllegalArgumentException("frames count from 0: " + frame);
            }
        }

        /// One of which nothing else is known.
        public Picture(String key, String file, int width, int height, String video, int frame) {
            this(key, file, width, height, video, frame, "", Optional.empty());
        }

        /// The same with what a project knows of it.
        public Picture with(Optional<FrameDetails> known) {
            return new Picture(key, file, width, height, video, frame, extras, known);
        }
    }

    /// One object on one picture.
    ///
    /// @param at where it stands in the file
    /// @param key the file's own id of it, or empty
    /// @param picture key of its picture
    /// @param category key of its category
    /// @param shape what is drawn; empty where only a pose is given
    /// @param pose the joints that are given beside the shape or instead of it
    /// @param track what it is a place of, where it is of a track
    /// @param crowd whether it stands for a crowd of objects
    /// @param occluded whether something hides part of it
    /// @param depth what lies before what: the greater is the nearer
    /// @param attributes by name, in the order of the file
    /// @param extras what the file says beyond this: a JSON object as text, or empty
    /// @param details what only a project knows of it, where that was asked for; no file has it
    record Annotation(
            At at,
            String key,
            String picture,
            String category,
            Optional<Shape> shape,
            Optional<Skeleton> pose,
            Optional<OnTrack> track,
            boolean crowd,
            boolean occluded,
            int depth,
            SequencedMap<String, Value> attributes,
            String extras,
            Optional<LabelDetails> details)
            implements Entry {
        public Annotation {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(extras, "extras");
            Objects.requireNonNull(details, "details");
            if (shape.isEmpty() && pose.isEmpty()) {
                throw new IllegalArgumentException("it says neither a shape nor keypoints");
            }
        }

        /// One of which nothing else is known.
        public Annotation(
                At at,
                String key,
                String picture,
                String category,
                Optional<Shape> shape,
                Optional<Skeleton> pose,
                Optional<OnTrack> track,
                boolean crowd,
                boolean occluded,
                int depth,
                SequencedMap<String, Value> attributes,
                String extras) {
            this(
                    at,
                    key,
                    picture,
                    category,
                    shape,
                    pose,
                    track,
                    crowd,
                    occluded,
                    depth,
                    attributes,
                    extras,
                    Optional.empty());
        }

        /// The same with another shape.
        public Annotation withShape(Shape other) {
            return new Annotation(
                    at,
                    key,
                    picture,
                    category,
                    Optional.of(other),
                    pose,
                    track,
                    crowd,
                    occluded,
                    depth,
                    attributes,
                    extras,
                    details);
        }
    }

    /// That an annotation is a place of a track.
    ///
    /// @param key of the track, unique in the file
    /// @param known how the file knows the place
    /// @param outside whether the track is gone from this frame on; the shape is where it was last
    record OnTrack(String key, Known known, boolean outside) {
        public OnTrack {
            demand(key, "a track");
            Objects.requireNonNull(known, "known");
        }
    }

    /// How the place of a track is known.
    enum Known {
        /// Somebody put it there, and from there it goes on as CVAT's tracks do: evenly to the next keyframe; several
        /// points and masks stay as they are.
        KEYFRAME,
        /// It follows from the keyframes around it.
        BETWEEN,
        /// The file does not tell the two apart: it gives the place on every frame where the object is.
        STATED
    }

    /// A word said of a whole picture.
    record Tag(At at, String picture, String category) implements Entry {}

    /// Something that lasts.
    ///
    /// @param first its first frame in the video
    /// @param last its last frame, included
    /// @param words what else is said of it and when it is, where that was asked for; no file has it
    record Interval(At at, String video, String category, int first, int last, Optional<EventWords> words)
            implements Entry {
        public Interval {
            Objects.requireNonNull(words, "words");
        }

        /// One of which nothing else is said.
        public Interval(At at, String video, String category, int first, int last) {
            this(at, video, category, first, last, Optional.empty());
        }
    }

    /// Something that the reader cannot take, and why.
    ///
    /// @param reason a sentence for the user
    record NotTaken(At at, String reason) implements Entry {}

    /// A place in a file.
    ///
    /// @param file its name, relative to what was opened
    /// @param where such as `annotations[17]` or `line 3`; empty for the file as a whole
    record At(String file, String where) {
        @Override
        public String toString() {
            return where.isEmpty() ? file : file + ", " + where;
        }
    }

    private static void demand(String key, String what) {
        if (key.isBlank()) {
            throw new IllegalArgumentException(what + " needs an id");
        }
    }
}
