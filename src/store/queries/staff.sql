-- name: staff_find
select id, login, name, role, active from staff where id = $1

-- name: staff_by_login
select id, login, name, role, active from staff where login = $1

-- name: staff_insert
insert into staff (id, login, name, role, active) values ($1, $2, $3, $4, $5)

-- name: staff_set_active
update staff set active = $2 where id = $1

-- name: proof_insert
insert into proof (id, person_id, staff_id, proved_at, document, note)
values ($1, $2, $3, $4, $5, $6)

-- name: proof_latest
select id, person_id, staff_id, proved_at, document, note
from proof
where person_id = $1
order by proved_at desc, id desc
limit 1

-- name: staff_units
select unit from staff_unit where staff_id = $1 order by unit

-- name: staff_units_remove
delete from staff_unit where staff_id = $1

-- name: staff_units_add
insert into staff_unit (staff_id, unit) select $1, value from json_each($2)
