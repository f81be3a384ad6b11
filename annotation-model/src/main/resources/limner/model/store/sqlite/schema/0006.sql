-- Of whom and about what an event is said, as JSON; nothing where nothing is said.
ALTER TABLE interval ADD COLUMN details TEXT CHECK (details IS NULL OR json_valid(details));
