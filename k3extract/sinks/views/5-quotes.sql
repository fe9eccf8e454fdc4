-- All: who said what, with the speaker's office where the article gives it.
SELECT
  s.document, d.title, d.outlet, d.published, COALESCE(o.name, s.speaker) AS speaker, o.position, o.organisation,
  s.kind, s.resolution, s.verb, s.text, s.id AS statement
FROM statements s
JOIN documents d ON d.id = s.document
LEFT JOIN officials o ON o.id = s.speaker
