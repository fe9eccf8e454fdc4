-- Where records stand: article, words, offsets, line and column (from 1) in the article's text.
SELECT
  r.id, r.text, r.start_char, r.end_char, d.id AS document, d.source, d.outlet, d.url, d.published,
  1 + length(substr(d.text, 1, r.start_char)) - length(replace(substr(d.text, 1, r.start_char), chr(10), '')) AS line,
  1 + r.start_char - COALESCE(
    NULLIF(length(regexp_extract(substr(d.text, 1, r.start_char), '(?s)^(.*\n)', 1)), 0), 0) AS col,
  r.value, r.dimension, r.unit, r.unit_code, r.hedge
FROM (
  SELECT id, document, text, start_char, end_char, value, dimension, unit, unit_code, hedge FROM statistics
  WHERE id IN (SELECT unnest($ids::VARCHAR[]))
  UNION ALL
  SELECT o.id, o.document, m.text, m.start_char, m.end_char, NULL, 'count', NULL, NULL, NULL
  FROM officials o JOIN mentions m ON m.record = o.id AND m.ord = 0
  WHERE o.id IN (SELECT unnest($ids::VARCHAR[]))
) r
JOIN documents d ON d.id = r.document
