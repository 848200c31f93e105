-- `id` was read as the task's own: a customer with an open follow-up counted as one without, was looked at by every sweep, and
-- with more than one sweep's worth of such customers the others were never reached. By keys, whatever the number of customers.
create or replace function mark_raised(ids bigint[]) returns void language plpgsql
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  if ids is null then return; end if;
  perform 1 from follow_up_due d where d.customer_id = any(ids) order by d.customer_id for update;
  update follow_up_due d set raised = r.raised
  from (select one.customer_id, exists (select from task t
      where t.customer_id = one.customer_id and t.kind = 'follow-up' and t.state = 'open') as raised
    from unnest(ids) one(customer_id)) r
  where d.customer_id = r.customer_id and d.raised <> r.raised;
end $$;

update follow_up_due d set raised = r.raised
from (select f.customer_id, exists (select from task t
    where t.customer_id = f.customer_id and t.kind = 'follow-up' and t.state = 'open') as raised
  from follow_up_due f) r
where d.customer_id = r.customer_id and d.raised <> r.raised;
