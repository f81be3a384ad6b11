-- Attributes, and what else classes say.
ALTER TABLE ontology_class ADD COLUMN details TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(details));
ALTER TABLE label ADD COLUMN attributes TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(attributes));
ALTER TABLE keyframe ADD COLUMN attributes TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(attributes));

-- What was done to one label, its attributes too.
DROP INDEX event_label;
CREATE INDEX event_label ON event (
    CASE WHEN json_valid(payload) THEN coalesce(payload ->> '$.label.id', payload ->> '$.label') END)
WHERE type IN ('label.added', 'label.removed', 'label.reclassified', 'label.extent.changed', 'label.attributes.changed',
               'keyframe.added', 'keyframe.removed', 'keyframe.changed');
