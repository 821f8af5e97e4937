-- name: session_insert
insert into session (secret_hash, whose, subject, created, last_seen) values ($1, $2, $3, $4, $5)

-- name: session_find
select whose, subject, created, last_seen from session where secret_hash = $1

-- name: session_touch
update session set last_seen = $2 where secret_hash = $1

-- name: session_remove
delete from session where secret_hash = $1

-- name: session_remove_all
delete from session where whose = $1 and subject = $2

-- name: session_remove_before
delete from session where last_seen < $1
