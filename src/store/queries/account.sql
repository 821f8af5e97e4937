-- name: account_find
select id, sort, username, realm, made, proof, activated, suspended_from, suspended_reason, closed,
  person_id, title, next_change
from account
where id = $1

-- A username of an account that was merged into another leads there.
-- name: account_by_username
select id, sort, username, realm, made, proof, activated, suspended_from, suspended_reason, closed,
  person_id, title, next_change
from account
where id = (select coalesce(merged_into, id) from account where username = $1)

-- name: account_of_person
select id, sort, username, realm, made, proof, activated, suspended_from, suspended_reason, closed,
  person_id, title, next_change
from account
where person_id = $1

-- name: address_owner
select account_id from address where local = $1 and realm = $2

-- name: account_addresses
select local, realm from address where account_id = $1 order by number

-- name: account_addresses_by_username
select d.local, d.realm
from account a join address d on d.account_id = coalesce(a.merged_into, a.id)
where a.username = $1
order by d.number

-- name: account_addresses_of_person
select d.local, d.realm
from account a join address d on d.account_id = a.id
where a.person_id = $1
order by d.number

-- name: account_reserve_name
insert into reserved_name (username, account_id) values ($1, $2)

-- name: account_insert
insert into account (id, sort, person_id, username, realm, title, made, proof, activated,
  suspended_from, suspended_reason, closed, next_change)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)

-- name: account_first_address
insert into address (local, realm, account_id, number)
values ($1, $2, $3, $4)

-- name: account_add_address
insert into address (local, realm, account_id, number)
values ($1, $2, $3, (select coalesce(max(number), 0) + 1 from address where account_id = $3))

-- An alias of somebody cannot become somebody else's username either.
-- name: account_taken
select value from json_each($1)
where exists (select 1 from reserved_name where username = value)
  or exists (select 1 from address where local = value)

-- name: account_set_proof
update account set proof = $2 where id = $1

-- name: account_set_activated
update account set activated = $2 where id = $1

-- name: account_set_suspended
update account set suspended_from = $2, suspended_reason = $3 where id = $1

-- name: account_set_closed
update account set closed = $2 where id = $1

-- name: account_set_next_change
update account set next_change = $2
where id in (select cast(value as bigint) from json_each($1))

-- name: account_set_choice
insert into account_choice (account_id, service, switched_on) values ($1, $2, $3)
on conflict (account_id, service) do update set switched_on = excluded.switched_on

-- name: account_choices
select service, switched_on from account_choice where account_id = $1 order by service

-- name: account_shared_of
select o.account_id from account_owner o where o.person_id = $1 order by o.account_id

-- name: account_owners
select person_id from account_owner where account_id = $1 order by person_id

-- name: account_remove_owner
delete from account_owner where account_id = $1 and person_id = $2

-- name: account_add_owner
insert into account_owner (account_id, person_id) values ($1, $2) on conflict do nothing

-- name: account_all_shared
select id from account where sort = 'shared' order by id
