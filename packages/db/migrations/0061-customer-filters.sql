-- Finding customers by the whole of their record: by other suppliers, by words of the free texts, and by what is not known.

-- ---------------------------------------------------------------- kept on the customer's own row, with its completeness

-- Names of those it buys from; of contact, email and phone those that it has none of. Most lack nothing.
alter table customer add column suppliers text[] not null default '{}',
  add column lacks text[] not null default '{}' check (lacks <@ '{contact,email,phone}');

update customer c set suppliers = s.names
from (select customer_id, array_agg(distinct name order by name) as names from customer_supplier group by customer_id) s
where s.customer_id = c.id;

update customer c set lacks = n.lacks
from (
  select c.id, array_remove(array[
    case when not exists (select 1 from contact k where k.customer_id = c.id and k.invalid_at is null and k.name is not null)
      then 'contact' end,
    case when not exists (select 1 from contact_address a join contact k on k.id = a.contact_id
        where a.customer_id = c.id and a.invalid_at is null and k.invalid_at is null) then 'email' end,
    case when not exists (select 1 from contact_channel h join contact k on k.id = h.contact_id
        where h.customer_id = c.id and h.invalid_at is null and k.invalid_at is null) then 'phone' end], null) as lacks
  from customer c) n
where n.id = c.id and n.lacks <> '{}';

drop index customer_by_details;
drop statistics customer_detail_counts;
drop function customer_details(text, text, text, text, jsonb);

-- Words of the index: i city, z size, a language, v channel, e other supplier, q an own field: its key, a colon, its value;
-- and of each field + where it has a value, - where it has none. Of own fields + alone: which there are changes.
create function customer_details(city text, scale text, language text, channel text, suppliers text[], custom jsonb,
  lacks text[], known boolean[])
