-- What was done to one label, and what models have looked at, without reading the whole log.
-- A label's id stands in the label itself where one comes or goes, else by its own. A payload that was damaged must not
-- stop the index: verification names it.
CREATE INDEX event_label ON event (
    CASE WHEN json_valid(payload) THEN coalesce(payload ->> '$.label.id', payload ->> '$.label') END)
WHERE type IN ('label.added', 'label.removed', 'label.reclassified', 'label.extent.changed', 'keyframe.added',
               'keyframe.removed', 'keyframe.changed');
CREATE INDEX event_offered ON event (
    CASE WHEN json_valid(payload) THEN payload ->> '$.media' END,
    CASE WHEN json_valid(payload) THEN payload ->> '$.frame' END)
WHERE type = 'suggestions.offered';
