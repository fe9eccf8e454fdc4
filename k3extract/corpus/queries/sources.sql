-- The text that an article is a copy of, known by its two longest lines without their figures: a corrected figure or another
-- dateline makes no second source of it.
CREATE TEMP TABLE sources AS
SELECT
  id AS document,
  md5(lower(regexp_replace(array_to_string(arg_max(line, (length(line), line), 2), ' '), '[^\p{L}]+', '', 'g'))) AS source
FROM (SELECT id, unnest(regexp_split_to_array(regexp_replace(text, '^[^\n]{0,40}? [-–—] ', ''), '[.!?]\s|\n')) AS line FROM documents)
GROUP BY id
