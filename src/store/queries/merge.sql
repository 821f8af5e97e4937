-- name: merge_standing_for
select coalesce(merged_into, id) from person where id = $1

-- name: merge_stubs_of
select id from person where merged_into = $1 order by id

-- name: merge_insert
insert into person_merge (id, keep_id, other_id, keep_account, other_account, reason, merged_by,
  merged_at, before_sealed)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: merge_find
select id, keep_id, other_id, keep_account, other_account, reason, merged_by, merged_at,
  before_sealed, undone_at, undone_by, undone_reason
from person_merge
where id = $1

-- name: merge_of_keep
select id, keep_id, other_id, keep_account, other_account, reason, merged_by, merged_at,
  before_sealed, undone_at, undone_by, undone_reason
from person_merge
where keep_id = $1 and undone_at is null
order by id

-- name: merge_list
select id, keep_id, other_id, keep_account, other_account, reason, merged_by, merged_at,
  before_sealed, undone_at, undone_by, undone_reason
from person_merge
where id < $1
order by id desc
limit $2

-- name: merge_set_undone
update person_merge set undone_at = $2, undone_by = $3, undone_reason = $4
where id = $1 and undone_at is null

-- Who was merged into the one that is given up now points at the one who stays: no lookup takes two
-- steps.
-- name: merge_note_stubs
insert into merge_row (merge_id, sort, row_id, word)
select $1, 'stub', id, '' from person where merged_into = $2

-- name: merge_move_stubs
update person set merged_into = $2 where merged_into = $1

-- name: merge_stub
update person set merged_into = $2, version = version + 1
where id = $1 and version = $3 and merged_into is null

-- name: merge_note_affiliations
insert into merge_row (merge_id, sort, row_id, word)
select $1, 'affiliation', id, '' from affiliation where person_id = $2

-- name: merge_move_affiliations
update affiliation set person_id = $2 where person_id = $1

-- name: merge_note_applications
insert into merge_row (merge_id, sort, row_id, word)
select $1, 'application', id, '' from application where person_id = $2

-- name: merge_move_applications
update application
set person_id = $2,
  account_id = case when account_id is null then null else coalesce($3, account_id) end
where person_id = $1

-- name: merge_note_proofs
insert into merge_row (merge_id, sort, row_id, word)
select $1, 'proof', id, '' from proof where person_id = $2

-- name: merge_move_proofs
update proof set person_id = $2 where person_id = $1

-- name: merge_note_claims
insert into merge_row (merge_id, sort, row_id, word)
select $1, 'claim', id, '' from claim where person_id = $2

-- name: merge_move_claims
update claim set person_id = $2 where person_id = $1

-- A registry goes on to speak of the same person.
-- name: merge_note_registry_rows
insert into merge_row (merge_id, sort, row_id, word)
select $1, 'registry_row', 0, registry || '/' || row_key from registry_row where person_id = $2

-- name: merge_move_registry_rows
update registry_row set person_id = $2 where person_id = $1

-- name: merge_note_requests
insert into merge_row (merge_id, sort, row_id, word)
select $1, 'shared_request', id, '' from shared_request where person_id = $2

-- name: merge_move_requests
update shared_request set person_id = $2 where person_id = $1

-- name: merge_note_owned
insert into merge_row (merge_id, sort, row_id, word)
select $1,
  case when account_id in (select account_id from account_owner where person_id = $3)
    then 'co_owned' else 'owned' end,
  account_id, ''
from account_owner
where person_id = $2

-- name: merge_give_owned
insert into account_owner (account_id, person_id)
select account_id, $2 from account_owner where person_id = $1
on conflict do nothing

-- name: merge_leave_owned
delete from account_owner where person_id = $1

-- Rows that are counted per person or account note the number that they had: a merge before this
-- one knows them by it.
-- name: merge_last_hold
select coalesce(max(number), 0) from hold where person_id = $1

-- name: merge_note_holds
insert into merge_row (merge_id, sort, row_id, word)
select $1, 'hold', number + $3, cast(number as text) from hold where person_id = $2

-- name: merge_move_holds
update hold set person_id = $2, number = number + $3 where person_id = $1

-- name: merge_note_added_holds
insert into merge_row (merge_id, sort, row_id, word)
select $1, 'added_hold', number, '' from hold where person_id = $2 and number > $3

-- name: merge_last_notice
select coalesce(max(number), 0) from notice where person_id = $1

-- name: merge_note_notices
insert into merge_row (merge_id, sort, row_id, word)
select $1, 'notice', number + $3, cast(number as text) from notice
where person_id = $2 and ending not in (select value from json_each($4))

-- name: merge_move_notices
update notice set person_id = $2, number = number + $3
where person_id = $1 and ending not in (select value from json_each($4))

