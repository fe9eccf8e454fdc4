-- The same figure in several articles: one row for each value that is given under one key, that of most sources first.
-- A key under which one article gives two values names no single measure and is left out, and so are crowded ones.
-- `told` has a row a figure, `sources` the text that an article is a copy of: copies are one source.
WITH keyed AS (
  -- the same words around it, on the same day
  SELECT
    'sentence' AS link, id, document, value, day,
    md5(concat_ws('|',
      CASE WHEN regexp_matches(period, '^\d{4}-\d{2}-\d{2}') THEN period ELSE day END, dimension, unit, realis, around))
      AS key
  FROM told
  WHERE around IS NOT NULL AND length(day) = 10
  UNION ALL
  -- what is counted at an event that has a name and a day
  SELECT
    'event', t.id, t.document, t.value, t.day,
    concat_ws('|', lower(e.name), e.date, COALESCE(e.series_number::VARCHAR, ''), t.dimension, t.unit, t.realis,
      t.role, t.direction, t.measure, COALESCE(t.period, ''), COALESCE(t.scope, ''))
  FROM told t
  JOIN events e ON e.id = t.event
  WHERE e.name LIKE '% % %' AND length(e.date) >= 10 AND t.measure IS NOT NULL AND e.status = 'held'
  UNION ALL
  -- the same thing counted, in the same period, at the same place
  SELECT
    'measure', id, document, value, day,
    concat_ws('|', dimension, unit, realis, role, direction, measure, period, scope)
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
  k.link, k.key, k.value, count(DISTINCT s.source) AS articles,
  arg_min(k.id, (COALESCE(k.day, ''), k.document, k.id)) AS first,
  arg_max(k.id, (COALESCE(k.day, ''), k.document, k.id)) AS last
FROM keyed k
JOIN clear c USING (link, key)
JOIN sources s ON s.document = k.document
GROUP BY k.link, k.key, k.value
ORDER BY CASE k.link WHEN 'sentence' THEN 1 WHEN 'event' THEN 2 ELSE 3 END, k.key, articles DESC, first
