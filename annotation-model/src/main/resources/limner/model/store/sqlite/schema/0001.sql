-- What the file is.
CREATE TABLE meta (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Names of people stay outside the log, so that one can be forgotten without breaking it.
CREATE TABLE person (
    actor TEXT NOT NULL PRIMARY KEY,
    name  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Masks and weights under their own digest. The log holds the digest, never the bytes.
CREATE TABLE blob (
    sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
    bytes  BLOB NOT NULL
) STRICT;

-- The log.
CREATE TABLE change (
    number INTEGER NOT NULL PRIMARY KEY CHECK (number > 0),
    kind   TEXT    NOT NULL CHECK (kind IN ('EDIT', 'FACT', 'UNDO', 'REDO')),
    target INTEGER NOT NULL CHECK (target >= 0),
    title  TEXT    NOT NULL,
    size   INTEGER NOT NULL CHECK (size > 0)
) STRICT;

CREATE TABLE event (
    number    INTEGER NOT NULL PRIMARY KEY CHECK (number > 0),
    id        TEXT    NOT NULL UNIQUE,
    change    INTEGER NOT NULL REFERENCES change (number),
    replica   TEXT    NOT NULL,
    actor     TEXT    NOT NULL,
    hlc_wall  INTEGER NOT NULL,
    hlc_count INTEGER NOT NULL CHECK (hlc_count >= 0),
    at        TEXT    NOT NULL,
    type      TEXT    NOT NULL,
    version   INTEGER NOT NULL CHECK (version > 0),
    payload   TEXT    NOT NULL CHECK (json_valid(payload)),
    prev_hash TEXT    NOT NULL CHECK (length(prev_hash) = 64),
    hash      TEXT    NOT NULL CHECK (length(hash) = 64)
) STRICT;
CREATE INDEX event_change ON event (change);
CREATE INDEX event_replica ON event (replica, number);

CREATE TRIGGER change_is_final BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER change_stays BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER event_is_final BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER event_stays BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER blob_is_final BEFORE UPDATE ON blob BEGIN SELECT RAISE(ABORT, 'blobs are never altered'); END;

-- Rows: everything below is read off the log and can be written anew from it.
CREATE TABLE media (
    id          TEXT    NOT NULL PRIMARY KEY,
    name        TEXT    NOT NULL,
    path        TEXT    NOT NULL,
    fingerprint TEXT    NOT NULL,
    sha256      TEXT    NOT NULL,
    width       INTEGER NOT NULL,
    height      INTEGER NOT NULL,
    frame_count INTEGER NOT NULL,
    frame_rate  REAL    NOT NULL
) STRICT, WITHOUT ROWID;

-- One row at most; a project without one has the empty first version.
CREATE TABLE ontology (
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    version  INTEGER NOT NULL
) STRICT;

CREATE TABLE ontology_class (
    id        INTEGER NOT NULL PRIMARY KEY,
    position  INTEGER NOT NULL UNIQUE,
    name      TEXT    NOT NULL UNIQUE,
    colour    TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    hotkey    TEXT    NOT NULL,
    parent    INTEGER REFERENCES ontology_class (id) DEFERRABLE INITIALLY DEFERRED,
    guideline TEXT    NOT NULL,
    retired   INTEGER NOT NULL CHECK (retired IN (0, 1))
) STRICT;

CREATE TABLE sequence (
    id    TEXT    NOT NULL PRIMARY KEY,
    media TEXT    NOT NULL REFERENCES media (id),
    name  TEXT    NOT NULL,
    first INTEGER NOT NULL,
    last  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sequence_frames ON sequence (media, first);

-- Frames that are not unseen.
CREATE TABLE frame_state (
    media TEXT    NOT NULL REFERENCES media (id),
    frame INTEGER NOT NULL,
    state TEXT    NOT NULL CHECK (state IN ('IN_WORK', 'DONE')),
    PRIMARY KEY (media, frame)
) STRICT, WITHOUT ROWID;

CREATE TABLE run (
    id             TEXT NOT NULL PRIMARY KEY,
    plugin         TEXT NOT NULL,
    plugin_version TEXT NOT NULL,
    model          TEXT NOT NULL,
    model_version  TEXT NOT NULL,
    weights_sha256 TEXT NOT NULL,
    settings       TEXT NOT NULL CHECK (json_valid(settings))
) STRICT, WITHOUT ROWID;

CREATE TABLE policy (
    id        TEXT NOT NULL PRIMARY KEY,
    name      TEXT NOT NULL,
    text      TEXT NOT NULL,
    threshold REAL NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE model (
    sha256    TEXT    NOT NULL PRIMARY KEY REFERENCES blob (sha256),
    name      TEXT    NOT NULL,
    file_name TEXT    NOT NULL,
    card      TEXT    NOT NULL,
    bytes     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE release (
    name            TEXT    NOT NULL PRIMARY KEY,
    up_to           INTEGER NOT NULL,
    manifest_sha256 TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE label (
    id     TEXT    NOT NULL PRIMARY KEY,
    media  TEXT    NOT NULL REFERENCES media (id),
    number INTEGER NOT NULL,
    class  INTEGER NOT NULL REFERENCES ontology_class (id) DEFERRABLE INITIALLY DEFERRED,
    extent TEXT    NOT NULL CHECK (extent IN ('FRAME', 'TRACK')),
    origin TEXT    NOT NULL CHECK (json_valid(origin)),
    UNIQUE (media, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX label_class ON label (class);

CREATE TABLE keyframe (
    label    TEXT    NOT NULL REFERENCES label (id),
    frame    INTEGER NOT NULL,
    media    TEXT    NOT NULL REFERENCES media (id),
    outside  INTEGER NOT NULL CHECK (outside IN (0, 1)),
    occluded INTEGER NOT NULL CHECK (occluded IN (0, 1)),
    shape    TEXT    NOT NULL CHECK (json_valid(shape)),
    mask     TEXT REFERENCES blob (sha256),
    PRIMARY KEY (label, frame)
) STRICT, WITHOUT ROWID;
CREATE INDEX keyframe_frame ON keyframe (media, frame);

CREATE TABLE frame_tag (
    media TEXT    NOT NULL REFERENCES media (id),
    frame INTEGER NOT NULL,
    class INTEGER NOT NULL REFERENCES ontology_class (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (media, frame, class)
) STRICT, WITHOUT ROWID;
CREATE INDEX frame_tag_class ON frame_tag (class);

CREATE TABLE interval (
    id    TEXT    NOT NULL PRIMARY KEY,
    media TEXT    NOT NULL REFERENCES media (id),
    class INTEGER NOT NULL REFERENCES ontology_class (id) DEFERRABLE INITIALLY DEFERRED,
    first INTEGER NOT NULL,
    last  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX interval_frames ON interval (media, first);
CREATE INDEX interval_class ON interval (class);

CREATE TABLE suggestion (
    id      TEXT    NOT NULL PRIMARY KEY,
    media   TEXT    NOT NULL REFERENCES media (id),
    frame   INTEGER NOT NULL,
    class   INTEGER NOT NULL REFERENCES ontology_class (id) DEFERRABLE INITIALLY DEFERRED,
    score   REAL    NOT NULL,
    run     TEXT    NOT NULL REFERENCES run (id),
    refines TEXT,
    verdict TEXT    NOT NULL,
    shape   TEXT    NOT NULL CHECK (json_valid(shape)),
    mask    TEXT REFERENCES blob (sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX suggestion_frame ON suggestion (media, frame);
CREATE INDEX suggestion_run ON suggestion (run);
CREATE INDEX suggestion_class ON suggestion (class);
