-- Researchers: every figure once, with what is counted, when, where, who says so, and the event it belongs to.
SELECT
  s.document, d.title, d.outlet, d.published, s.id AS statistic, s.text, s.value, s.low, s.high, s.dimension,
  s.unit_code, s.unit, s.counted, s.period, s.scope, s.hedge, s.realis, s.role, s.direction,
  COALESCE(o.name, o.title, s.speaker) AS speaker, COALESCE(e.name, e.text) AS event
FROM statistics s
JOIN documents d ON d.id = s.document
LEFT JOIN officials o ON o.id = s.speaker
LEFT JOIN events e ON e.id = s.event
WHERE s.same_as IS NULL
