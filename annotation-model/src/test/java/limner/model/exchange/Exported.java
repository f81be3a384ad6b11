package limner.model.exchange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import limner.model.event.LabelEvent;
import limner.model.exchange.out.Export;
import limner.model.exchange.out.FolderTarget;
import limner.model.exchange.sidecar.SidecarFormat;
import limner.model.exchange.sidecar.SidecarKeeper;

/// Writes entries in a format and reads them back, in tests.
///
/// @param report what the writing says was lost
/// @param folder what was written
record Exported(LossReport report, Path folder) {

    /// Pictures' sizes are not asked for.
    static final Surroundings NOTHING_AROUND = new Surroundings() {
        @Override
        public Optional<Size> sizeOf(String file) {
            return Optional.empty();
        }

        @Override
        public Samples samples(byte[] png) throws IOException {
            return PngPixels.read(png);
        }
    };

    static Exported of(EntrySource source, DatasetWriter writer, Choices choices, Path folder) throws Exception {
        return of(source, List.of(), writer, choices, folder);
    }

    static Exported of(EntrySource source, List<LabelEvent> facts, DatasetWriter writer, Choices choices, Path folder)
            throws Exception {
        Export export = new Export(source, writer, choices);
        LossReport trial = export.trial();
        LossReport report;
        try (FolderTarget target = FolderTarget.beside(folder);
                SidecarKeeper keeper = new SidecarKeeper(target, writer.id(), facts)) {
            report = export.write(target, keeper);
            keeper.close();
            target.publish();
        }
        if (!trial.equals(report)) {
            throw new AssertionError("the trial said " + trial + ", and the writing " + report);
        }
        return new Exported(report, folder);
    }

    static EntrySource told(List<? extends Entry> entries) {
        return entries::forEach;
    }

    static List<Entry> read(DatasetFormat format, Path path) throws Exception {
        return read(format, path, NOTHING_AROUND);
    }

    static List<Entry> read(DatasetFormat format, Path path, Surroundings around) throws Exception {
        List<Entry> all = new ArrayList<>();
        format.read(path, around, all::add);
        return all;
    }

    List<Entry> sidecar() throws Exception {
        return read(new SidecarFormat(), folder);
    }
}
