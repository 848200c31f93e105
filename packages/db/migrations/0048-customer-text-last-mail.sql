-- A search by words in the customer list is in the order of the last mail unless one chooses another: the text knows it,
-- so that of thousands that have a word only those on the page are looked up.

drop index customer_text_names;
drop index customer_text_words;
-- Room on each page for a text whose last mail alone is new: it stays where it is, and no index is touched.
alter table customer_text set (fillfactor = 85);
alter table customer_text add column last_mail_at timestamptz;
update customer_text t set last_mail_at = c.last_mail_at
from customer c where c.id = t.customer_id and c.last_mail_at is not null;
-- Every row was written anew: without the room that the old ones had, the table fits into memory as before.
cluster customer_text using customer_text_pkey;
create index customer_text_names on customer_text using gin (text_grams(name_keys)) with (gin_pending_list_limit = 512);
create index customer_text_words on customer_text using gin (customer_text_grams(words, facets)) with (gin_pending_list_limit = 512);

drop function customer_texts(bigint[]);
create function customer_texts(ids bigint[])
returns table (customer_id bigint, name_keys text, words text, facets text[], last_mail_at timestamptz)
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
    c.last_mail_at
  from customer c where c.id = any(ids)
$$;

create or replace function refresh_customer_text(ids bigint[]) returns void language plpgsql as $$
begin
  if ids is null then return; end if;
  insert into customer_text (customer_id, name_keys, words)
  select id, '', '' from customer where id = any(ids) order by id on conflict do nothing;
  perform 1 from customer_text t where t.customer_id = any(ids) order by t.customer_id for update;
  update customer_text t set name_keys = n.name_keys, words = n.words, facets = n.facets, last_mail_at = n.last_mail_at
  from customer_texts(ids) n
  where t.customer_id = n.customer_id
    and (t.name_keys, t.words, t.facets, t.last_mail_at) is distinct from (n.name_keys, n.words, n.facets, n.last_mail_at);
end $$;

create or replace function customer_text_of_renamed() returns trigger language plpgsql as $$
declare mailed bigint[];
begin
  perform refresh_customer_text((select array_agg(distinct n.id) from changed n join gone o on o.id = n.id
    where (n.name, n.local_name, n.owner_id, n.country, n.region, n.grade, n.stage, n.relationship_type, n.key_account,
        n.source, n.batch_id, n.business_type, n.tags, n.products_of_interest, n.products_in_use,
        n.last_contact_at is null, n.last_mail_at is null, n.archived_at is null, n.merged_into_id is null)
      is distinct from (o.name, o.local_name, o.owner_id, o.country, o.region, o.grade, o.stage, o.relationship_type,
        o.key_account, o.source, o.batch_id, o.business_type, o.tags, o.products_of_interest, o.products_in_use,
        o.last_contact_at is null, o.last_mail_at is null, o.archived_at is null, o.merged_into_id is null)));
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
