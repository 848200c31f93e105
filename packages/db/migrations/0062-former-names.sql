-- A customer is found by the names that it had: before somebody changed them, and of the records that were merged into it.

alter table customer_change drop constraint customer_change_field_check;
alter table customer_change add constraint customer_change_field_check
  check (field in ('name', 'local-name', 'grade', 'stage', 'owner', 'relationship', 'key-account', 'pool'));

-- Of the whole tree of merges that were not undone, wherever the rows of a history lie meanwhile. What a merge itself changed
-- stands with the merge: an undo takes it away again.
create function customer_former_names(of_customer bigint) returns text[] language sql stable as $$
  with recursive part (id, depth) as (
    select of_customer, 0
    union all
    select m.source_customer_id, p.depth + 1 from part p
    join merge m on m.customer_id = p.id and m.kind = 'customer' and m.state in ('joining', 'joined')
    where p.depth < 20
  )
  select coalesce(array_agg(distinct n.name), '{}') from (
    select own.name from part p join customer s on s.id = p.id
    cross join lateral (values (s.name), (s.local_name)) own (name) where p.depth > 0
    union all
    select taken.name from part p
    join merge m on m.customer_id = p.id and m.kind = 'customer' and m.state in ('joining', 'joined')
    cross join lateral (values (m.fields #>> '{name,from}'), (m.fields #>> '{local_name,from}')) taken (name)
    union all
    select h.old_value from part p join customer_change h on h.customer_id = p.id and h.field in ('name', 'local-name')
  ) n join customer c on c.id = of_customer
  where n.name is not null and n.name <> c.name and n.name is distinct from c.local_name
$$;

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
        c.last_contact_at is not null, c.last_mail_at is not null) else '{}' end,
    c.last_mail_at, free_text_words(c.address), free_text_words(c.evaluation), free_text_words(c.usage_note),
    free_text_words(c.note)
  from customer c where c.id = any(ids)
$$;

create function customer_text_of_former_name() returns trigger language plpgsql as $$
begin
  perform refresh_customer_text(array[new.customer_id]);
  return null;
end $$;
create trigger customer_former_name after insert on customer_change
  for each row when (new.field in ('name', 'local-name')) execute function customer_text_of_former_name();

-- What lives on, those that it was merged into meanwhile, and what was merged.
create function customer_text_of_merge() returns trigger language plpgsql as $$
begin
  perform refresh_customer_text(array(
    with recursive above (id, depth) as (
      select new.customer_id, 0
      union all
      select c.merged_into_id, a.depth + 1 from above a join customer c on c.id = a.id
      where c.merged_into_id is not null and a.depth < 20
    )
    select id from above union select new.source_customer_id));
  return null;
end $$;
create trigger customer_former_name_new after insert on merge
  for each row when (new.kind = 'customer') execute function customer_text_of_merge();
create trigger customer_former_name after update of state on merge
  for each row when (new.kind = 'customer' and new.state is distinct from old.state) execute function customer_text_of_merge();

select refresh_customer_text(array_agg(distinct customer_id)) from merge where kind = 'customer' and state in ('joining', 'joined');
insert into search_record_lead (kind, record_id)
select distinct 'customer', customer_id from merge where kind = 'customer' and state in ('joining', 'joined');
