-- Market information that was mailed in is found by the customers that it is about: its mail is filed to nobody.

create or replace function search_mail_facets(ids bigint[]) returns table (message_id bigint, facets text[])
language sql stable parallel safe
begin atomic
  select wanted.id, array(
    select distinct f.facet from (
      select unnest(array['#a' || b.account_id, '#f' || b.id,
        case when lower(b.path) = 'inbox' then '#iinbox' when lower(b.special_use) = '\sent' then '#isent' end]) as facet
      from mailbox_message p join mailbox b on b.id = p.mailbox_id where p.message_id = wanted.id
      union all
      select unnest(array['#c' || c.id, '#o' || c.owner_id, '#w' || c.owner_id, '#n' || c.country, '#g' || c.grade, '#s' || c.stage])
      from filing f join customer c on c.id = f.customer_id where f.message_id = wanted.id and f.undone_at is null
      union all
      select '#w' || co.user_id from filing f join customer_collaborator co on co.customer_id = f.customer_id
      where f.message_id = wanted.id and f.undone_at is null
      union all
      select '#c' || l.customer_id from unified_item i join unified_link l on l.item_id = i.id and l.state = 'linked'
      where i.message_id = wanted.id and i.kind = 'market-information' and i.state = 'filed'
      union all
      select '#u' from message m where m.id = wanted.id and m.direction <> 'internal' and m.automatic is null
        and m.private_at is null
        and not exists (select 1 from filing f where f.message_id = m.id and f.undone_at is null)
      union all
      select '#x' from message m join message oldest on oldest.thread_id = m.thread_id and oldest.occurred_at <= m.occurred_at
        join task t on t.message_id = oldest.id and t.kind = 'answer' and t.state = 'open'
      where m.id = wanted.id and m.direction = 'inbound'
    ) f where f.facet is not null)
  from unnest(ids) wanted(id);
end;

create function search_of_information_link() returns trigger language plpgsql as $$
begin
  perform lead_searches((select array_agg(i.message_id) from unified_item i
    where i.id in (case when tg_op <> 'DELETE' then new.item_id end, case when tg_op <> 'INSERT' then old.item_id end)));
  return null;
end $$;
create trigger unified_link_search after insert or update of customer_id, state or delete on unified_link
  for each row execute function search_of_information_link();

create function search_of_information() returns trigger language plpgsql as $$
begin
  perform lead_searches(array[new.message_id]);
  return null;
end $$;
create trigger unified_item_search after update of kind, state on unified_item
  for each row when ((old.kind, old.state) is distinct from (new.kind, new.state))
  execute function search_of_information();

select lead_searches((select array_agg(i.message_id) from unified_item i where i.kind = 'market-information' and i.state = 'filed'));
