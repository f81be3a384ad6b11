package limner.model.store.sqlite;

import limner.model.store.StoreException;

/// SQLite's own checks, as far as they are quick enough for every opening.
final class Integrity {

    private Integrity() {}

    static void demand(Db db, int latest) {
        String name = "\"" + db.file().getFileName() + "\"";
        if (db.number("PRAGMA application_id") != Migrations.APPLICATION_ID) {
            throw new StoreException(name + " belongs to another application, it is not a Limner project. Nothing was"
                    + " changed; choose a file that Limner has made.");
        }
        FileHeader.demandVersion(name, db.number("PRAGMA user_version"), latest);
        String found = db.text("PRAGMA quick_check(1)");
        if (!found.equals("ok")) {
            throw new StoreException("The project " + name + " is damaged (" + found
                    + "). Nothing was changed; work on a copy of it or restore a backup.");
        }
    }
}
