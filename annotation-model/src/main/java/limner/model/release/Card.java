package limner.model.release;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Stream;

/// The data set card: what a stranger reads first. Equal releases have equal cards.
final class Card {

    private static final int MOST_EXAMPLES = 6;

    private final StringBuilder text = new StringBuilder();

    private Card() {}

    static String of(ReleasePlan plan, Selection selection, ReleaseReport report, List<Manifest.Video> videos) {
        return new Card().write(plan, selection, report, videos);
    }

    private String write(ReleasePlan plan, Selection selection, ReleaseReport report, List<Manifest.Video> videos) {
        line("# " + plain(plan.name()));
        line("");
        line("A data set of labelled video frames, released from the project "
                + plain(selection.state().name()) + " as it was after event " + plan.event() + " of its log.");
        line("");
        line("| what | how many |");
        line("|---|---:|");
        row("videos", report.videos());
        row("pictures", report.pictures());
        row("of these looked at and found empty (negatives)", report.negatives());
        row("annotations", report.annotations());
        row("of these boxes and skeletons without a region", report.boxes());
        row("of these polygons", report.rings());
        row("of these masks as run lengths", report.runs());
        row("tracks", report.tracks());
        row("frame tags", report.tags());
        row("events", report.events());
        line("");
        line("## Classes");
        line("");
        line("| id | class | annotations | of all | pictures | videos | pixels | weight |");
        line("|---:|---|---:|---:|---:|---:|---:|---:|");
        report.statistics().classes().forEach((id, b) -> {
            String name = cell(report.classNames().getOrDefault(id, ""));
            String share = report.annotations() == 0 ? "0" : rounded(100.0 * b.annotations() / report.annotations(), 1);
            String weight = b.annotations() == 0 ? "" : rounded(b.weight(), 4);
            line("| " + id + " | " + name + " | " + b.annotations() + " | " + share + " % | " + b.pictures() + " | "
                    + b.videos() + " | " + b.pixels() + " | " + weight + " |");
        });
        line("");
        line("A weight is what each annotation of a class may count in training so that all classes that occur count"
                + " alike: all annotations / (classes that occur x annotations of the class). `statistics.json` has it"
                + " in full.");
        line("");
        examples(plan, report);
        line("## How the places of objects are known");
        line("");
        line("| place | annotations |");
        line("|---|---:|");
        report.perSource().forEach(this::row);
        line("");
        line("## Videos");
        line("");
        line("| id | video | folder | size | frames | pictures taken | SHA-256 |");
        line("|---:|---|---|---|---:|---:|---|");
        for (Manifest.Video v : videos) {
            int taken = selection.clips().get(v.number() - 1).frames().length;
            line("| " + v.number() + " | " + cell(v.name()) + " | " + v.folder() + " | " + v.width() + " x "
                    + v.height() + " | " + v.frames() + " | " + taken + " | " + v.sha256() + " |");
        }
        line("");
        if (!report.parts().isEmpty()) {
            line("## Parts");
            line("");
            line("| part | videos | pictures | labels |");
            line("|---|---:|---:|---:|");
            report.parts()
                    .forEach(p -> line(
                            "| " + p.name() + " | " + p.videos() + " | " + p.pictures() + " | " + p.labels() + " |"));
            line("");
            report.warnings().forEach(warning -> line("- " + warning));
            line("- `splits.json` says which video is in which part; `splits/` lists the pictures of each.");
            line("");
        }
        if (!report.statistics().gaps().isEmpty()) {
            line("## Known gaps");
            line("");
            report.statistics().gaps().forEach(gap -> line("- " + plain(gap)));
            line("");
        }
        changes(report.statistics().changes());
        line("## What the format does not carry");
        line("");
        List<String> losses = report.losses();
        Stream.of(losses.isEmpty() ? List.of("Nothing is lost.") : losses)
                .flatMap(List::stream)
                .forEach(loss -> line("- " + loss));
        line("");
        files(plan);
        return text.toString();
    }

