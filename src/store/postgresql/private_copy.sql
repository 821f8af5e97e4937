-- Temporary tables come before all others in the search path: every statement finds the copy. Indexes
-- are made when the rows are there. Foreign keys are not copied.
-- name: private_copy
begin isolation level repeatable read;
do $$
declare
  home constant text := current_schema();
  one record;
begin
  for one in select tablename as name from pg_tables where schemaname = home loop
    execute format('create temporary table %I (like %I.%I including all excluding indexes)',
      one.name, home, one.name);
    execute format('insert into pg_temp.%I table %I.%I', one.name, home, one.name);
  end loop;
  for one in select tablename, indexdef as made from pg_indexes where schemaname = home loop
    execute replace(one.made, format(' ON %I.%I ', home, one.tablename),
      format(' ON pg_temp.%I ', one.tablename));
  end loop;
  for one in select tablename as name from pg_tables where schemaname = home loop
    execute format('analyze pg_temp.%I', one.name);
  end loop;
end
$$;
commit
