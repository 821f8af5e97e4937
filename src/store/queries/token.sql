-- name: token_insert
insert into token (purpose, secret_hash, subject, expires, used) values ($1, $2, $3, $4, $5)

-- name: token_find
select purpose, subject, expires, used from token where purpose = $1 and secret_hash = $2

-- name: token_use
update token set used = $3 where purpose = $1 and secret_hash = $2 and used is null

-- name: token_become
update token set purpose = $2, expires = $4 where purpose = $1 and subject = $3 and used is null

-- name: token_remove
delete from token where purpose = $1 and subject = $2 and used is null

-- name: token_remove_before
delete from token where expires < $1

-- name: token_any_unused
select 1
where exists (
  select 1 from token where purpose = $1 and subject = $2 and used is null and expires > $3)
