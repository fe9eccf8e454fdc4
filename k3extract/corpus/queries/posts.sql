-- Who is named in which post on which day: a row a post, name and day. Only posts that one person holds at a time.
-- A post is one under all its spellings: `Menaker` is `Menteri Ketenagakerjaan (Menaker)`, `Provinsi Jateng` is
-- `Provinsi Jawa Tengah`. Whoever some article names with a foreign state holds no post of ours under that title, and
-- whoever was called a former holder holds it no longer.
WITH plain AS (
  SELECT
    o.id, o.document, o.name, o.acting, o.former, substr(d.published, 1, 10) AS day,
    d.published_basis = 'inferred' AS inferred,
    trim(regexp_replace(regexp_replace(replace(lower(o.position), 'walikota', 'wali kota'), '\([^)]*\)', ' ', 'g'), '\s+', ' ', 'g'))
      AS position,
    trim(regexp_replace(regexp_replace(lower(o.organisation), '\([^)]*\)', ' ', 'g'), '\s+', ' ', 'g')) AS organisation
  FROM officials o
  JOIN documents d ON d.id = o.document
  WHERE regexp_matches(o.name, '\p{L}{4}') AND length(d.published) >= 10
),
told AS (
  SELECT
    p.* EXCLUDE (position, organisation), COALESCE(n.full_name, p.position) AS position,
    COALESCE(split_part(p.organisation, ' ', 1) || ' ' || r.full_name, p.organisation) AS organisation
  FROM plain p
  LEFT JOIN named n ON n.printed = p.position
  LEFT JOIN regions r ON r.printed = substr(p.organisation, strpos(p.organisation, ' ') + 1)
),
foreigners AS (
  SELECT DISTINCT t.name, t.position
  FROM told t
  JOIN countries c ON c.name = split_part(t.organisation, ',', 1)
),
gone AS (
  SELECT name, position, min(day) AS day FROM told WHERE former GROUP BY ALL
)
SELECT
  concat_ws(', ', t.position, t.organisation) AS post, t.name, t.acting, t.day,
  bool_and(t.inferred) AS inferred, min(t.id) AS official, count(DISTINCT t.document) AS articles
FROM told t
ANTI JOIN foreigners f ON f.name = t.name AND f.position = t.position
ANTI JOIN gone g ON g.name = t.name AND g.position = t.position AND g.day <= t.day
WHERE EXISTS (
    SELECT 1 FROM single p
    WHERE starts_with(t.position || ' ', p.head || ' ')
      AND (p.body = '-' OR starts_with(t.organisation, p.body || ' '))
      AND (p.body <> '-' OR t.position <> p.head)
  )
GROUP BY ALL
ORDER BY post, t.day, t.name, t.acting
