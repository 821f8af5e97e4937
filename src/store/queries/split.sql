-- Giving back: exactly the rows that came, whatever happened to them since.
-- name: unmerge_stub
update person set merged_into = null, version = version + 1 where id = $1 and merged_into = $2

-- name: unmerge_stubs
update person set merged_into = $2
where id in (select row_id from merge_row where merge_id = $1 and sort = 'stub')

-- name: unmerge_registry_rows
update registry_row set person_id = $3
where person_id = $2 and registry || '/' || row_key in (
  select word from merge_row where merge_id = $1 and sort = 'registry_row')

-- name: unmerge_affiliations
update affiliation set person_id = $2
where id in (select row_id from merge_row where merge_id = $1 and sort = 'affiliation')

-- What a registry has said since under a key that goes back is about whom it goes back to. Ids grow
-- with time.
-- name: unmerge_asserted
update affiliation set person_id = $3
where person_id = $2 and id > $1 and id in (
  select affiliation_id from registry_row where person_id = $3)

-- A row that spoke of one's affiliation and is the other's now is read anew.
-- name: unmerge_loose_rows
update registry_row set affiliation_id = null, fingerprint = $3
where person_id in ($1, $2) and affiliation_id in (
  select id from affiliation where person_id in ($1, $2) and person_id <> registry_row.person_id)

-- name: unmerge_applications
update application
set person_id = $2,
  account_id = case when account_id is null then null else coalesce($3, account_id) end
where id in (select row_id from merge_row where merge_id = $1 and sort = 'application')

-- name: unmerge_proofs
update proof set person_id = $2
where id in (select row_id from merge_row where merge_id = $1 and sort = 'proof')

-- name: unmerge_claims
update claim set person_id = $2
where id in (select row_id from merge_row where merge_id = $1 and sort = 'claim')

-- name: unmerge_requests
update shared_request set person_id = $2
where id in (select row_id from merge_row where merge_id = $1 and sort = 'shared_request')

-- name: unmerge_give_owned
insert into account_owner (account_id, person_id)
select row_id, $2 from merge_row where merge_id = $1 and sort in ('owned', 'co_owned')
on conflict do nothing

-- name: unmerge_leave_owned
delete from account_owner
where person_id = $2
  and account_id in (select row_id from merge_row where merge_id = $1 and sort = 'owned')

-- name: unmerge_added_holds
delete from hold
where person_id = $2
  and number in (select row_id from merge_row where merge_id = $1 and sort = 'added_hold')

-- name: unmerge_holds
update hold
set person_id = $3,
  number = coalesce((
    select cast(r.word as bigint) from merge_row r
    where r.merge_id = $1 and r.sort = 'hold' and r.row_id = hold.number and r.word <> ''),
    number + $4)
where person_id = $2
  and number in (select row_id from merge_row where merge_id = $1 and sort = 'hold')

-- Holds placed since on an affiliation that has gone back: by a campaign that paused. One of a claim
-- names no affiliation and stays with its claim.
-- name: unmerge_holds_since
update hold set person_id = $2, number = number + $3
where person_id = $1 and affiliation_id in (select id from affiliation where person_id = $2)

-- Those of sort $5; one whose number is another's by now gets a new one.
-- name: unmerge_notices
update notice
set person_id = $3,
  number = coalesce((
    select cast(r.word as bigint) from merge_row r
    where r.merge_id = $1 and r.sort = $5 and r.row_id = notice.number and r.word <> ''
      and not exists (
        select 1 from notice k where k.person_id = $3 and cast(k.number as text) = r.word)),
    number + $4)
where person_id = $2
  and number in (select row_id from merge_row where merge_id = $1 and sort = $5)

-- name: unmerge_account_stubs
update account set merged_into = $2
where id in (select row_id from merge_row where merge_id = $1 and sort = 'account_stub')

-- name: unmerge_open_account
update account
set merged_into = null,
  closed = (select word from merge_row where merge_id = $1 and sort = 'closed' and row_id = $2)
where id = $2

-- name: unmerge_addresses
update address
set account_id = $3,
  number = coalesce((
    select cast(r.word as bigint) from merge_row r
    where r.merge_id = $1 and r.sort = 'address' and r.row_id = address.number and r.word <> ''),
    number + $4)
where account_id = $2
  and number in (select row_id from merge_row where merge_id = $1 and sort = 'address')

-- name: unmerge_licences
update licence set account_id = $3
where account_id = $2
  and service in (select word from merge_row where merge_id = $1 and sort = 'licence')

-- What the holder has switched since stays switched.
-- name: unmerge_choices
delete from account_choice
where account_id = $2
  and service in (select word from merge_row where merge_id = $1 and sort = 'choice')
  and switched_on = (
    select o.switched_on from account_choice o
    where o.account_id = $3 and o.service = account_choice.service)
