-- A page of the customer list by words is looked for in a piece of its order: in the newest months, the least complete.
-- In the index of texts the piece stands beside the words, as the facets do, so that of thousands that have a word those of
-- the piece alone are read.

-- Words: d and the order (m last mail, c last contact, n new, v verified, p complete), then the month, or the tens of percent;
-- of what never was 0. A text is written anew when its piece changes: when there is mail in a new month.
create function order_pieces(last_mail_at timestamptz, last_contact_at timestamptz, created_at timestamptz,
  verified_at timestamptz, completeness smallint)
returns text[] language sql immutable parallel safe
return array['dm' || contact_month(last_mail_at)::text, 'dc' || contact_month(last_contact_at)::text,
  'dn' || contact_month(created_at)::text, 'dv' || contact_month(coalesce(verified_at, created_at))::text,
  'dp' || (completeness / 10)::text];

drop index customer_text_names;
drop index customer_text_words;
-- In one pass, and without the room that the old rows would leave.
create function pg_temp.pieces_of(id bigint) returns text[] language sql stable as $$
  select order_pieces(c.last_mail_at, c.last_contact_at, c.created_at, c.verified_at, c.completeness)
  from customer c where c.id = $1
$$;
alter table customer_text
  alter column facets type text[] using case when facets = '{}' then facets else facets || pg_temp.pieces_of(customer_id) end;
create index customer_text_names on customer_text using gin (text_grams(name_keys)) with (gin_pending_list_limit = 512);
create index customer_text_words on customer_text
  using gin (customer_text_grams(words, facets, address, evaluation, usage_note, note)) with (gin_pending_list_limit = 512);

create or replace function customer_texts(ids bigint[])
returns table (customer_id bigint, name_keys text, words text, facets text[], last_mail_at timestamptz, address text,
  evaluation text, usage_note text, note text)
language sql stable as $$
  select c.id,
    name_key(c.name) || coalesce(E'\n' || nullif(name_key(c.local_name), name_key(c.name)), ''),
    left(' ' || text_words(concat_ws(' ', c.name, c.local_name, array_to_string(customer_former_names(c.id), ' '),
      (select string_agg(d.domain, ' ') from customer_domain d where d.customer_id = c.id),
      (select string_agg(concat_ws(' ', k.name, k.local_name), ' ') from contact k where k.customer_id = c.id),
      (select string_agg(a.address, ' ') from contact_address a where a.customer_id = c.id),
      (select string_agg(h.normal, ' ') from contact_channel h where h.customer_id = c.id))), 50000),
    case when c.archived_at is null and c.merged_into_id is null then
      customer_facets(c.owner_id, c.country, c.region, c.grade, c.stage, c.relationship_type, c.key_account, c.source,
        c.batch_id, c.business_type, c.tags, c.products_of_interest, c.products_in_use,
        c.last_contact_at is not null, c.last_mail_at is not null)
      || order_pieces(c.last_mail_at, c.last_contact_at, c.created_at, c.verified_at, c.completeness) else '{}' end,
    c.last_mail_at, free_text_words(c.address), free_text_words(c.evaluation), free_text_words(c.usage_note),
    free_text_words(c.note)
  from customer c where c.id = any(ids)
$$;

create or replace function customer_text_of_renamed() returns trigger language plpgsql as $$
declare mailed bigint[];
begin
  perform refresh_customer_text((select array_agg(distinct n.id) from changed n join gone o on o.id = n.id
    where (n.name, n.local_name, n.owner_id, n.country, n.region, n.grade, n.stage, n.relationship_type, n.key_account,
        n.source, n.batch_id, n.business_type, n.tags, n.products_of_interest, n.products_in_use,
        n.last_contact_at is null, n.last_mail_at is null, n.archived_at is null, n.merged_into_id is null,
        n.address, n.evaluation, n.usage_note, n.note,
        order_pieces(n.last_mail_at, n.last_contact_at, n.created_at, n.verified_at, n.completeness))
      is distinct from (o.name, o.local_name, o.owner_id, o.country, o.region, o.grade, o.stage, o.relationship_type,
        o.key_account, o.source, o.batch_id, o.business_type, o.tags, o.products_of_interest, o.products_in_use,
        o.last_contact_at is null, o.last_mail_at is null, o.archived_at is null, o.merged_into_id is null,
        o.address, o.evaluation, o.usage_note, o.note,
        order_pieces(o.last_mail_at, o.last_contact_at, o.created_at, o.verified_at, o.completeness))));
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
