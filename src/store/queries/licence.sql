-- name: licence_add
insert into licence (service, licence_key)
select $1, value from json_each($2) where true
on conflict do nothing

-- name: licence_given
select licence_key from licence where service = $1 and account_id = $2

-- name: licence_give
update licence
set account_id = $2, given_at = $3
where service = $1 and licence_key = (
  select min(licence_key) from licence where service = $1 and account_id is null)
returning licence_key
