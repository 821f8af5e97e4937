-- name: registry_row_count
select count(*) from registry_row where registry = $1

-- name: registry_rows_after
select row_key, fingerprint, person_id, affiliation_id, state, person_key, ends from registry_row
where registry = $1 and row_key > $2
order by row_key
limit $3

-- name: registry_rows
select row_key, fingerprint, person_id, affiliation_id, state, person_key, ends from registry_row
where registry = $1 and row_key in (select value from json_each($2))

-- name: registry_row
select row_key, fingerprint, person_id, affiliation_id, state, person_key, ends from registry_row
where registry = $1 and row_key = $2

-- name: registry_capacities
select r.row_key, a.kind, a.ends
from registry_row r join affiliation a on a.id = r.affiliation_id
where r.registry = $1 and r.row_key in (select value from json_each($2))

-- name: registry_add
insert into registry_row (registry, row_key, fingerprint, person_id, affiliation_id, state,
  person_key, ends)
values ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: registry_put
insert into registry_row (registry, row_key, fingerprint, person_id, affiliation_id, state,
  person_key, ends)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (registry, row_key) do update set fingerprint = excluded.fingerprint,
  person_id = excluded.person_id, affiliation_id = excluded.affiliation_id, state = excluded.state,
  person_key = excluded.person_key, ends = excluded.ends

-- name: registry_people
select distinct person_key, person_id from registry_row
where registry = $1 and person_key in (select value from json_each($2)) and person_key is not null
  and person_id is not null

-- name: registry_keys_of_person
select registry, row_key from registry_row where person_id = $1 order by registry, row_key

-- name: registry_run_insert
insert into registry_run (id, registry, source, made, started, applied, verdict, asserted,
  delivered, unchanged, added, changed, ended, bad, started_by, confirmed_by, digest, held)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)

-- name: registry_run_finished
update registry_run set applied = $2, held = $3 where id = $1

-- name: registry_run_find
select id, registry, source, made, started, applied, verdict, asserted, delivered, unchanged, added,
  changed, ended, bad, started_by, confirmed_by, digest, held
from registry_run
where id = $1

-- name: registry_runs
select id, registry, source, made, started, applied, verdict, asserted, delivered, unchanged, added,
  changed, ended, bad, started_by, confirmed_by, digest, held
from registry_run
where registry = $1 or $1 = ''
order by id desc
limit $2

-- name: registry_last_applied
select made, source from registry_run
where registry = $1 and applied is not null
order by made desc, id desc
limit 1

-- name: registry_bad_insert
insert into registry_bad_row (run_id, number, line, row_key, column_name, reason, found)
values ($1, $2, $3, $4, $5, $6, $7)

-- name: registry_bad
select line, row_key, column_name, reason, found from registry_bad_row
where run_id = $1
order by number
limit $2

-- name: registry_hold
insert into registry_held (id, registry, row_key, reason, since, key, first_name, last_name, father_name, first_latin,
  last_latin, birth, document, document_number_sealed, afm_sealed, amka_sealed, email, phone, kind,
  unit, from_day, ends, ending, head_of_unit, fingerprint)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
  $21, $22, $23, $24, $25)

-- name: registry_let_go
delete from registry_held where registry = $1 and row_key in (select value from json_each($2))

-- name: registry_held
select id, registry, row_key, reason, since, key, first_name, last_name, father_name, first_latin,
  last_latin, birth, document, document_number_sealed, afm_sealed, amka_sealed, email, phone, kind,
  unit, from_day, ends, ending, head_of_unit, fingerprint
from registry_held
where id = $1

-- name: registry_held_of
select id, registry, row_key, reason, since, key, first_name, last_name, father_name, first_latin,
  last_latin, birth, document, document_number_sealed, afm_sealed, amka_sealed, email, phone, kind,
  unit, from_day, ends, ending, head_of_unit, fingerprint
from registry_held
where registry = $1 and row_key = $2

-- name: registry_disputed
select h.row_key
from registry_held h join registry_row r on r.registry = h.registry and r.row_key = h.row_key
where h.registry = $1 and r.state in ('asserted', 'ended')

-- name: registry_held_after
select id, registry, row_key, reason, since, key, first_name, last_name, father_name, first_latin,
  last_latin, birth, document, document_number_sealed, afm_sealed, amka_sealed, email, phone, kind,
  unit, from_day, ends, ending, head_of_unit, fingerprint
from registry_held
where id > $1
order by id
limit $2

-- name: registry_held_count
select count(*) from registry_held

-- name: registry_fetched
select day, at, fault from registry_fetch where registry = $1

-- name: registry_fetched_put
insert into registry_fetch (registry, day, at, fault) values ($1, $2, $3, $4)
on conflict (registry) do update set day = excluded.day, at = excluded.at, fault = excluded.fault

-- name: affiliation_update
update affiliation
set kind = $2, unit = $3, from_day = $4, ends = $5, ending = $6, head_of_unit = $7,
  asserted_by = $8
where id = $1