returns text[] language sql immutable parallel safe cost 2000
return array_remove(array['i' || left(fold_text(city), 200), 'z' || scale, 'a' || language, 'v' || channel], null)
  || array(select 'e' || left(fold_text(supplier), 200) from unnest(suppliers) as supplier)
  || array(select word from jsonb_each_text(custom) as own,
      unnest(array['q' || own.key || ':' || left(fold_text(own.value), 200), '+own.' || own.key]) as word
    where own.value is not null)
  || array(select case when known[nr::int] then '+' else '-' end || field from unnest('{localName,country,region,city,address,
      timeZone,language,website,source,batch,businessType,scale,grade,relationshipType,preferredChannel,tags,
      productsOfInterest,productsInUse,usageNote,evaluation,note,suppliers}'::text[]) with ordinality as f(field, nr))
  || array(select case when part = any(lacks) then '-' else '+' end || part from unnest('{contact,email,phone}'::text[]) as part);

create index customer_by_details on customer using gin (customer_details(city, scale, language, preferred_channel,
    suppliers, custom, lacks, array[local_name is not null, country is not null, region is not null, city is not null,
    address is not null, time_zone is not null, language is not null, website is not null, source is not null,
    batch_id is not null, business_type is not null, scale is not null, grade is not null, relationship_type is not null,
    preferred_channel is not null, tags <> '{}', products_of_interest <> '{}', products_in_use <> '{}',
    usage_note is not null, evaluation is not null, note is not null, suppliers <> '{}']))
  with (gin_pending_list_limit = 512) where archived_at is null and merged_into_id is null;
create statistics customer_detail_counts on (customer_details(city, scale, language, preferred_channel,
    suppliers, custom, lacks, array[local_name is not null, country is not null, region is not null, city is not null,
    address is not null, time_zone is not null, language is not null, website is not null, source is not null,
    batch_id is not null, business_type is not null, scale is not null, grade is not null, relationship_type is not null,
    preferred_channel is not null, tags <> '{}', products_of_interest <> '{}', products_in_use <> '{}',
    usage_note is not null, evaluation is not null, note is not null, suppliers <> '{}']))
  from customer;

-- ---------------------------------------------------------------- free texts, beside the words that a customer is found by

-- In the index of those words, so that it finds who has a word in one of them and in the name, of one country, together.
drop index customer_text_names;
drop index customer_text_words;
drop function customer_text_grams(text, text[]);
alter table customer_text add column address text, add column evaluation text, add column usage_note text,
  add column note text;

create function free_text_words(t text) returns text language sql immutable parallel safe strict
return ' ' || text_words(left(t, 10000));

update customer_text t set address = free_text_words(c.address), evaluation = free_text_words(c.evaluation),
  usage_note = free_text_words(c.usage_note), note = free_text_words(c.note)
from customer c where c.id = t.customer_id and coalesce(c.address, c.evaluation, c.usage_note, c.note) is not null;
-- As when each was written anew before: without the room that the old ones had.
cluster customer_text using customer_text_pkey;

create function customer_text_grams(words text, facets text[], address text, evaluation text, usage_note text, note text)
returns text[] language sql immutable parallel safe cost 10000
return text_grams(words) || array(select '@' || facet from unnest(facets) as facet)
  || array(select '#a' || gram from unnest(text_grams(address)) as gram)
  || array(select '#e' || gram from unnest(text_grams(evaluation)) as gram)
  || array(select '#u' || gram from unnest(text_grams(usage_note)) as gram)
  || array(select '#n' || gram from unnest(text_grams(note)) as gram);
create index customer_text_names on customer_text using gin (text_grams(name_keys)) with (gin_pending_list_limit = 512);
create index customer_text_words on customer_text
  using gin (customer_text_grams(words, facets, address, evaluation, usage_note, note)) with (gin_pending_list_limit = 512);

drop function customer_texts(bigint[]);
create function customer_texts(ids bigint[])
returns table (customer_id bigint, name_keys text, words text, facets text[], last_mail_at timestamptz, address text,
  evaluation text, usage_note text, note text)
language sql stable as $$
  select c.id,
    name_key(c.name) || coalesce(E'\n' || nullif(name_key(c.local_name), name_key(c.name)), ''),
    left(' ' || text_words(concat_ws(' ', c.name, c.local_name,
      (select string_agg(d.domain, ' ') from customer_domain d where d.customer_id = c.id),
      (select string_agg(concat_ws(' ', k.name, k.local_name), ' ') from contact k where k.customer_id = c.id),
      (select string_agg(a.address, ' ') from contact_address a where a.customer_id = c.id),
      (select string_agg(h.normal, ' ') from contact_channel h where h.customer_id = c.id))), 50000),
    case when c.archived_at is null and c.merged_into_id is null then
      customer_facets(c.owner_id, c.country, c.region, c.grade, c.stage, c.relationship_type, c.key_account, c.source,
        c.batch_id, c.business_type, c.tags, c.products_of_interest, c.products_in_use,
        c.last_contact_at is not null, c.last_mail_at is not null) else '{}' end,
    c.last_mail_at, free_text_words(c.address), free_text_words(c.evaluation), free_text_words(c.usage_note),
    free_text_words(c.note)
  from customer c where c.id = any(ids)
$$;

create or replace function refresh_customer_text(ids bigint[]) returns void language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
begin
  if ids is null then return; end if;
  insert into customer_text (customer_id, name_keys, words)
  select id, '', '' from customer where id = any(ids) order by id on conflict do nothing;
  perform 1 from customer_text t where t.customer_id = any(ids) order by t.customer_id for update;
  -- Worked out once, then compared and written.
  with n as materialized (select * from customer_texts(ids))
  update customer_text t set name_keys = n.name_keys, words = n.words, facets = n.facets, last_mail_at = n.last_mail_at,
    address = n.address, evaluation = n.evaluation, usage_note = n.usage_note, note = n.note
  from n
  where t.customer_id = any(ids) and t.customer_id = n.customer_id
    and (t.name_keys, t.words, t.facets, t.last_mail_at, t.address, t.evaluation, t.usage_note, t.note)
      is distinct from (n.name_keys, n.words, n.facets, n.last_mail_at, n.address, n.evaluation, n.usage_note, n.note);
end $$;

create or replace function customer_text_of_renamed() returns trigger language plpgsql as $$
declare mailed bigint[];
begin
  perform refresh_customer_text((select array_agg(distinct n.id) from changed n join gone o on o.id = n.id
    where (n.name, n.local_name, n.owner_id, n.country, n.region, n.grade, n.stage, n.relationship_type, n.key_account,
        n.source, n.batch_id, n.business_type, n.tags, n.products_of_interest, n.products_in_use,
        n.last_contact_at is null, n.last_mail_at is null, n.archived_at is null, n.merged_into_id is null,
        n.address, n.evaluation, n.usage_note, n.note)
      is distinct from (o.name, o.local_name, o.owner_id, o.country, o.region, o.grade, o.stage, o.relationship_type,
        o.key_account, o.source, o.batch_id, o.business_type, o.tags, o.products_of_interest, o.products_in_use,
        o.last_contact_at is null, o.last_mail_at is null, o.archived_at is null, o.merged_into_id is null,
        o.address, o.evaluation, o.usage_note, o.note)));
  select array_agg(n.id) into mailed from changed n join gone o on o.id = n.id
    where n.last_mail_at is distinct from o.last_mail_at;
  if mailed is not null then
    -- In turn, as everywhere: two that lock the same texts do not wait for each other.
    perform 1 from customer_text t where t.customer_id = any(mailed) order by t.customer_id for update;
    update customer_text t set last_mail_at = c.last_mail_at from customer c
    where c.id = t.customer_id and t.customer_id = any(mailed) and t.last_mail_at is distinct from c.last_mail_at;
  end if;
  return null;
end $$;
