-- A relation that does not hold in one article and holds in another which prints all its figures but one otherwise.
-- Kind, roles and units are equal; two figures at least are shared, one of them with three digits that say something.
-- Both are of one month; an article in which the relation fails likewise proves nothing, and copies are one source.
WITH figures AS (
  SELECT
    c.id AS relation, c.kind, c.verdict, c.document, o.role, s.id, s.value, s.dimension,
    COALESCE(s.unit_code, lower(s.unit), '') AS unit,
    length(regexp_replace(regexp_replace(s.value::VARCHAR, '[.]0*$', ''), '^[0.-]+|[.]|0+$', '', 'g')) AS digits,
    count(*) OVER (PARTITION BY c.id) AS size
  FROM checks c
  JOIN check_operands o ON o.check_id = c.id
  JOIN statistics s ON s.id = o.record
  WHERE c.verdict IN ('inconsistent', 'consistent', 'approximate') AND s.value IS NOT NULL
),
days AS (
  SELECT id AS document, TRY_CAST(substr(published, 1, 10) AS DATE) AS day FROM documents
),
shared AS (
  SELECT a.relation AS broken, b.relation AS whole, list(DISTINCT a.id) AS mine, list(DISTINCT b.id) AS theirs
  FROM figures a
  JOIN figures b
    ON b.kind = a.kind AND b.role = a.role AND b.value = a.value AND b.dimension = a.dimension AND b.unit = a.unit
    AND b.size = a.size
  JOIN days one ON one.document = a.document
  JOIN days other ON other.document = b.document
  WHERE a.verdict = 'inconsistent' AND b.verdict <> 'inconsistent' AND b.document <> a.document AND a.size >= 3
    AND COALESCE(abs(date_diff('day', one.day, other.day)) <= 31, TRUE)
  GROUP BY a.relation, b.relation, a.size
  HAVING count(DISTINCT a.id) = a.size - 1 AND count(DISTINCT b.id) = a.size - 1 AND max(a.digits) >= 3
)
SELECT s.broken, arg_min(a.id, b.id) AS printed, min(b.id) AS proof, count(DISTINCT c.source) AS articles, b.value
FROM shared s
JOIN figures a ON a.relation = s.broken AND NOT list_contains(s.mine, a.id)
JOIN figures b ON b.relation = s.whole AND NOT list_contains(s.theirs, b.id)
JOIN sources c ON c.document = b.document
WHERE a.role = b.role AND a.dimension = b.dimension AND a.value <> b.value
  AND NOT EXISTS (
    SELECT 1 FROM figures t
    WHERE t.document = b.document AND t.verdict = 'inconsistent' AND t.kind = a.kind AND t.value = a.value)
GROUP BY s.broken, b.value
ORDER BY s.broken, articles DESC, b.value
