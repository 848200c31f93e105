-- What is known of a customer is worked out at each change of him. One customer or ten thousand, the plan is the same: to
-- make it anew cost more than the work itself. And it must not be one for the empty tables of the first day: whoever holds
-- it may be importing the next hundred thousand.

create or replace function refresh_customer_text(ids bigint[]) returns void language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
begin
  if ids is null then return; end if;
  insert into customer_text (customer_id, name_keys, words)
  select id, '', '' from customer where id = any(ids) order by id on conflict do nothing;
  perform 1 from customer_text t where t.customer_id = any(ids) order by t.customer_id for update;
  -- Worked out once, then compared and written.
  with n as materialized (select * from customer_texts(ids))
  update customer_text t set name_keys = n.name_keys, words = n.words, facets = n.facets, last_mail_at = n.last_mail_at
  from n
  where t.customer_id = any(ids) and t.customer_id = n.customer_id
    and (t.name_keys, t.words, t.facets, t.last_mail_at) is distinct from (n.name_keys, n.words, n.facets, n.last_mail_at);
end $$;

create or replace function refresh_customer_times(ids bigint[]) returns void language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
begin
  if ids is null then return; end if;
  perform 1 from customer c where c.id = any(ids) order by c.id for update;
  with n as materialized (select * from customer_times(ids))
  update customer c set last_entry_at = n.entry_at, last_inbound_at = n.inbound_at,
    last_outbound_at = n.outbound_at, last_contact_at = n.contact_at
  from n
  where c.id = any(ids) and c.id = n.customer_id
    and (c.last_entry_at, c.last_inbound_at, c.last_outbound_at, c.last_contact_at)
      is distinct from (n.entry_at, n.inbound_at, n.outbound_at, n.contact_at);
end $$;
