-- name: audit_head
select number, hash from audit_head where id = 1

-- name: audit_set_head
insert into audit_head (id, number, hash) values (1, $1, $2)
on conflict (id) do update set number = excluded.number, hash = excluded.hash

-- name: audit_append
insert into audit_entry (number, at, actor, action, subject, detail, client, policy_hash, hash)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: audit_about
select at, actor, action, subject, detail, client, policy_hash
from audit_entry
where subject = $1
order by number
limit $2

-- name: audit_page
select number, at, actor, action, subject, detail, client, policy_hash, hash
from audit_entry
where number > $1
order by number
limit $2

-- name: audit_count
select count(*) from audit_entry
