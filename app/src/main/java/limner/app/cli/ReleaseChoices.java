package limner.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import limner.app.usecase.AppException;
import limner.app.usecase.BuildRelease;
import limner.app.usecase.OpenProject;
import limner.app.usecase.ReleaseRequest;
import limner.app.usecase.SavedPlans;
import limner.model.id.ClassId;
import limner.model.id.MediaId;
import limner.model.media.Media;
import limner.model.ontology.LabelClass;
import limner.model.release.Between;
import limner.model.release.Encodings;
import limner.model.release.Overlap;
import limner.model.release.People;
import limner.model.release.PictureForm;
import limner.model.release.Pictures;
import limner.model.release.Redaction;
import limner.model.release.ReleasePlan;
import limner.model.release.SplitPlan;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What goes into a release: everything, or what a saved plan says, and of either what options say otherwise.
final class ReleaseChoices {

    @Option(names = "--plan", paramLabel = "NAME", description = "A saved plan: its newest version, or NAME@VERSION.")
    private @Nullable String plan;

    @Option(names = "--save-plan", paramLabel = "NAME", description = "Keep these choices beside the project.")
    private @Nullable String save;

    @Option(names = "--polygons", description = "Regions as rings where rings can say them.")
    private boolean polygons;

    @Option(names = "--rle", description = "Every region as pixels.")
    private boolean rle;

    @Option(names = "--no-frames", description = "Without pictures: each is named by video, number and digest.")
    private boolean noFrames;

    @Option(names = "--class", paramLabel = "NAME", description = "Only this class; may be given several times.")
    private List<String> classes = List.of();

    @Option(names = "--media", paramLabel = "NAME", description = "Only this video; may be given several times.")
    private List<String> media = List.of();

    @Option(names = "--step", paramLabel = "N", description = "Only frames whose number is a multiple of N.")
    private @Nullable Integer step;

    @Option(
            names = "--keyframes-only",
            description = "Leave out pictures on which an object is only interpolated or held.")
    private boolean keyframesOnly;

    @Option(
            names = "--jpeg",
            paramLabel = "QUALITY",
            description = "Pictures as JPEG of this quality, 1 to 100, and not as exact PNG.")
    private @Nullable Integer jpeg;

    @Option(
            names = "--redact",
            paramLabel = "CLASS=HOW",
            split = ",",
            description =
                    "Hide objects of a class and those below it on the pictures: blur, fill, or drop the pictures "
                            + "that show one; may be given several times.")
    private Map<String, String> redact = Map.of();

    @Option(
            names = "--reach",
            paramLabel = "N",
            description = "Leave out pictures on which an object is more than N frames from its nearest keyframe.")
    private @Nullable Integer reach;

    @Option(
            names = "--no-overlap",
            description = "No pixel in two regions: what lies on top has it, and the provenance keeps what was drawn.")
    private boolean noOverlap;

    @Option(
            names = "--min-pixels",
            paramLabel = "N",
            description = "Objects that cover fewer pixels stand in the provenance alone.")
    private @Nullable Long leastPixels;

    @Option(
            names = "--number-people",
            description = "Name those who made labels by a number that means something in this release alone.")
    private boolean numbers;

    @Option(
            names = "--split",
            paramLabel = "NAME=SHARE",
            split = ",",
            description = "Divide whole videos into parts with these shares, such as train=70,val=20,test=10; every "
                    + "class in each as near to its share as may be.")
    private Map<String, Integer> shares = Map.of();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Decides between divisions that are as good (default: 0).")
    private @Nullable Long seed;

    @Option(
            names = "--group",
            paramLabel = "VIDEO=GROUP",
            description = "Videos of one group stay in one part; may be given several times.")
    private Map<String, String> groups = Map.of();

    @Option(
            names = "--keep-splits",
            paramLabel = "RELEASE",
            description = "Videos stay in the part they have in this earlier release, or had in one that it kept: its "
                    + "folder, or its name when that is gone.")
    private @Nullable Path keep;

    /// What to make of a project; saved where that is asked for.
    ///
    /// @throws AppException when something is named that is not there, or the choices contradict each other
    ReleasePlan plan(OpenProject project, BuildRelease releases) throws IOException {
        if (polygons && rle) {
            throw bad("--polygons and --rle exclude each other.");
        }
        SavedPlans saved = SavedPlans.of(project.file());
        ReleasePlan chosen;
        try {
            chosen = apply(plan == null ? ReleaseRequest.everything() : saved.load(plan), project, releases);
        } catch (IllegalArgumentException e) {
            throw new AppException(AppException.Kind.BAD_INPUT, "This cannot be: " + e.getMessage() + ".", e);
        }
        if (save != null) {
            saved.save(save, chosen);
        }
        return chosen;
    }

