-- name: sought_create
create temporary table if not exists sought (
  number bigint, document_number bytea, afm bytea, amka bytea, birth text, key text, key_latin text)

-- Deleted rows would stay where they are until somebody vacuums, which nobody does in this table.
-- name: sought_clear
truncate sought

-- `offset 0` keeps each question to its index: a planner that has not seen yet how large the table has
-- become would read all of it for every batch.
-- name: sought_people
select w.number, p.id, p.first_name, p.last_name, p.father_name, p.first_latin, p.last_latin,
  p.birth, p.email, p.phone, p.language, p.document, p.document_number_sealed, p.afm_sealed,
  p.amka_sealed, p.created, p.version
from (select distinct s.number, coalesce(f.merged_into, f.id) as id
  from sought s cross join lateral (
    select g.id, g.merged_into from person g where g.document_number_hash = s.document_number
    union all select g.id, g.merged_into from person g where g.afm_hash = s.afm
    union all select g.id, g.merged_into from person g where g.amka_hash = s.amka
    union all
    select g.id, g.merged_into from person g where g.match_key = s.key and g.birth = s.birth
    union all
    select g.id, g.merged_into from person g where g.match_key = s.key_latin and g.birth = s.birth
    union all
    select g.id, g.merged_into from person g where g.match_key_latin = s.key and g.birth = s.birth
    union all
    select g.id, g.merged_into from person g
    where g.match_key_latin = s.key_latin and g.birth = s.birth
    offset 0) f) w
  join person p on p.id = w.id
order by w.number, p.id
