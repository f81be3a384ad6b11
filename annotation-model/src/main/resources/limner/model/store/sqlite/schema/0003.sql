-- How a track goes from a keyframe to the next. What keyframes meant before is PAIRED.
ALTER TABLE keyframe ADD COLUMN
    interpolation TEXT NOT NULL DEFAULT 'PAIRED' CHECK (interpolation IN ('LINEAR', 'HELD', 'PAIRED'));
