package limner.model.exchange.sidecar;

import java.io.IOException;
import java.util.List;
import limner.model.event.LabelEvent;
import limner.model.exchange.Entry;
import limner.model.exchange.EntryKeeper;
import limner.model.exchange.Target;
import limner.model.release.coco.JsonFormat;
import limner.model.store.sqlite.FactText;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;

/// Writes everything in full beside the files of a format: the exported part of the project in facts where there is
/// one,
/// one fact a line, then one entry a line, and at the end the digests of those files,
/// so that a reader knows whether both still say the same. An end that is missing means that the writing broke off.
public final class SidecarKeeper implements EntryKeeper {

    /// The name of the file, in the folder of the data set.
    public static final String FILE = "limner-sidecar.jsonl";

    /// Of files that tell the project in facts too; others are as they always were.
    static final int VERSION = 2;

    private final JsonGenerator json;
    private final Target target;

    /// @param format what the files beside it are
    /// @throws IOException when it cannot be made
    public SidecarKeeper(Target target, String format) throws IOException {
        this(target, format, List.of());
    }

    /// @param format what the files beside it are
    /// @param facts that make the exported part of the project from nothing
    /// @throws IOException when it cannot be made
    public SidecarKeeper(Target target, String format, List<? extends LabelEvent> facts) throws IOException {
        this.target = target;
        json = JsonFormat.lines(target.create(FILE));
        FactText text = new FactText();
        say(() -> {
            head(format, facts.isEmpty() ? 1 : VERSION);
            for (LabelEvent fact : facts) {
                text.write(json, fact);
                json.writeRaw('\n');
            }
        });
    }

    private void head(String format, int version) {
        json.writeStartObject();
        json.writeNumberProperty("limner_sidecar", version);
        json.writeStringProperty("format", format);
        json.writeEndObject();
        json.writeRaw('\n');
    }

    /// Lets out what the stream says.
    private static void say(Runnable what) throws IOException {
        try {
            what.run();
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void keep(Entry entry, List<String> writtenAs) throws IOException {
        say(() -> EntryJson.write(json, entry, writtenAs));
    }

    @Override
    public void end() throws IOException {
        say(this::digests);
    }

    private void digests() {
        json.writeStartObject();
        json.writeObjectPropertyStart("files");
        target.digests().forEach(json::writeStringProperty);
        json.writeEndObject();
        json.writeEndObject();
        json.writeRaw('\n');
    }

    @Override
    public void close() throws IOException {
        say(json::close);
    }
}