    private ReleasePlan apply(ReleasePlan from, OpenProject project, BuildRelease releases) throws IOException {
        ReleasePlan p = from;
        if (polygons || rle) {
            p = p.withEncodings(polygons ? Encodings.rings() : Encodings.exact());
        }
        if (noFrames) {
            p = p.withPictures(Pictures.REFERENCES);
        }
        if (!classes.isEmpty()) {
            p = p.withClasses(classesNamed(classes, project));
        }
        if (!media.isEmpty()) {
            Set<MediaId> ids = new HashSet<>();
            for (String name : media) {
                ids.add(video(project, name));
            }
            p = p.withMedia(ids);
        }
        if (step != null) {
            p = p.withStep(step);
        }
        if (keyframesOnly) {
            p = p.withBetween(Between.LEAVE_OUT_PICTURE);
        }
        if (jpeg != null) {
            p = p.withForm(new PictureForm.Jpeg(jpeg));
        }
        if (!redact.isEmpty()) {
            p = p.withRedaction(redaction(p.redaction(), project));
        }
        if (reach != null) {
            p = p.withReach(reach);
        }
        if (noOverlap) {
            p = p.withOverlap(Overlap.TOPMOST);
        }
        if (leastPixels != null) {
            p = p.withLeastPixels(leastPixels);
        }
        if (numbers) {
            p = p.withPeople(People.NUMBERS);
        }
        Optional<SplitPlan> splits = splits(p.splits(), project, releases);
        return splits.isPresent() ? p.withSplits(splits.get()) : p;
    }

    private Optional<SplitPlan> splits(Optional<SplitPlan> known, OpenProject project, BuildRelease releases)
            throws IOException {
        Optional<SplitPlan> divided = known;
        if (!shares.isEmpty()) {
            List<SplitPlan.Share> parts = new ArrayList<>();
            shares.forEach((name, weight) -> parts.add(new SplitPlan.Share(name, weight)));
            SplitPlan fresh = SplitPlan.of(parts, known.map(SplitPlan::seed).orElse(0L));
            divided = Optional.of(known.map(k -> fresh.withGroups(k.groups()).withKept(k.kept()))
                    .orElse(fresh));
        }
        if (divided.isEmpty()) {
            if (seed != null || !groups.isEmpty() || keep != null) {
                throw bad("--seed, --group and --keep-splits say how --split divides, and it is not given.");
            }
            return divided;
        }
        SplitPlan s = divided.get();
        if (seed != null) {
            s = new SplitPlan(s.shares(), seed, s.groups(), s.kept());
        }
        if (!groups.isEmpty()) {
            TreeMap<MediaId, String> named = new TreeMap<>(s.groups());
            groups.forEach((video, group) -> named.put(video(project, video), group));
            s = s.withGroups(named);
        }
        return Optional.of(s.withKept(releases.kept(s.kept(), Optional.ofNullable(keep), project)));
    }

    /// @param known what the plan hides already
    private Redaction redaction(Redaction known, OpenProject project) {
        TreeMap<ClassId, Redaction.How> hidden = new TreeMap<>(known.classes());
        redact.forEach((name, how) -> {
            Redaction.How chosen = Arrays.stream(Redaction.How.values())
                    .filter(h -> h.name().equalsIgnoreCase(how))
                    .findFirst()
                    .orElseThrow(() ->
                            bad("--redact " + name + "=" + how + ": objects are hidden by blur, fill or " + "drop."));
            classesNamed(List.of(name), project).forEach(id -> hidden.put(id, chosen));
        });
        return new Redaction(hidden);
    }

    private static Set<ClassId> classesNamed(List<String> names, OpenProject project) {
        Set<ClassId> ids = new HashSet<>();
        for (String name : names) {
            List<ClassId> found = project.state().ontology().classes().stream()
                    .filter(c -> c.name().equals(name))
                    .map(LabelClass::id)
                    .toList();
            if (found.isEmpty()) {
                throw bad("The project has no class named \"" + name + "\". It has: "
                        + String.join(
                                        ",",
                                        project.state().ontology().classes().stream()
                                                .map(c -> " " + c.name())
                                                .toList())
                                .strip()
                        + ".");
            }
            ids.addAll(found);
        }
        return ids;
    }

    private static MediaId video(OpenProject project, String name) {
        return project.state().mediaInOrder().stream()
                .filter(m -> m.name().equals(name))
                .map(Media::id)
                .findFirst()
                .orElseThrow(() -> bad("The project has no video named \"" + name + "\"."));
    }

    private static AppException bad(String sentence) {
        return new AppException(AppException.Kind.BAD_INPUT, sentence);
    }
}
