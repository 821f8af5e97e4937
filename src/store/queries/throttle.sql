-- name: throttle_attempts
select failures, last_failure from attempt where key_hash = $1

-- name: throttle_failed
insert into attempt (key_hash, failures, last_failure) values ($1, 1, $2)
on conflict (key_hash) do update
set failures = attempt.failures + 1, last_failure = excluded.last_failure

-- name: throttle_clear
delete from attempt where key_hash = $1

-- name: throttle_remove_before
delete from attempt where last_failure < $1
