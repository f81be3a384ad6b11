package limner.model.store.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The numbered scripts that lead from an empty file to the tables of today. They only go forward, and one that was
/// released is never edited.
///
/// @param scripts the first makes version 1
record Migrations(List<String> scripts) {

    /// "Limn", in the header of every project file.
    static final int APPLICATION_ID = 0x4c696d6e;

    Migrations {
        scripts = List.copyOf(scripts);
    }

    /// The scripts that come with this program.
    static Migrations bundled() {
        List<String> scripts = new ArrayList<>();
        while (true) {
            String name = String.format(Locale.ROOT, "schema/%04d.sql", scripts.size() + 1);
            try (InputStream in = Migrations.class.getResourceAsStream(name)) {
                if (in == null) {
                    return new Migrations(scripts);
                }
                scripts.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// The version they lead to.
    int latest() {
        return scripts.size();
    }

    /// Brings the file up to date: each step is done as a whole or not at all.
    void apply(Db db) {
        for (int version = (int) db.number("PRAGMA user_version"); version < latest(); version++) {
            String script = scripts.get(version);
            int next = version + 1;
            db.write(() -> {
                db.execute(script);
                db.execute("PRAGMA application_id = " + APPLICATION_ID);
                db.execute("PRAGMA user_version = " + next);
                return next;
            });
        }
    }
}