    /// A picture of each class, where there are picture files.
    private void examples(ReleasePlan plan, ReleaseReport report) {
        if (plan.pictures() == Pictures.REFERENCES
                || report.statistics().examples().isEmpty()) {
            return;
        }
        line("## Pictures");
        line("");
        report.statistics().examples().entrySet().stream().limit(MOST_EXAMPLES).forEach(e -> {
            String name = plain(report.classNames().getOrDefault(e.getKey(), ""));
            line(name + ": ![" + name + "](" + Manifest.FRAMES + e.getValue() + ")");
            line("");
        });
    }

    private void changes(List<ReleaseChange> changes) {
        line("## Change log");
        line("");
        line("Over the whole project, whatever this release takes of it; the first line counts from the beginning."
                + " `limner diff` compares two releases themselves.");
        line("");
        line("| release | event | labels added | changed | removed | frames done | reopened | videos | classes |");
        line("|---|---:|---:|---:|---:|---:|---:|---:|---|");
        changes.forEach(c -> line("| " + cell(c.name()) + " | " + c.event() + " | " + c.added() + " | " + c.changed()
                + " | " + c.removed() + " | " + c.done() + " | " + c.reopened() + " | " + c.videos() + " | "
                + (c.classesChanged() ? "changed" : "the same") + " |"));
        line("");
    }

    /// With a dot whatever the machine's language, and no zeros at the end.
    private static String rounded(double value, int digits) {
        return BigDecimal.valueOf(value)
                .setScale(digits, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private void files(ReleasePlan plan) {
        line("## How to read it");
        line("");
        line(
                "- `annotations/instances.json`: COCO instances. `file_name` is relative to `frames/`; `frame_index` counts"
                        + " from 0 in presentation order; `area` is a number of pixels, a pixel being inside when its centre is"
                        + " (even-odd rule); names that start with `limner_` are additions.");
        switch (plan.pictures()) {
            case FRAMES ->
                line(
                        switch (plan.form()) {
                            case PictureForm.Png()
                            when plan.redaction().isNone() -> "- `frames/`: the pictures, decoded exactly, as PNG.";
                            case PictureForm.Png() ->
                                "- `frames/`: the pictures as PNG, decoded exactly but for what is hidden on them.";
                            case PictureForm.Jpeg(int quality) ->
                                "- `frames/`: the pictures as JPEG of quality " + quality
                                        + ": their pixels are nearly those that were decoded.";
                        });
            case REFERENCES ->
                line("- There are no picture files: take frame `frame_index` of the video with the SHA-256 above, and"
                        + " compare it with `frame-identity.csv`.");
        }
        line("- `frame-identity.csv`: time stamp and hash of the decoded luma plane of every picture.");
        line("- `provenance.jsonl`: for every annotation who or what made it, when, and under which policy.");
        line("- `tags-and-events.json`: what is said of whole frames and of ranges of frames; ranges include their last"
                + " frame.");
        line("- `schemas/`: JSON Schemas of all these files; that of the provenance is for each of its lines.");
        line("- `statistics.json`: the tables of this card for programs.");
        line("- `ontology.json`, `plan.json`: the classes, and what was chosen for this release.");
        line(
                "- `manifest.json`: SHA-256 and size of every file; `manifest.sha256` holds its own digest, which names this"
                        + " release. `limner verify FOLDER` checks all of it.");
        line(plan.licence().isEmpty() ? "- No licence was stated for this data set." : "- `LICENSE`: the licence.");
    }

    private void row(String what, int count) {
        line("| " + what + " | " + count + " |");
    }

    private void line(String content) {
        text.append(content).append('\n');
    }

    private static String cell(String name) {
        return plain(name).replace("|", "\\|");
    }

    /// A name on one line that is not read as markup.
    private static String plain(String name) {
        return name.replaceAll("\\p{Cntrl}+", " ").replaceAll("([\\\\`*_<>\\[\\]#])", "\\\\$1");
    }
}
