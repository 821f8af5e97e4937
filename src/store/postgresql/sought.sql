-- name: sought_create
create temporary table if not exists sought (
  number bigint, document_number bytea, afm bytea, amka bytea, birth text, key text, key_latin text)
