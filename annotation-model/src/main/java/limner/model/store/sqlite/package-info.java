/// A project in one SQLite file: the only package that writes SQL.
@NullMarked
package limner.model.store.sqlite;

import org.jspecify.annotations.NullMarked;
