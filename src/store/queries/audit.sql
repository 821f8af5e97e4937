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
select number, at, actor, action, subject, detail, client, policy_hash, hash, erased
from audit_entry
where number > $1
order by number
limit $2

-- No entry of ours has such a number.
-- name: audit_below_first
select number from audit_entry where number < 1 order by number limit 1

-- name: audit_count
select count(*) from audit_entry

-- name: audit_hash_of
select hash from audit_entry where number = $1

-- Three ways of the same search: a subject's or an actor's entries stand in an index.
-- name: audit_search
select number, at, actor, action, subject, detail, client, policy_hash, hash, erased
from audit_entry
where number < $1 and at >= $3 and at < $4 and ($5 = '' or action = $5)
order by number desc
limit $2

-- name: audit_search_subject
select number, at, actor, action, subject, detail, client, policy_hash, hash, erased
from audit_entry
where number < $1 and at >= $3 and at < $4 and ($5 = '' or action = $5) and subject = $6
  and ($7 = '' or actor = $7)
order by number desc
limit $2

-- name: audit_search_actor
select number, at, actor, action, subject, detail, client, policy_hash, hash, erased
from audit_entry
where number < $1 and at >= $3 and at < $4 and ($5 = '' or action = $5) and actor = $6
order by number desc
limit $2

-- name: audit_list
select number, at, actor, action, subject, detail, client, policy_hash, hash, erased
from audit_entry
where number > $1 and at >= $3 and at < $4 and ($5 = '' or action = $5)
  and ($6 = '' or subject = $6) and ($7 = '' or actor = $7)
order by number
limit $2

-- name: audit_checkpoints
select number, hash, at, previous, key, signature from audit_checkpoint order by number

-- name: audit_last_checkpoint
select number, hash, at, previous, key, signature
from audit_checkpoint
order by number desc
limit 1

-- name: audit_add_checkpoint
insert into audit_checkpoint (number, hash, at, previous, key, signature)
values ($1, $2, $3, $4, $5, $6)
