-- Everything that is about somebody. What stays: reserved_name and address, for ever; audit_entry, without
-- its words; registry_row, without the person, so that a registry that goes on delivering the row makes
-- nobody of it.

-- With the records that were merged into theirs.
-- name: erase_find_people
select id from person
where id in (select cast(value as bigint) from json_each($1))
  or merged_into in (select cast(value as bigint) from json_each($1))

-- Of whom something is undecided, or who answers for others.
-- name: erase_find_kept
select o.person_id from account_owner o join account a on a.id = o.account_id
where o.person_id in (select cast(value as bigint) from json_each($1)) and a.closed is null
union
select person_id from application
where person_id in (select cast(value as bigint) from json_each($1))
  and stage not in ('activated', 'rejected', 'withdrawn', 'expired')
union
select person_id from claim
where person_id in (select cast(value as bigint) from json_each($1))
  and stage in ('submitted', 'needs_more')
union
select person_id from shared_request
where person_id in (select cast(value as bigint) from json_each($1)) and stage = 'submitted'

-- name: erase_find_accounts
select id from account where person_id in (select cast(value as bigint) from json_each($1))

-- name: erase_find_applications
select id from application
where person_id in (select cast(value as bigint) from json_each($1))
  or account_id in (
    select id from account where person_id in (select cast(value as bigint) from json_each($1)))

-- name: erase_find_claims
select id from claim where person_id in (select cast(value as bigint) from json_each($1))

-- name: erase_find_affiliations
select id from affiliation where person_id in (select cast(value as bigint) from json_each($1))

-- name: erase_find_arrived
select id from arrived_mail where claim_id in (select cast(value as bigint) from json_each($1))

-- $2 are addresses. A letter that carries somebody else's notice is theirs; one that still waits may be
-- for somebody with whom they share an address.
-- name: erase_find_letters
select mail_id from notice_mail
where person_id in (select cast(value as bigint) from json_each($1))
union
select id from mail m
where m.recipient in (select value from json_each($2)) and m.finished is not null
  and not exists (
    select 1 from notice_mail n
    where n.mail_id = m.id
      and n.person_id not in (select cast(value as bigint) from json_each($1)))

-- name: erase_addresses_of
select email from person
where id in (select cast(value as bigint) from json_each($1)) and email <> ''
union
select d.local || '@' || d.realm
from address d join account a on a.id = d.account_id
where a.person_id in (select cast(value as bigint) from json_each($1))

-- name: erase_notice_mail
delete from notice_mail where person_id in (select cast(value as bigint) from json_each($1))

-- name: erase_claim_letter
delete from claim_letter where claim_id in (select cast(value as bigint) from json_each($1))

-- name: erase_mail
delete from mail where id in (select cast(value as bigint) from json_each($1))

-- name: erase_notice
delete from notice where person_id in (select cast(value as bigint) from json_each($1))

-- name: erase_hold
delete from hold where person_id in (select cast(value as bigint) from json_each($1))

-- name: erase_registry_held
delete from registry_held where exists (
  select 1 from registry_row r
  where r.registry = registry_held.registry and r.row_key = registry_held.row_key
    and r.person_id in (select cast(value as bigint) from json_each($1)))

-- name: erase_registry_row
update registry_row set person_id = null, affiliation_id = null, state = 'erased'
where person_id in (select cast(value as bigint) from json_each($1))

-- name: erase_campaign_member
delete from campaign_member
where affiliation_id in (select cast(value as bigint) from json_each($1))

-- name: erase_affiliation
delete from affiliation where id in (select cast(value as bigint) from json_each($1))

-- name: erase_proof
delete from proof where person_id in (select cast(value as bigint) from json_each($1))

-- name: erase_told_apart
delete from told_apart
where low_id in (select cast(value as bigint) from json_each($1))
  or high_id in (select cast(value as bigint) from json_each($1))

-- name: erase_merge_row
delete from merge_row
where merge_id in (
  select id from person_merge
  where keep_id in (select cast(value as bigint) from json_each($1))
    or other_id in (select cast(value as bigint) from json_each($1)))

-- name: erase_person_merge
delete from person_merge
where keep_id in (select cast(value as bigint) from json_each($1))
  or other_id in (select cast(value as bigint) from json_each($1))

-- name: erase_arrived_attachment
delete from arrived_attachment
where mail_id in (select cast(value as bigint) from json_each($1))

-- name: erase_arrived_mail
delete from arrived_mail where id in (select cast(value as bigint) from json_each($1))

-- name: erase_claim_document
delete from claim_document where claim_id in (select cast(value as bigint) from json_each($1))

