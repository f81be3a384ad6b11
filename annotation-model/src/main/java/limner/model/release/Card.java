package limner.model.release;

import java.util.List;
import java.util.stream.Stream;

/// The data set card: what a stranger reads first. Equal releases have equal cards.
final class Card {

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
        row("of these boxes alone", report.boxes());
        row("of these polygons", report.rings());
        row("of these masks as run lengths", report.runs());
        row("tracks", report.tracks());
        row("frame tags", report.tags());
        row("events", report.events());
        line("");
        line("## Classes");
        line("");
        line("| id | class | annotations |");
        line("|---:|---|---:|");
        report.perClass()
                .forEach((id, count) -> line(
                        "| " + id + " | " + cell(report.classNames().getOrDefault(id, "")) + " | " + count + " |"));
        line("");
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

    private void files(ReleasePlan plan) {
        line("## How to read it");
        line("");
        line(
                "- `annotations/instances.json`: COCO instances. `file_name` is relative to `frames/`; `frame_index` counts"
                        + " from 0 in presentation order; `area` is a number of pixels, a pixel being inside when its centre is"
                        + " (even-odd rule); names that start with `limner_` are additions.");
        switch (plan.pictures()) {
            case FRAMES -> line("- `frames/`: the pictures, decoded exactly, as PNG.");
            case REFERENCES ->
                line("- There are no picture files: take frame `frame_index` of the video with the SHA-256 above, and"
                        + " compare it with `frame-identity.csv`.");
        }
        line("- `frame-identity.csv`: time stamp and hash of the decoded luma plane of every picture.");
        line("- `provenance.jsonl`: for every annotation who or what made it, when, and under which policy.");
        line("- `tags-and-events.json`: what is said of whole frames and of ranges of frames; ranges include their last"
                + " frame.");
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
