-- What is found beside mail: customers, contacts, activities and market problems; and the text of files in the rows of the
-- mails and activities that they came with.

alter table search_doc add column record_id bigint;
alter table search_doc add check ((kind = 'mail') = (record_id is null));
create unique index search_doc_record on search_doc (kind, record_id) where record_id is not null;

-- Records whose rows are to be written anew, by triggers in the transaction of the change.
create table search_record_lead (
  id bigint generated always as identity primary key,
  -- Null: all of this customer. An activity's row is of the kind market where it has a market problem.
  kind text check (kind in ('customer', 'contact', 'activity')),
  record_id bigint not null
);
create index search_record_lead_customer on search_record_lead (record_id) where kind is null;

-- Mails whose files have a text that is not in their rows yet.
create table search_text_lead (
  id bigint generated always as identity primary key,
  message_id bigint not null
);

-- What every record of a customer is filtered by.
create function search_customer_facets(customer_id bigint) returns text[] language sql stable parallel safe
begin atomic
  select array_remove(array['#c' || c.id, '#o' || c.owner_id, '#w' || c.owner_id, '#n' || c.country, '#g' || c.grade,
      '#s' || c.stage], null)
    || array(select '#w' || co.user_id from customer_collaborator co where co.customer_id = c.id and co.user_id <> coalesce(c.owner_id, 0))
  from customer c where c.id = search_customer_facets.customer_id;
end;

create function search_record_of_customer() returns trigger language plpgsql as $$
begin
  insert into search_record_lead (kind, record_id)
  values (case when tg_op = 'UPDATE' and (old.owner_id, old.country, old.grade, old.stage, old.merged_into_id)
    is distinct from (new.owner_id, new.country, new.grade, new.stage, new.merged_into_id) then null else 'customer' end, new.id);
  return null;
end $$;
create trigger customer_search_record_new after insert on customer
  for each row execute function search_record_of_customer();
create trigger customer_search_record after update of name, local_name, owner_id, country, grade, stage, merged_into_id, website,
    source, note, region, city, address, business_type, scale, evaluation, tags, custom, products_of_interest, products_in_use,
    usage_note on customer
  for each row when (old.* is distinct from new.*) execute function search_record_of_customer();

create function search_record_of_collaborator() returns trigger language plpgsql as $$
begin
  insert into search_record_lead (record_id)
  select distinct id from (values (case when tg_op <> 'DELETE' then new.customer_id end),
    (case when tg_op <> 'INSERT' then old.customer_id end)) both_sides(id) where id is not null;
  return null;
end $$;
create trigger collaborator_search_record after insert or update or delete on customer_collaborator
  for each row execute function search_record_of_collaborator();

create function search_record_of_domain() returns trigger language plpgsql as $$
begin
  insert into search_record_lead (kind, record_id)
  select distinct 'customer', id from (values (case when tg_op <> 'DELETE' then new.customer_id end),
    (case when tg_op <> 'INSERT' then old.customer_id end)) both_sides(id) where id is not null;
  return null;
end $$;
create trigger domain_search_record after insert or update or delete on customer_domain
  for each row execute function search_record_of_domain();

create function search_record_of_contact() returns trigger language plpgsql as $$
begin
  insert into search_record_lead (kind, record_id) values ('contact', case when tg_op = 'DELETE' then old.id else new.id end);
  return null;
end $$;
create trigger contact_search_record after insert or update or delete on contact
  for each row execute function search_record_of_contact();

create function search_record_of_contact_part() returns trigger language plpgsql as $$
begin
  insert into search_record_lead (kind, record_id)
  select distinct 'contact', id from (values (case when tg_op <> 'DELETE' then new.contact_id end),
    (case when tg_op <> 'INSERT' then old.contact_id end)) both_sides(id) where id is not null;
  return null;
end $$;
create trigger contact_address_search_record after insert or update or delete on contact_address
  for each row execute function search_record_of_contact_part();
create trigger contact_channel_search_record after insert or update or delete on contact_channel
  for each row execute function search_record_of_contact_part();

create function search_record_of_activity() returns trigger language plpgsql as $$
begin
  insert into search_record_lead (kind, record_id) values ('activity', case when tg_op = 'DELETE' then old.id else new.id end);
  return null;
end $$;
create trigger activity_search_record after insert or update or delete on activity
  for each row execute function search_record_of_activity();

create function search_record_of_activity_part() returns trigger language plpgsql as $$
begin
  insert into search_record_lead (kind, record_id)
  values ('activity', case when tg_op = 'DELETE' then old.activity_id else new.activity_id end);
  return null;
end $$;
create trigger market_problem_search_record after insert or update or delete on market_problem
  for each row execute function search_record_of_activity_part();
create trigger activity_file_search_record after insert or delete on activity_file
  for each row execute function search_record_of_activity_part();

-- A file was read: whatever it came with is to be found by it.
create function search_of_file_text() returns trigger language plpgsql as $$
begin
  insert into search_text_lead (message_id)
  select distinct message_id from attachment where sha256 = new.sha256;
  insert into search_record_lead (kind, record_id)
  select distinct 'activity', af.activity_id
  from blob b join stored_file f on f.blob_id = b.id join activity_file af on af.file_id = f.id where b.sha256 = new.sha256;
  return null;
end $$;
create trigger attachment_text_search after update of state on attachment_text
  for each row when (new.text is not null and old.text is distinct from new.text) execute function search_of_file_text();

-- What is there already.
-- By record, and not by customer: a customer that waits as a whole is one whose rows may not know yet who may see them.
insert into search_record_lead (kind, record_id)
select 'customer', id from customer where merged_into_id is null
union all select 'contact', id from contact where merged_into_id is null
union all select 'activity', id from activity;
insert into search_text_lead (message_id)
select distinct a.message_id from attachment a join attachment_text t on t.sha256 = a.sha256 where t.text is not null;
