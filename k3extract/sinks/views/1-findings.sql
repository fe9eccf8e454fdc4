-- Fact-checkers: every relation whose figures or dates do not agree, the gravest first when sorted by severity_rank.
SELECT
  c.document, d.title, d.outlet, d.url, d.published, c.id AS check_id, c.kind, c.severity,
  CASE c.severity WHEN 'high' THEN 1 WHEN 'medium' THEN 2 WHEN 'low' THEN 3 ELSE 4 END AS severity_rank,
  s.text AS figure, s.start_char, s.end_char, c.message_id, c.message_en, c.gap, c.gap_relative, c.rule
FROM checks c
JOIN documents d ON d.id = c.document
LEFT JOIN check_spans s ON s.check_id = c.id AND s.ord = 0
WHERE c.verdict = 'inconsistent'
