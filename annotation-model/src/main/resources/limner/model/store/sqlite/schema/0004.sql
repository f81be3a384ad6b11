-- A suggestion may be a place of a track. Such frames were not looked at for anything else, so that they do not count as
-- frames that a model has looked at.
ALTER TABLE suggestion ADD COLUMN target TEXT;
DROP INDEX event_offered;
CREATE INDEX event_offered ON event (
    CASE WHEN json_valid(payload) THEN payload ->> '$.media' END,
    CASE WHEN json_valid(payload) THEN payload ->> '$.frame' END)
WHERE type = 'suggestions.offered'
  AND CASE WHEN json_valid(payload) THEN payload ->> '$.suggestions[0].target' END IS NULL;