-- name: erase_claim
delete from claim where id in (select cast(value as bigint) from json_each($1))

-- name: erase_document
delete from document where application_id in (select cast(value as bigint) from json_each($1))

-- name: erase_application_word
delete from application_word
where application_id in (select cast(value as bigint) from json_each($1))

-- name: erase_application
delete from application where id in (select cast(value as bigint) from json_each($1))

-- name: erase_shared_request
delete from shared_request where person_id in (select cast(value as bigint) from json_each($1))

-- Of accounts that are closed: who answers for another is kept.
-- name: erase_account_owner
delete from account_owner where person_id in (select cast(value as bigint) from json_each($1))

-- name: erase_account_look
delete from account_look where account_id in (select cast(value as bigint) from json_each($1))

-- name: erase_account_choice
delete from account_choice where account_id in (select cast(value as bigint) from json_each($1))

-- name: erase_account_password
delete from account_password where account_id in (select cast(value as bigint) from json_each($1))

-- Nobody gets a key that somebody else had.
-- name: erase_licence
delete from licence where account_id in (select cast(value as bigint) from json_each($1))

-- name: erase_session
delete from session
where whose = 'holder' and subject in (select cast(value as bigint) from json_each($1))

-- name: erase_token
delete from token where subject in (select cast(value as bigint) from json_each($1))

-- name: erase_account
delete from account where id in (select cast(value as bigint) from json_each($1))

-- name: erase_name_word
delete from name_word where person_id in (select cast(value as bigint) from json_each($1))

-- name: erase_person
delete from person where id in (select cast(value as bigint) from json_each($1))

-- name: erase_note
insert into erased_person (person_id, erased_at)
select cast(value as bigint), $2 from json_each($1)

-- Who has no account has no day on which to be looked at.
-- name: erase_without_account
select p.id from person p
where p.id > $1 and p.merged_into is null
  and not exists (select 1 from account a where a.person_id = p.id)
order by p.id
limit $2

-- name: erase_stale_applications
select id from application
where stage in ('rejected', 'withdrawn', 'expired') and changed < $1
order by id
limit $2

-- name: erase_decided_applications
select distinct a.id from document d join application a on a.id = d.application_id
where a.stage in ('activated', 'rejected', 'withdrawn', 'expired') and a.changed < $1
order by a.id
limit $2

-- name: erase_decided_claims
select distinct c.id
from claim c
where c.stage in ('approved', 'refused', 'withdrawn') and c.changed < $1
  and exists (select 1 from claim_document d where d.claim_id = c.id)
order by c.id
limit $2

-- Mails of claims that were decided, and those that belong to none: of anybody who wrote to us.
-- name: erase_mails_to_us
select m.id
from arrived_mail m left join claim c on c.id = m.claim_id
where m.arrived < $1 and (m.claim_id is null
  or (c.stage in ('approved', 'refused', 'withdrawn') and c.changed < $1))
order by m.id
limit $2

-- Of people who may never have become members. A letter that carries a notice goes with its person.
-- name: erase_old_mail
delete from mail
where finished is not null and finished < $1
  and not exists (select 1 from notice_mail n where n.mail_id = mail.id)

-- name: erase_old_bad_rows
delete from registry_bad_row where run_id in (select id from registry_run where started < $1)

-- name: erased_remains
select e.person_id, 'person' from erased_person e join person p on p.id = e.person_id
union all
select e.person_id, 'affiliation' from erased_person e
  join affiliation f on f.person_id = e.person_id
union all
select e.person_id, 'account' from erased_person e join account a on a.person_id = e.person_id
union all
select e.person_id, 'application' from erased_person e
  join application n on n.person_id = e.person_id
union all
select e.person_id, 'claim' from erased_person e join claim c on c.person_id = e.person_id
union all
select distinct e.person_id, 'words of the name' from erased_person e
  join name_word w on w.person_id = e.person_id
union all
select e.person_id, 'words of the audit' from erased_person e
  join audit_entry u on u.subject = 'person:' || cast(e.person_id as text)
where u.detail <> '' or u.client <> ''
limit 100

-- The entry before it is part of what is signed. Those erased before are looked at again: one that
-- only seems to be is told.
-- name: audit_to_erase
select b.hash, e.number, e.at, e.actor, e.action, e.subject, e.detail, e.client, e.policy_hash,
  e.hash, e.erased
from audit_entry e left join audit_entry b on b.number = e.number - 1
where e.subject in (select value from json_each($1))
  and (e.erased is not null or e.detail <> '' or e.client <> '')
order by e.number

-- name: audit_erase
update audit_entry set detail = '', client = '', erased = $2 where number = $1
