-- name: application_find
select id, number, stage, kind, first_name, last_name, father_name, first_latin, last_latin, birth,
  email, phone, language, document, document_number_sealed, afm_sealed, amka_sealed, unit,
  period_from, period_until, supervisor_name, supervisor_email, office_message, person_id,
  account_id, created, submitted, changed, version
from application
where id = $1

-- name: application_find_number
select id, number, stage, kind, first_name, last_name, father_name, first_latin, last_latin, birth,
  email, phone, language, document, document_number_sealed, afm_sealed, amka_sealed, unit,
  period_from, period_until, supervisor_name, supervisor_email, office_message, person_id,
  account_id, created, submitted, changed, version
from application
where number = $1

-- The newest, should a returner have applied twice.
-- name: application_of_account
select id, number, stage, kind, first_name, last_name, father_name, first_latin, last_latin, birth,
  email, phone, language, document, document_number_sealed, afm_sealed, amka_sealed, unit,
  period_from, period_until, supervisor_name, supervisor_email, office_message, person_id,
  account_id, created, submitted, changed, version
from application
where account_id = $1
order by id desc
limit 1

-- name: application_waiting_of_account
select id, number, stage, kind, first_name, last_name, father_name, first_latin, last_latin, birth,
  email, phone, language, document, document_number_sealed, afm_sealed, amka_sealed, unit,
  period_from, period_until, supervisor_name, supervisor_email, office_message, person_id,
  account_id, created, submitted, changed, version
from application
where account_id = $1 and stage in ('approved', 'handed_over')
order by id

-- name: application_insert
insert into application (id, number, stage, kind, first_name, last_name, father_name, first_latin,
  last_latin, birth, email, phone, language, document, document_number_sealed,
  document_number_hash, afm_sealed, afm_hash, amka_sealed, amka_hash, match_key, match_key_latin,
  unit, period_from, period_until, supervisor_name, supervisor_email, office_message, person_id,
  account_id, created, submitted, changed, version)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
  $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34)

-- name: application_update
update application
set number = $2, stage = $3, kind = $4, first_name = $5, last_name = $6, father_name = $7,
  first_latin = $8, last_latin = $9, birth = $10, email = $11, phone = $12, language = $13,
  document = $14, document_number_sealed = $15, document_number_hash = $16, afm_sealed = $17,
  afm_hash = $18, amka_sealed = $19, amka_hash = $20, match_key = $21, match_key_latin = $22,
  unit = $23, period_from = $24, period_until = $25, supervisor_name = $26,
  supervisor_email = $27, office_message = $28, person_id = $29, account_id = $30, created = $31,
  submitted = $32, changed = $33, version = version + 1
where id = $1 and version = $34

-- name: application_words_remove
delete from application_word where application_id = $1

-- name: application_words_add
insert into application_word (word, application_id)
select value, $1 from json_each($2)

-- $1 lists stages; $2 and $3 are words as in person_search, none means all.
-- name: application_queue
select a.id, a.number, a.stage, a.first_name, a.last_name, a.kind, a.unit, a.submitted, a.changed
from application a
where a.stage in (select value from json_each($1))
  and ($3 = 0 or a.number = $4 or a.id in (
    select w.application_id
    from json_each($2) q
      join application_word w
        on w.word >= substr(q.value, 2) and w.word < substr(q.value, 2) || '􏿿'
    group by w.application_id
    having count(distinct substr(q.value, 1, 1)) = $3))
order by a.submitted, a.id
limit $5 offset $6

-- name: application_count_by_stage
select stage, count(*) from application group by stage

-- name: application_alike
select id, number, stage, kind, first_name, last_name, father_name, first_latin, last_latin, birth,
  email, phone, language, document, document_number_sealed, afm_sealed, amka_sealed, unit,
  period_from, period_until, supervisor_name, supervisor_email, office_message, person_id,
  account_id, created, submitted, changed, version
from application
where stage <> 'draft' and id <> $6 and id in (
  select id from application where document_number_hash = $1
  union select id from application where afm_hash = $2
  union select id from application where amka_hash = $3
  union
  select id from application where birth = $4 and match_key in (select value from json_each($5))
  union
  select id from application
  where birth = $4 and match_key_latin in (select value from json_each($5)))
order by id

-- name: application_stale
select id, number, stage, kind, first_name, last_name, father_name, first_latin, last_latin, birth,
  email, phone, language, document, document_number_sealed, afm_sealed, amka_sealed, unit,
  period_from, period_until, supervisor_name, supervisor_email, office_message, person_id,
  account_id, created, submitted, changed, version
from application
where stage = 'draft' and created < $1 or stage = 'unconfirmed' and submitted < $2
order by id
limit $3

-- name: application_remove_draft
delete from application where id = $1 and stage = 'draft'
