-- The customer list, at any number of customers: words and values in one index, an index of key accounts for each order,
-- a sample, and the months of the last contact.

-- ---------------------------------------------------------------- values beside words

drop index customer_by_facets;
drop statistics customer_facet_counts;
drop function customer_facets(bigint, text, text, text, text, text, boolean, text, bigint, text, text[], text[], text[], boolean);

-- As before, and of each customer: w was contacted or n never, m has mail or x has none.
create function customer_facets(owner_id bigint, country text, region text, grade text, stage text,
  relationship_type text, key_account boolean, source text, batch_id bigint, business_type text, tags text[],
  interests text[], in_use text[], contacted boolean, mailed boolean)
returns text[] language sql immutable parallel safe cost 2000
return array_remove(array[
    'o' || coalesce(owner_id::text, ''), 'c' || country, 'r' || left(fold_text(region), 200), 'g' || coalesce(grade, ''),
    's' || stage, 'l' || relationship_type, case when key_account then 'k' end, 'f' || left(fold_text(source), 200),
    'b' || batch_id::text, 'y' || left(fold_text(business_type), 200), case when contacted then 'w' else 'n' end,
    case when mailed then 'm' else 'x' end], null)
  || array(select 't' || left(fold_text(tag), 200) from unnest(tags) as tag)
  || array(select 'p' || left(fold_text(product), 200) from unnest(interests) as product)
  || array(select 'u' || left(fold_text(product), 200) from unnest(in_use) as product);

create index customer_by_facets on customer using gin (customer_facets(owner_id, country, region, grade, stage,
    relationship_type, key_account, source, batch_id, business_type, tags, products_of_interest, products_in_use,
    last_contact_at is not null, last_mail_at is not null))
  with (gin_pending_list_limit = 512) where archived_at is null and merged_into_id is null;
create statistics customer_facet_counts on (customer_facets(owner_id, country, region, grade, stage,
  relationship_type, key_account, source, batch_id, business_type, tags, products_of_interest, products_in_use,
  last_contact_at is not null, last_mail_at is not null)) from customer;

-- The facets stand beside the words, so that one index finds the customers of Germany that have a word. Of who is on
-- no list there are none.
drop index customer_text_words;
drop function customer_text_grams(text, bigint);
alter table customer_text drop column owner_id, add column facets text[] not null default '{}';

drop function customer_texts(bigint[]);
create function customer_texts(ids bigint[]) returns table (customer_id bigint, name_keys text, words text, facets text[])
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
        c.last_contact_at is not null, c.last_mail_at is not null) else '{}' end
  from customer c where c.id = any(ids)
$$;

create or replace function refresh_customer_text(ids bigint[]) returns void language plpgsql as $$
begin
  if ids is null then return; end if;
  insert into customer_text (customer_id, name_keys, words)
  select id, '', '' from customer where id = any(ids) order by id on conflict do nothing;
  perform 1 from customer_text t where t.customer_id = any(ids) order by t.customer_id for update;
  update customer_text t set name_keys = n.name_keys, words = n.words, facets = n.facets
  from customer_texts(ids) n
  where t.customer_id = n.customer_id
    and (t.name_keys, t.words, t.facets) is distinct from (n.name_keys, n.words, n.facets);
end $$;

create or replace function customer_text_of_renamed() returns trigger language plpgsql as $$
begin
  perform refresh_customer_text((select array_agg(distinct n.id) from changed n join gone o on o.id = n.id
    where (n.name, n.local_name, n.owner_id, n.country, n.region, n.grade, n.stage, n.relationship_type, n.key_account,
        n.source, n.batch_id, n.business_type, n.tags, n.products_of_interest, n.products_in_use,
        n.last_contact_at is null, n.last_mail_at is null, n.archived_at is null, n.merged_into_id is null)
      is distinct from (o.name, o.local_name, o.owner_id, o.country, o.region, o.grade, o.stage, o.relationship_type,
        o.key_account, o.source, o.batch_id, o.business_type, o.tags, o.products_of_interest, o.products_in_use,
        o.last_contact_at is null, o.last_mail_at is null, o.archived_at is null, o.merged_into_id is null)));
  return null;
end $$;

update customer_text t set facets = customer_facets(c.owner_id, c.country, c.region, c.grade, c.stage, c.relationship_type,
  c.key_account, c.source, c.batch_id, c.business_type, c.tags, c.products_of_interest, c.products_in_use,
  c.last_contact_at is not null, c.last_mail_at is not null)
from customer c where c.id = t.customer_id and c.archived_at is null and c.merged_into_id is null;

create function customer_text_grams(words text, facets text[]) returns text[] language sql immutable parallel safe cost 10000
return text_grams(words) || array(select '@' || facet from unnest(facets) as facet);
create index customer_text_words on customer_text using gin (customer_text_grams(words, facets)) with (gin_pending_list_limit = 512);

-- ---------------------------------------------------------------- key accounts, who come first

create index customer_key_by_name on customer (lower(name), id) where key_account;
create index customer_key_by_last_mail on customer (coalesce(last_mail_at, '-infinity'), id) where key_account;
create index customer_key_by_last_contact on customer (coalesce(last_contact_at, '-infinity'), id) where key_account;
create index customer_key_by_created on customer (created_at, id) where key_account;
create index customer_key_by_completeness on customer (completeness, id) where key_account;
create index customer_key_by_next_contact on customer (coalesce(next_contact_on, 'infinity'), id) where key_account;
create index customer_key_by_verified on customer (coalesce(verified_at, created_at), id) where key_account;

-- ---------------------------------------------------------------- those not contacted for long, by their last mail

-- Months since the year 0 of Greenwich; 0: never.
create function contact_month(at timestamptz) returns int language sql immutable parallel safe
return coalesce(extract(year from at at time zone 'UTC')::int * 12 + extract(month from at at time zone 'UTC')::int, 0);
create index customer_by_contact_month on customer
  (key_account, contact_month(last_contact_at), coalesce(last_mail_at, '-infinity'), id);

-- ---------------------------------------------------------------- every thousandth customer

create index customer_sample on customer (id) where id % 1009 = 0;

-- ---------------------------------------------------------------- off the lists

create index customer_archived on customer (id) where archived_at is not null and merged_into_id is null;
