-- A row a figure, with the words around it where there are enough of them.
CREATE TEMP TABLE told AS
SELECT
  s.id, s.document, s.value, s.dimension, COALESCE(s.unit_code, lower(s.unit), '') AS unit, s.realis, s.role,
  COALESCE(s.direction, '') AS direction, s.period, lower(s.scope) AS scope, lower(s.counted) AS measure, s.event,
  substr(d.published, 1, 10) AS day,
  CASE WHEN s.start_char >= 60 AND length(d.text) >= s.end_char + 30 THEN md5(concat(
    lower(regexp_replace(substr(d.text, greatest(1, s.start_char - 69), least(70, s.start_char)), '[^\p{L}\p{N}]+', ' ', 'g')),
    '|', lower(regexp_replace(substr(d.text, s.end_char + 1, 50), '[^\p{L}\p{N}]+', ' ', 'g')))) END AS around
FROM statistics s
JOIN documents d ON d.id = s.document
WHERE s.same_as IS NULL AND s.value IS NOT NULL AND s.dimension NOT IN ('ordinal', 'duration')
