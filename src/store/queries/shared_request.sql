-- name: shared_request_insert
insert into shared_request (id, person_id, username, title, purpose, stage, office_message,
  account_id, created, version)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)

-- name: shared_request_find
select id, person_id, username, title, purpose, stage, office_message, account_id, created, version
from shared_request
where id = $1

-- name: shared_request_update
update shared_request
set person_id = $2, username = $3, title = $4, purpose = $5, stage = $6, office_message = $7,
  account_id = $8, created = $9, version = version + 1
where id = $1 and version = $10

-- name: shared_request_waiting
select id, person_id, username, title, purpose, stage, office_message, account_id, created, version
from shared_request
where stage = 'submitted'
order by created, id
limit $1

-- name: shared_request_by
select id, person_id, username, title, purpose, stage, office_message, account_id, created, version
from shared_request
where person_id = $1
order by created, id
