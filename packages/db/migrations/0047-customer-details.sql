-- Finding customers by the rest of their record: city, size, language, preferred channel, and the company's own fields.
-- An index of its own beside that of facets: most customers have few of these, and a filter seldom asks for them.

-- Words of the index: i city, z size, a language, v channel, q an own field: its key, a colon, its value.
create function customer_details(city text, scale text, language text, channel text, custom jsonb)
returns text[] language sql immutable parallel safe cost 1000
return array_remove(array['i' || left(fold_text(city), 200), 'z' || scale, 'a' || language, 'v' || channel], null)
  || array(select 'q' || own.key || ':' || left(fold_text(own.value), 200) from jsonb_each_text(custom) as own
    where own.value is not null);

create index customer_by_details on customer
  using gin (customer_details(city, scale, language, preferred_channel, custom))
  with (gin_pending_list_limit = 512) where archived_at is null and merged_into_id is null;
create statistics customer_detail_counts
  on (customer_details(city, scale, language, preferred_channel, custom)) from customer;
