-- name: migration_list
select number, name, hash from migration order by number

-- name: migration_add
insert into migration (number, name, hash) values ($1, $2, $3)
