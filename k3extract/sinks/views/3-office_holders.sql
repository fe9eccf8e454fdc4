-- Researchers and institutions: who held which office according to how many articles, and from when to when.
SELECT
  o.name, o.position, o.organisation, o.acting, o.former,
  COUNT(DISTINCT o.document) AS articles, MIN(d.published) AS first_seen, MAX(d.published) AS last_seen
FROM officials o
JOIN documents d ON d.id = o.document
WHERE o.name IS NOT NULL
GROUP BY o.name, o.position, o.organisation, o.acting, o.former