-- name: merge_note_old_notices
insert into merge_row (merge_id, sort, row_id, word)
select $1, 'old_notice', number + $3, cast(number as text) from notice
where person_id = $2 and ending in (select value from json_each($4))

-- name: merge_move_old_notices
update notice set person_id = $2, number = number + $3
where person_id = $1 and ending in (select value from json_each($4))

-- The account moves as it is to somebody who has none.
-- name: merge_move_account
update account set person_id = $2 where person_id = $1

-- name: merge_note_closed
insert into merge_row (merge_id, sort, row_id, word)
select $1, 'closed', id, closed from account where id = $2 and closed is not null

-- name: merge_note_account_stubs
insert into merge_row (merge_id, sort, row_id, word)
select $1, 'account_stub', id, '' from account where merged_into = $2

-- name: merge_move_account_stubs
update account set merged_into = $2 where merged_into = $1

-- name: merge_close_account
update account set closed = coalesce(closed, $3), merged_into = $2, next_change = null
where id = $1 and merged_into is null

-- name: merge_last_address
select coalesce(max(number), 0) from address where account_id = $1

-- name: merge_note_addresses
insert into merge_row (merge_id, sort, row_id, word)
select $1, 'address', number + $3, cast(number as text) from address where account_id = $2

-- name: merge_move_addresses
update address set account_id = $2, number = number + $3 where account_id = $1

-- name: merge_note_licences
insert into merge_row (merge_id, sort, row_id, word)
select $1, 'licence', 0, service from licence
where account_id = $2 and service not in (
  select service from licence where account_id = $3)

-- name: merge_move_licences
update licence set account_id = $2
where account_id = $1 and service not in (select service from licence where account_id = $2)

-- name: merge_note_choices
insert into merge_row (merge_id, sort, row_id, word)
select $1, 'choice', 0, value from json_each($2)

-- name: merge_note_suspension
insert into merge_row (merge_id, sort, row_id, word) values ($1, 'suspension', $2, '')

-- name: merge_noted_suspension
select 1 from merge_row where merge_id = $1 and sort = 'suspension'

-- People who may be one, among $2 records older than $1: who shares a number, or names (in either
-- alphabet) and birth date. An empty key is no name in common.
-- name: merge_pairs
with newest as (
  select id, birth, match_key, match_key_latin, document, document_number_hash, afm_hash, amka_hash
  from person
  where id < $1 and merged_into is null
  order by id desc
  limit $2),
pair as (
  select s.id as high_id, p.id as low_id
  from newest s join person p on p.afm_hash = s.afm_hash where p.id < s.id
  union
  select s.id, p.id from newest s join person p on p.amka_hash = s.amka_hash where p.id < s.id
  union
  select s.id, p.id
  from newest s join person p on p.document_number_hash = s.document_number_hash
  where p.id < s.id and p.document = s.document
  union
  select s.id, p.id
  from newest s join person p on p.match_key = s.match_key and p.birth = s.birth
  where p.id < s.id and p.match_key <> ''
  union
  select s.id, p.id
  from newest s join person p on p.match_key_latin = s.match_key_latin and p.birth = s.birth
  where p.id < s.id and p.match_key_latin <> ''
  union
  select s.id, p.id
  from newest s join person p on p.match_key = s.match_key_latin and p.birth = s.birth
  where p.id < s.id and p.match_key <> ''
  union
  select s.id, p.id
  from newest s join person p on p.match_key_latin = s.match_key and p.birth = s.birth
  where p.id < s.id and p.match_key_latin <> '')
select pair.high_id, pair.low_id
from pair join person low on low.id = pair.low_id
where low.merged_into is null
  and not exists (
    select 1 from told_apart t where t.low_id = pair.low_id and t.high_id = pair.high_id)
order by pair.high_id desc, pair.low_id desc

-- Where the next page of $2 begins; nothing where there is none.
-- name: merge_window_end
select min(id) from (
  select id from person where id < $1 and merged_into is null order by id desc limit $2) newest
having min(id) is not null

-- name: merge_tell_apart
insert into told_apart (low_id, high_id, told_by, told_at) values ($1, $2, $3, $4)
on conflict do nothing

-- name: merge_told_apart
select 1 from told_apart where low_id = $1 and high_id = $2

-- What a stub must not be, for `metroon check`.
-- name: merge_broken
select p.id, 'was merged into a record that was given up itself'
from person p join person k on k.id = p.merged_into
where k.merged_into is not null
union all
select p.id, 'was given up, but still has affiliations'
from person p
where p.merged_into is not null and exists (
  select 1 from affiliation a where a.person_id = p.id)
union all
select p.id, 'was given up, but its account still lives'
from person p join account a on a.person_id = p.id
where p.merged_into is not null and (a.closed is null or a.merged_into is null)
union all
select p.id, 'stands, but its account was given up'
from person p join account a on a.person_id = p.id
where p.merged_into is null and a.merged_into is not null
order by 1
limit 100
