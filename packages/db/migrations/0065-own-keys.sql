-- Finding who has no value of one of the company's own fields. An index finds words that are there, and which fields there
-- are changes: so each customer bears words that say which of them it has, and who lacks one has a word without it.

-- The fields are divided into eight parts by their key: n fields make up to 2ⁿ sets, those of one part far fewer.
create function own_key_part(key text) returns int language sql immutable parallel safe strict
return hashtext(key) & 7;

-- Of each part the keys that have a value, in order, and as a word: = the part, and where there is any a colon and the keys.
-- A key has no comma, see custom_field.
create function own_key_sets(custom jsonb) returns table (word text, part int, keys text[])
language sql immutable parallel safe begin atomic
  select '=' || p.part::text || coalesce(':' || string_agg(own.key, ',' order by own.key collate "C"), ''), p.part,
    coalesce(array_agg(own.key order by own.key collate "C") filter (where own.key is not null), '{}')
  from generate_series(0, 7) as p (part)
  left join (select o.key from jsonb_each_text(custom) o where o.value is not null) own on own_key_part(own.key) = p.part
  group by p.part;
end;

-- The sets that a customer has or had, but for the empty ones: what may be asked for. They are few, and stay.
create table own_key_set (
  word text primary key,
  part int not null,
  keys text[] not null check (keys <> '{}')
);

create function keep_own_key_sets() returns trigger language plpgsql as $$
begin
  insert into own_key_set (word, part, keys)
  select s.word, s.part, s.keys from own_key_sets(new.custom) s
  where s.keys <> '{}' and not exists (select 1 from own_key_set known where known.word = s.word)
  order by s.word
  on conflict do nothing;
  return null;
end $$;
create trigger customer_own_keys_new after insert on customer
  for each row when (new.custom <> '{}') execute function keep_own_key_sets();
create trigger customer_own_keys after update of custom on customer
  for each row when (new.custom is distinct from old.custom and new.custom <> '{}') execute function keep_own_key_sets();

-- After the triggers, which keep others from writing until all of this is there.
insert into own_key_set (word, part, keys)
select s.word, s.part, s.keys
from (
  select distinct (select jsonb_object_agg(key, true) from jsonb_each_text(c.custom) where value is not null) as own
  from customer c where c.custom <> '{}'
) occurring cross join lateral own_key_sets(occurring.own) s
where occurring.own is not null and s.keys <> '{}'
on conflict do nothing;

drop index customer_by_details;
drop statistics customer_detail_counts;
-- Words of the index: i city, z size, a language, v channel, e other supplier, q an own field: its key, a colon, its value;
-- = which of the own fields it has; and of each field + where it has a value, - where it has none, of own fields + alone.
create or replace function customer_details(city text, scale text, language text, channel text, suppliers text[], custom jsonb,
  lacks text[], known boolean[])
returns text[] language sql immutable parallel safe cost 2000
return array_remove(array['i' || left(fold_text(city), 200), 'z' || scale, 'a' || language, 'v' || channel], null)
  || array(select 'e' || left(fold_text(supplier), 200) from unnest(suppliers) as supplier)
  || array(select word from jsonb_each_text(custom) as own,
      unnest(array['q' || own.key || ':' || left(fold_text(own.value), 200), '+own.' || own.key]) as word
    where own.value is not null)
  || case when custom = '{}' then '{=0,=1,=2,=3,=4,=5,=6,=7}'::text[] else array(select word from own_key_sets(custom)) end
  || array(select case when known[nr::int] then '+' else '-' end || field from unnest('{localName,country,region,city,address,
      timeZone,language,website,source,batch,businessType,scale,grade,relationshipType,preferredChannel,tags,
      productsOfInterest,productsInUse,usageNote,evaluation,note,suppliers}'::text[]) with ordinality as f(field, nr))
  || array(select case when part = any(lacks) then '-' else '+' end || part from unnest('{contact,email,phone}'::text[]) as part);

-- Of all customers: Postgres compares no two indexes of rows of one condition, and that of facets is of those on the lists.
create index customer_by_details on customer using gin (customer_details(city, scale, language, preferred_channel,
    suppliers, custom, lacks, array[local_name is not null, country is not null, region is not null, city is not null,
    address is not null, time_zone is not null, language is not null, website is not null, source is not null,
    batch_id is not null, business_type is not null, scale is not null, grade is not null, relationship_type is not null,
    preferred_channel is not null, tags <> '{}', products_of_interest <> '{}', products_in_use <> '{}',
    usage_note is not null, evaluation is not null, note is not null, suppliers <> '{}']))
  with (gin_pending_list_limit = 512);
create statistics customer_detail_counts on (customer_details(city, scale, language, preferred_channel,
    suppliers, custom, lacks, array[local_name is not null, country is not null, region is not null, city is not null,
    address is not null, time_zone is not null, language is not null, website is not null, source is not null,
    batch_id is not null, business_type is not null, scale is not null, grade is not null, relationship_type is not null,
    preferred_channel is not null, tags <> '{}', products_of_interest <> '{}', products_in_use <> '{}',
    usage_note is not null, evaluation is not null, note is not null, suppliers <> '{}']))
  from customer;

-- Whoever plans by statistics has none of a new index until then.
analyze customer;
