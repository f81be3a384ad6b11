-- What was done to one label, without taking the JSON of every event to pieces. Payloads are canonical, names sorted and
-- nothing between them. A label that comes or goes says its own id first of all ids ("attributes" before it have numbers
-- for names, and quotes in their texts stand behind a backslash); everything else ends in "label":"id","media":"id"}.
DROP INDEX event_label;
CREATE INDEX event_label ON event (
    CASE WHEN type IN ('label.added', 'label.removed') THEN substr(payload, instr(payload, '"id":"') + 6, 36)
         ELSE substr(payload, -85, 36) END)
WHERE type IN ('label.added', 'label.removed', 'label.reclassified', 'label.extent.changed', 'label.restacked',
               'label.attributes.changed',
               'keyframe.added', 'keyframe.removed', 'keyframe.changed');
