-- Lets `json_each($1)` list the elements of an array as it does in SQLite.
create function json_each(list text) returns table (value text)
  language sql immutable strict rows 10
  as 'select json_array_elements_text(list::json)';
