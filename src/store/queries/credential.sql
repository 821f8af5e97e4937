-- name: credential_password
select phc from account_password where account_id = $1

-- name: credential_password_set
select set_at from account_password where account_id = $1

-- name: credential_set_password
insert into account_password (account_id, phc, set_at) values ($1, $2, $3)
on conflict (account_id) do update set phc = excluded.phc, set_at = excluded.set_at

-- name: credential_remove_password
delete from account_password where account_id = $1

-- name: credential_staff_password
select phc from staff_password where staff_id = $1

-- name: credential_set_staff_password
insert into staff_password (staff_id, phc, set_at) values ($1, $2, $3)
on conflict (staff_id) do update set phc = excluded.phc, set_at = excluded.set_at
