-- How a release is divided, so that the next one keeps to it when the folder of this one is gone.
ALTER TABLE release ADD COLUMN parts TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(parts));
