-- Fact-checkers and researchers: articles, checked relations and findings by outlet.
SELECT
  d.outlet, COUNT(*) AS articles, MIN(d.published) AS first_published, MAX(d.published) AS last_published,
  SUM(d.findings) AS findings, SUM(CASE WHEN d.findings > 0 THEN 1 ELSE 0 END) AS articles_with_findings,
  SUM((SELECT COUNT(*) FROM checks c WHERE c.document = d.id AND c.verdict <> 'not_checkable')) AS relations_checked
FROM documents d
GROUP BY d.outlet
