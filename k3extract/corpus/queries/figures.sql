-- The same figure in several articles: one row for each value that is given under one key, the most frequent first.
-- A key under which one article gives two values names no single measure and is left out, and so are crowded ones.
WITH told AS (
  SELECT
    s.id, s.document, s.value, s.dimension, COALESCE(s.unit_code, lower(s.unit), '') AS unit, s.realis, s.role,
    COALESCE(s.direction, '') AS direction, s.period, s.scope, lower(s.counted) AS measure, s.event, s.hedge,
    s.start_char, s.end_char, substr(d.published, 1, 10) AS day, d.text AS article
  FROM statistics s
  JOIN documents d ON d.id = s.document
  WHERE s.same_as IS NULL AND s.value IS NOT NULL AND s.dimension NOT IN ('ordinal', 'duration')
),
keyed AS (
  -- the same words around it, on the same day
  SELECT
    'sentence' AS link, id, document, value, day,
    concat_ws('|',
      CASE WHEN regexp_matches(period, '^\d{4}-\d{2}-\d{2}') THEN period ELSE day END, dimension, unit, realis,
      lower(regexp_replace(substr(article, greatest(1, start_char - 69), least(70, start_char)), '[^\p{L}\p{N}]+', ' ', 'g')),
      lower(regexp_replace(substr(article, end_char + 1, 50), '[^\p{L}\p{N}]+', ' ', 'g'))
    ) AS key
  FROM told
  WHERE start_char >= 60 AND length(article) >= end_char + 30 AND length(day) = 10
  UNION ALL
  -- what is counted at an event that has a name and a day
  SELECT
    'event', t.id, t.document, t.value, t.day,
    concat_ws('|', lower(e.name), e.date, COALESCE(e.series_number::VARCHAR, ''), t.dimension, t.unit, t.realis,
      t.role, t.direction, t.measure, COALESCE(t.period, ''), COALESCE(lower(t.scope), ''))
  FROM told t
  JOIN events e ON e.id = t.event
  WHERE e.name LIKE '% % %' AND length(e.date) >= 10 AND t.measure IS NOT NULL AND e.status = 'held'
  UNION ALL
  -- the same thing counted, in the same period, at the same place
  SELECT
    'measure', id, document, value, day,
    concat_ws('|', dimension, unit, realis, role, direction, measure, period, lower(scope))
  FROM told
  WHERE measure LIKE '% %' AND period IS NOT NULL AND scope IS NOT NULL
),
clear AS (
  SELECT link, key
  FROM keyed
  GROUP BY link, key
  HAVING count(DISTINCT document) > 1 AND count(DISTINCT value) <= 4
    AND count(DISTINCT document) = count(DISTINCT (document, value))
)
SELECT
  k.link, k.key, k.value, count(DISTINCT k.document) AS articles,
  arg_min(k.id, (COALESCE(k.day, ''), k.document, k.id)) AS first,
  arg_max(k.id, (COALESCE(k.day, ''), k.document, k.id)) AS last
FROM keyed k
JOIN clear c USING (link, key)
GROUP BY k.link, k.key, k.value
ORDER BY CASE k.link WHEN 'sentence' THEN 1 WHEN 'event' THEN 2 ELSE 3 END, k.key, articles DESC, first
