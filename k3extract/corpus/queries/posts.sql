-- Who is named in which post on which day: a row a post, name and day. Only posts that one person holds at a time.
SELECT
  concat_ws(', ', lower(o.position), lower(o.organisation)) AS post, o.name, o.acting, substr(d.published, 1, 10) AS day,
  bool_and(d.published_basis = 'inferred') AS inferred, min(o.id) AS official, count(DISTINCT o.document) AS articles
FROM officials o
JOIN documents d ON d.id = o.document
WHERE NOT o.former AND o.name LIKE '% %' AND length(d.published) >= 10
  AND EXISTS (
    SELECT 1 FROM single p
    WHERE starts_with(lower(o.position) || ' ', p.head || ' ')
      AND (p.body = '-' OR starts_with(lower(o.organisation), p.body || ' '))
      AND (p.body <> '-' OR lower(o.position) <> p.head)
  )
GROUP BY ALL
ORDER BY post, day, o.name, o.acting
