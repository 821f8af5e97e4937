-- name: document_insert
insert into document (id, application_id, evidence, file_name, media_type, size, received,
  contents_sealed)
values ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: document_contents
select contents_sealed from document where application_id = $1 and id = $2

-- name: document_remove
delete from document where application_id = $1 and id = $2

-- name: document_unconfirmed_octets
select cast(coalesce(sum(document.size), 0) as bigint)
from application join document on document.application_id = application.id
where application.stage in ('draft', 'unconfirmed')

-- name: document_list
select application_id, id, evidence, file_name, media_type, size, received
from document
where application_id in (select cast(value as bigint) from json_each($1))
order by id
