-- Where a label lies among others; and what was done to one label, with its restacking.
ALTER TABLE label ADD COLUMN depth INTEGER NOT NULL DEFAULT 0;
DROP INDEX event_label;
CREATE INDEX event_label ON event (
    CASE WHEN json_valid(payload) THEN coalesce(payload ->> '$.label.id', payload ->> '$.label') END)
WHERE type IN ('label.added', 'label.removed', 'label.reclassified', 'label.extent.changed', 'label.restacked',
               'label.attributes.changed',
               'keyframe.added', 'keyframe.removed', 'keyframe.changed');
