-- Institutions: what took place when and where, by its date, with the participants that the article counts.
SELECT
  e.date, e.status, e.type, COALESCE(e.name, e.text) AS event, e.organisers, e.place, e.venue, e.mode,
  e.series_unit, e.series_number,
  (SELECT MAX(s.value) FROM statistics s
    WHERE s.event = e.id AND s.dimension = 'count' AND s.unit IN ('orang', 'peserta')) AS participants,
  (SELECT COUNT(*) FROM event_officials a WHERE a.event = e.id) AS officials,
  e.document, d.title, d.published, e.id AS event_id
FROM events e
JOIN documents d ON d.id = e.document
