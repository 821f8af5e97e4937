-- name: claim_insert
insert into claim (id, number, person_id, stage, kind, unit, until_day, said, office_message,
  created, changed, version)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)

-- name: claim_update
update claim
set number = $2, person_id = $3, stage = $4, kind = $5, unit = $6, until_day = $7, said = $8,
  office_message = $9, created = $10, changed = $11, version = version + 1
where id = $1 and version = $12

-- name: claim_find
select id, number, person_id, stage, kind, unit, until_day, said, office_message, created, changed,
  version
from claim
where id = $1

-- name: claim_find_number
select id, number, person_id, stage, kind, unit, until_day, said, office_message, created, changed,
  version
from claim
where number = $1

-- name: claim_of_person
select id, number, person_id, stage, kind, unit, until_day, said, office_message, created, changed,
  version
from claim
where person_id = $1
order by created, id

-- name: claim_queue
select c.id, c.number, c.stage, p.first_name, p.last_name, c.kind, c.created, c.changed
from claim c join person p on p.id = c.person_id
where c.stage in (select value from json_each($1))
order by c.created, c.id
limit $2 offset $3

-- name: claim_count_by_stage
select stage, count(*) from claim group by stage

-- name: claim_document_insert
insert into claim_document (id, claim_id, evidence, file_name, media_type, size, received,
  contents_sealed)
values ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: claim_document_list
select claim_id, id, evidence, file_name, media_type, size, received
from claim_document
where claim_id in (select cast(value as bigint) from json_each($1))
order by id

-- name: claim_document_contents
select contents_sealed from claim_document where claim_id = $1 and id = $2

-- name: claim_letter_insert
insert into claim_letter (mail_id, claim_id) values ($1, $2)

-- name: arrived_mail_insert
insert into arrived_mail (id, mailbox, uid_validity, uid, claim_id, set_aside, sender, subject,
  arrived, authenticated, auth_detail, manner, dated, too_large, body_sealed, version)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
on conflict (mailbox, uid_validity, uid) do nothing

-- name: arrived_attachment_insert
insert into arrived_attachment (mail_id, number, file_name, media_type, size, signature, signer,
  signer_mail, issuer, signed_at, in_text, contents_sealed)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)

-- name: arrived_mail_find
select id, mailbox, uid_validity, uid, claim_id, set_aside, sender, subject, arrived,
  authenticated, auth_detail, manner, dated, too_large, body_sealed, version
from arrived_mail
where id = $1

-- name: arrived_mail_of_claim
select id, mailbox, uid_validity, uid, claim_id, set_aside, sender, subject, arrived,
  authenticated, auth_detail, manner, dated, too_large, body_sealed, version
from arrived_mail
where claim_id = $1
order by arrived, id

-- name: arrived_mail_unfiled
select id, mailbox, uid_validity, uid, claim_id, set_aside, sender, subject, arrived,
  authenticated, auth_detail, manner, dated, too_large, body_sealed, version
from arrived_mail
where claim_id is null and set_aside = 0
order by case when authenticated = 'pass' and exists (
    select 1 from json_each($1) d where lower(sender) like '%@' || d.value) then 0 else 1 end,
  arrived, id
limit $2 offset $3

-- name: arrived_mail_count_unfiled
select count(*) from arrived_mail where claim_id is null and set_aside = 0

-- name: arrived_mail_file
update arrived_mail set claim_id = $2, set_aside = $3, version = version + 1
where id = $1 and version = $4

-- name: arrived_attachment_list
select mail_id, file_name, media_type, size, signature, signer, signer_mail, issuer, signed_at,
  in_text
from arrived_attachment
where mail_id in (select cast(value as bigint) from json_each($1))
order by mail_id, number

-- name: arrived_attachment_contents
select contents_sealed from arrived_attachment where mail_id = $1 and number = $2

-- name: mailbox_position
select uid_validity, uid, failing_uid, failures from mailbox_position where mailbox = $1

-- name: mailbox_position_set
insert into mailbox_position (mailbox, uid_validity, uid, failing_uid, failures)
values ($1, $2, $3, $4, $5)
on conflict (mailbox) do update set uid_validity = excluded.uid_validity, uid = excluded.uid,
  failing_uid = excluded.failing_uid, failures = excluded.failures

-- name: claim_of_letter
select claim_id from claim_letter where mail_id = $1
