-- name: outbox_add
insert into mail (id, recipient, reply_to, subject, body_sealed, created, state, tries, next_try,
  last_error)
values ($1, $2, $3, $4, $5, $6, 'waiting', 0, $6, '')

-- A claim counts as a try, so that a message that kills its sender is not tried for ever.
-- name: outbox_claim
update mail
set state = 'sending', claimed = $1, tries = tries + 1
where id in (
  select id from mail
  where state = 'waiting' and next_try <= $1 or state = 'sending' and claimed < $2
  order by next_try, id
  limit $3)
returning id, recipient, reply_to, subject, body_sealed, created, state, tries, next_try, last_error

-- name: outbox_accepted
update mail set state = 'accepted', finished = $2, last_error = '' where id = $1

-- name: outbox_try_again
update mail set state = 'waiting', next_try = $2, last_error = $3 where id = $1

-- name: outbox_refused
update mail set state = 'refused', finished = $2, last_error = $3 where id = $1

-- name: outbox_unsent
select count(*) from mail where state in ('waiting', 'sending')

-- name: outbox_recent
select id, recipient, reply_to, subject, body_sealed, created, state, tries, next_try, last_error
from mail
order by id desc
limit $1
