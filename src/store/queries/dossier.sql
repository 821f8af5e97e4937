-- All of a set of people in one statement a table: $1 lists their ids.
-- name: dossier_people
select id from person
where id in (select cast(value as bigint) from json_each($1))

-- name: dossier_accounts
select person_id, id, sort, username, realm, made, proof, activated, suspended_from,
  suspended_reason, closed
from account
where person_id in (select cast(value as bigint) from json_each($1))

-- name: dossier_addresses
select a.person_id, d.local, d.realm
from account a join address d on d.account_id = a.id
where a.person_id in (select cast(value as bigint) from json_each($1))
order by a.id, d.number

-- name: dossier_affiliations
select person_id, id, kind, unit, from_day, ends, ending, head_of_unit, asserted_by
from affiliation
where person_id in (select cast(value as bigint) from json_each($1))
order by id

-- name: dossier_choices
select a.person_id, c.service, c.switched_on
from account a join account_choice c on c.account_id = a.id
where a.person_id in (select cast(value as bigint) from json_each($1))
order by c.service

-- name: dossier_holds
select person_id, from_day, until_day, affiliation_id, reason, held_by
from hold
where person_id in (select cast(value as bigint) from json_each($1))
order by person_id, number

-- name: dossier_notices
select person_id, ending, days_before, accepted, services
from notice
where given_again = 0 and person_id in (select cast(value as bigint) from json_each($1))
order by person_id, number

-- The same of everybody whose id is above $1 and not above $2: read along the indexes, not one by
-- one.
-- name: dossiers_between_accounts
select person_id, id, sort, username, realm, made, proof, activated, suspended_from,
  suspended_reason, closed
from account
where person_id > $1 and person_id <= $2

-- name: dossiers_between_addresses
select a.person_id, d.local, d.realm
from account a join address d on d.account_id = a.id
where a.person_id > $1 and a.person_id <= $2
order by a.id, d.number

-- name: dossiers_between_affiliations
select person_id, id, kind, unit, from_day, ends, ending, head_of_unit, asserted_by
from affiliation
where person_id > $1 and person_id <= $2
order by id

-- name: dossiers_between_choices
select a.person_id, c.service, c.switched_on
from account a join account_choice c on c.account_id = a.id
where a.person_id > $1 and a.person_id <= $2
order by c.service

-- name: dossiers_between_holds
select person_id, from_day, until_day, affiliation_id, reason, held_by
from hold
where person_id > $1 and person_id <= $2
order by person_id, number

-- name: dossiers_between_notices
select person_id, ending, days_before, accepted, services
from notice
where given_again = 0 and person_id > $1 and person_id <= $2
order by person_id, number

-- name: affiliation_insert
insert into affiliation (id, person_id, kind, unit, from_day, ends, ending, head_of_unit,
  asserted_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: hold_insert
insert into hold (person_id, number, from_day, until_day, affiliation_id, reason, held_by)
values ($1, (select coalesce(max(number), 0) + 1 from hold where person_id = $1), $2, $3, $4, $5,
  $6)

-- name: hold_end
update hold set until_day = $3 where person_id = $1 and held_by = $2

-- name: notice_insert
insert into notice (person_id, number, ending, days_before, accepted, services)
values ($1, (select coalesce(max(number), 0) + 1 from notice where person_id = $1), $2, $3, $4, $5)
