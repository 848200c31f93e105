-- Made by scripts/dump-schema.ts from the migrations; a test holds the two together.

CREATE OR REPLACE FUNCTION public.activity_is_contact(kind text, state text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((state = 'done'::text) AND (kind <> 'note'::text));

CREATE OR REPLACE FUNCTION public.activity_settled()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform refresh_customer_times((select array_agg(distinct n.customer_id) from changed n join gone o on o.id = n.id
    where (n.customer_id, n.kind, n.state) is distinct from (o.customer_id, o.kind, o.state)));
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.contact_month(at timestamp with time zone)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN COALESCE((((EXTRACT(year FROM (at AT TIME ZONE 'UTC'::text)))::integer * 12) + (EXTRACT(month FROM (at AT TIME ZONE 'UTC'::text)))::integer), 0);

CREATE OR REPLACE FUNCTION public.customer_details(city text, scale text, language text, channel text, suppliers text[], custom jsonb, lacks text[], known boolean[])
 RETURNS text[]
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE COST 2000
AS $function$
begin
  return array_remove(array['i' || left(public.fold_text(city), 200), 'z' || scale, 'a' || language, 'v' || channel], null)
    || array(select 'e' || left(public.fold_text(supplier), 200) from unnest(suppliers) as supplier)
    || array(select word from jsonb_each_text(custom) as own,
        unnest(array['q' || own.key || ':' || left(public.fold_text(own.value), 200), '+own.' || own.key]) as word
      where own.value is not null)
    || case when custom = '{}' then '{=0,=1,=2,=3,=4,=5,=6,=7}'::text[]
      else array(select word from public.own_key_sets(custom)) end
    || array(select case when known[nr::int] then '+' else '-' end || field from unnest('{localName,country,region,city,address,
        timeZone,language,website,source,batch,businessType,scale,grade,relationshipType,preferredChannel,tags,
        productsOfInterest,productsInUse,usageNote,evaluation,note,suppliers}'::text[]) with ordinality as f(field, nr))
    || array(select case when part = any(lacks) then '-' else '+' end || part from unnest('{contact,email,phone}'::text[]) as part);
end $function$;

CREATE OR REPLACE FUNCTION public.customer_facets(owner_id bigint, country text, region text, grade text, stage text, relationship_type text, key_account boolean, source text, batch_id bigint, business_type text, tags text[], interests text[], in_use text[], contacted boolean, mailed boolean)
 RETURNS text[]
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE COST 2000
AS $function$
begin
  return array_remove(array[
      'o' || coalesce(owner_id::text, ''), 'c' || country, 'r' || left(public.fold_text(region), 200),
      'g' || coalesce(grade, ''), 's' || stage, 'l' || relationship_type, case when key_account then 'k' end,
      'f' || left(public.fold_text(source), 200), 'b' || batch_id::text,
      'y' || left(public.fold_text(business_type), 200), case when contacted then 'w' else 'n' end,
      case when mailed then 'm' else 'x' end], null)
    || array(select 't' || left(public.fold_text(tag), 200) from unnest(tags) as tag)
    || array(select 'p' || left(public.fold_text(product), 200) from unnest(interests) as product)
    || array(select 'u' || left(public.fold_text(product), 200) from unnest(in_use) as product);
end $function$;

CREATE OR REPLACE FUNCTION public.customer_former_names(of_customer bigint)
 RETURNS text[]
 LANGUAGE sql
 STABLE
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION public.customer_text_grams(words text, facets text[], address text, evaluation text, usage_note text, note text)
 RETURNS text[]
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE COST 10000
AS $function$
begin
  return public.text_grams(words) || array(select '@' || facet from unnest(facets) as facet)
    || array(select '#a' || gram from unnest(public.text_grams(address)) as gram)
    || array(select '#e' || gram from unnest(public.text_grams(evaluation)) as gram)
    || array(select '#u' || gram from unnest(public.text_grams(usage_note)) as gram)
    || array(select '#n' || gram from unnest(public.text_grams(note)) as gram);
end $function$;

CREATE OR REPLACE FUNCTION public.customer_text_of_changed_part()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform refresh_customer_text((select array_agg(distinct customer_id)
    from (select customer_id from changed union select customer_id from gone) as both_sides));
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.customer_text_of_customer()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform refresh_customer_text((select array_agg(distinct id) from changed));
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.customer_text_of_former_name()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform refresh_customer_text(array[new.customer_id]);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.customer_text_of_gone_part()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform refresh_customer_text((select array_agg(distinct customer_id) from gone));
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.customer_text_of_merge()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.customer_text_of_new_part()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform refresh_customer_text((select array_agg(distinct customer_id) from changed));
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.customer_text_of_renamed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.customer_texts(ids bigint[])
 RETURNS TABLE(customer_id bigint, name_keys text, words text, facets text[], last_mail_at timestamp with time zone, address text, evaluation text, usage_note text, note text)
 LANGUAGE sql
 STABLE
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION public.customer_times(ids bigint[])
 RETURNS TABLE(customer_id bigint, entry_at timestamp with time zone, inbound_at timestamp with time zone, outbound_at timestamp with time zone, contact_at timestamp with time zone)
 LANGUAGE sql
 STABLE
AS $function$
  select c.id, e.at, i.at, o.at, greatest(o.at, a.at)
  from customer c
  left join lateral (select te.occurred_at as at from timeline_entry te
    where te.customer_id = c.id order by te.occurred_at desc, te.id desc limit 1) e on true
  left join lateral (select te.occurred_at as at from timeline_entry te join message m on m.id = te.message_id
    where te.customer_id = c.id and te.direction = 'inbound' and entry_is_mail(te.kind, m.automatic)
    order by te.occurred_at desc, te.id desc limit 1) i on true
  left join lateral (select te.occurred_at as at from timeline_entry te join message m on m.id = te.message_id
    where te.customer_id = c.id and te.direction = 'outbound' and entry_is_mail(te.kind, m.automatic)
    order by te.occurred_at desc, te.id desc limit 1) o on true
  left join lateral (select max(te.occurred_at) as at from activity y join timeline_entry te on te.activity_id = y.id
    where y.customer_id = c.id and te.customer_id = c.id and activity_is_contact(y.kind, y.state)) a on true
  where c.id = any(ids)
$function$;

CREATE OR REPLACE FUNCTION public.default_next_contact()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  -- As a customer without a grade (follow-up/next-date.ts), and never a day that is over.
  new.next_contact_on := greatest(coalesce(new.last_contact_at, new.owned_since)::date + 15, now()::date);
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.drop_attachment_files()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from customer_file f using old_rows a, timeline_entry e
  where e.message_id = a.message_id and f.entry_id = e.id and f.part_path = a.part_path;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.enter_author()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.actor_id := (select mail_author(m.from_address, m.occurred_at) from message m where m.id = new.message_id);
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION public.entry_is_mail(kind text, automatic text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((kind = 'mail'::text) AND (automatic IS NULL));

CREATE OR REPLACE FUNCTION public.fold_text(t text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN replace(replace(replace(translate(lower((NORMALIZE(regexp_replace(NORMALIZE(t, NFKD), '[\u0300-\u036F]'::text, ''::text, 'g'::text), NFKC) COLLATE pg_c_utf8)), 'øđłı'::text, 'odli'::text), 'ß'::text, 'ss'::text), 'æ'::text, 'ae'::text), 'œ'::text, 'oe'::text);

CREATE OR REPLACE FUNCTION public.followed(owner_id bigint, archived_at timestamp with time zone, merged_into_id bigint)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((owner_id IS NOT NULL) AND (archived_at IS NULL) AND (merged_into_id IS NULL));

CREATE OR REPLACE FUNCTION public.free_text_words(t text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN (' '::text || text_words("left"(t, 10000)));

CREATE OR REPLACE FUNCTION public.has_open_inquiry(of_thread bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (EXISTS (SELECT FROM (message m JOIN inquiry i ON ((i.message_id = m.id))) WHERE ((m.thread_id = has_open_inquiry.of_thread) AND (i.customer_id IS NULL) AND (i.state = ANY (ARRAY['waiting'::text, 'queued'::text])))));

CREATE OR REPLACE FUNCTION public.is_incoterm(term text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (term = ANY (ARRAY['EXW'::text, 'FCA'::text, 'CPT'::text, 'CIP'::text, 'DAP'::text, 'DPU'::text, 'DDP'::text, 'FAS'::text, 'FOB'::text, 'CFR'::text, 'CIF'::text]));

CREATE OR REPLACE FUNCTION public.is_media(content_type text, file_name text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((content_type ~ '^(image|audio|video)/'::text) AND (content_type !~ 'svg'::text) AND ((file_name IS NULL) OR (file_name ~* '\.(jpe?g|jfif|png|gif|webp|bmp|tiff?|heic|ico|mp3|wav|m4a|amr|ogg|mp4|mov|avi|mkv|webm|wmv|3gp)$'::text) OR (file_name !~ '\.'::text)));

CREATE OR REPLACE FUNCTION public.is_recent(at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (at > (now() - '400 days'::interval));

CREATE OR REPLACE FUNCTION public.keep_follow_up_due()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if followed(new.owner_id, new.archived_at, new.merged_into_id) then
    insert into follow_up_due as d (customer_id, assignee_id, due_on, raised, since, grade, manual, check_on)
    values (new.id, new.owner_id, new.next_contact_on,
      exists (select from task t where t.customer_id = new.id and t.kind = 'follow-up' and t.state = 'open'),
      coalesce(new.last_contact_at, new.owned_since), new.grade, new.next_contact_manual,
      -- The rules put the right day there (follow-up/touch-next-contact.ts).
      case when new.last_contact_at is null then new.owned_since::date + 1 end)
    on conflict (customer_id) do update set assignee_id = excluded.assignee_id, due_on = excluded.due_on,
      since = excluded.since, grade = excluded.grade, manual = excluded.manual,
      check_on = case when new.last_contact_at is null then d.check_on end;
  else
    delete from follow_up_due where customer_id = new.id;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.keep_own_key_sets()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into own_key_set (word, part, keys)
  select s.word, s.part, s.keys from own_key_sets(new.custom) s
  where s.keys <> '{}' and not exists (select 1 from own_key_set known where known.word = s.word)
  order by s.word
  on conflict do nothing;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.keep_past_owner()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  -- An account that never had an owner is its first one's from the beginning.
  if old.owner_id is not null or exists (select from mail_account_past_owner where account_id = old.id) then
    insert into mail_account_past_owner (account_id, until, user_id) values (old.id, clock_timestamp(), old.owner_id);
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.lead_all_reminders()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into reminder_lead (user_id) select id from app_user order by id on conflict do nothing;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.lead_reminder()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into reminder_lead (user_id) values (new.id) on conflict do nothing;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.lead_reminder_choice()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into reminder_lead (user_id) values (coalesce(new.user_id, old.user_id)) on conflict do nothing;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.lead_searches(ids bigint[])
 RETURNS void
 LANGUAGE sql
BEGIN ATOMIC
 INSERT INTO search_lead (message_id)  SELECT DISTINCT wanted.id
            FROM unnest(lead_searches.ids) wanted(id)
           WHERE ((wanted.id IS NOT NULL) AND ((EXISTS ( SELECT
                    FROM search_doc d
                   WHERE (d.message_id = wanted.id))) OR (EXISTS ( SELECT
                    FROM search_waiting w
                   WHERE (wanted.id = ANY (w.message_ids)))) OR (NOT search_is_filled())));
END;

CREATE OR REPLACE FUNCTION public.list_activity_files()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into customer_file (customer_id, at, direction, file_name, content_type, size, sha256, activity_id, file_id)
  select x.customer_id, s.created_at, x.direction, s.file_name, s.content_type, s.size, b.sha256, x.id, s.id
  from new_rows n join activity x on x.id = n.activity_id join stored_file s on s.id = n.file_id
  join blob b on b.id = s.blob_id
  on conflict do nothing;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.list_attachment_files()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into customer_file (customer_id, at, direction, file_name, content_type, size, sha256, entry_id, message_id, part_path)
  select e.customer_id, e.occurred_at, e.direction, a.file_name, a.content_type, a.size, a.sha256, e.id, e.message_id, a.part_path
  from new_rows a join timeline_entry e on e.message_id = a.message_id
  where not a.inline
  on conflict do nothing;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.list_entry_files()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into customer_file (customer_id, at, direction, file_name, content_type, size, sha256, entry_id, message_id, part_path)
  select e.customer_id, e.occurred_at, e.direction, a.file_name, a.content_type, a.size, a.sha256, e.id, e.message_id, a.part_path
  from new_rows e join attachment a on a.message_id = e.message_id
  where e.message_id is not null and not a.inline
  on conflict do nothing;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.mail_author(text, timestamp with time zone)
 RETURNS bigint
 LANGUAGE sql
 STABLE
AS $function$
  select coalesce(
    (select case when past.account_id is null then a.owner_id else past.user_id end
     from mail_account a
     left join lateral (
       select p.account_id, p.user_id from mail_account_past_owner p
       where p.account_id = a.id and p.until > $2 order by p.until limit 1) past on true
     where (lower(a.address) = $1 or a.aliases @> array[$1]) and not a.unified
     order by lower(a.address) = $1 desc, a.state <> 'removed' desc, a.id desc limit 1),
    (select u.id from app_user u where lower(u.email) = $1))
$function$;

CREATE OR REPLACE FUNCTION public.mark_raised(ids bigint[])
 RETURNS void
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
begin
  if ids is null then return; end if;
  perform 1 from follow_up_due d where d.customer_id = any(ids) order by d.customer_id for update;
  update follow_up_due d set raised = r.raised
  from (select one.customer_id, exists (select from task t
      where t.customer_id = one.customer_id and t.kind = 'follow-up' and t.state = 'open') as raised
    from unnest(ids) one(customer_id)) r
  where d.customer_id = r.customer_id and d.raised <> r.raised;
end $function$;

CREATE OR REPLACE FUNCTION public.move_activity_files()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update customer_file f set customer_id = x.customer_id, direction = x.direction
  from new_rows x join old_rows o on o.id = x.id
  where f.activity_id = x.id and (x.customer_id, x.direction) is distinct from (o.customer_id, o.direction);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.move_entry_files()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update customer_file f set customer_id = e.customer_id, at = e.occurred_at, direction = e.direction
  from new_rows e join old_rows o on o.id = e.id
  where f.entry_id = e.id
    and (e.customer_id, e.occurred_at, e.direction) is distinct from (o.customer_id, o.occurred_at, o.direction);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.name_key(t text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT COST 10000
AS $function$
begin
  return (
    select replace(replace(replace(coalesce(nullif(bare, ''), public.text_words(t)), 'ae', 'a'), 'oe', 'o'), 'ue', 'u')
    from (
      select trim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
        regexp_replace(public.fold_text(t), '[.''’`]', '', 'g'),
        '股份有限公司|有限责任公司|有限責任公司|有限公司|株式会社|有限会社|合同会社|公司|集团|集團|주식회사|유한회사', ' ', 'g') collate "pg_c_utf8",
        '[^[:alnum:]]+', ' ', 'g') collate "pg_c_utf8",
        '\m(sp z o ?o|s de rl( de cv)?|sa de cv|ltd|limited|ltda|limitada|co|company|inc|incorporated|corp|corporation|llc|llp|lp|plc|gmbh|mbh|ag|kg|kgaa|ohg|ug|eg|sa|sas|sarl|srl|spa|snc|sl|slu|bv|nv|oy|oyj|ab|as|asa|aps|kft|zrt|nyrt|sro|as|spzoo|doo|ood|eood|ooo|oao|zao|pao|ооо|оао|зао|пао|ао|тоо|pte|pty|sdn|bhd|pvt|private|kk|tbk|pt|cv|jsc|jsco|the|and|und|et)\M', ' ', 'g'),
        '\s+', ' ', 'g')) as bare
    ) as stripped
  );
end $function$;

CREATE OR REPLACE FUNCTION public.note_activity_file()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into attachment_lead (sha256, size, media)
  select b.sha256, f.size, is_media(f.content_type, f.file_name)
  from new_rows n join stored_file f on f.id = n.file_id join blob b on b.id = f.blob_id;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.note_answer_leads()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into answer_lead (customer_id, thread_id)
  select distinct e.customer_id, m.thread_id from added e join message m on m.id = e.message_id
  where e.kind = 'mail' and e.direction in ('inbound', 'outbound') and is_recent(m.occurred_at)
  union
  -- A mail that answers none in particular may answer what waits in other threads.
  select distinct e.customer_id, null::bigint from added e join message m on m.id = e.message_id
  where e.kind = 'mail' and e.direction = 'outbound' and m.in_reply_to is null and m.automatic is null
    and is_recent(m.occurred_at);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.note_attachment()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into attachment_lead (sha256, size, message_id, media, past)
  select n.sha256, n.size, n.message_id, is_media(n.content_type, n.file_name), m.occurred_at < now() - interval '3 days'
  from new_rows n join message m on m.id = n.message_id
  where n.sha256 is not null and (not n.inline or n.content_type !~ '^image/');
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.note_changed_message()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into answer_lead (customer_id, thread_id, joined_thread_id)
  select e.customer_id, old.thread_id, nullif(new.thread_id, old.thread_id)
  from timeline_entry e where e.message_id = new.id and e.kind = 'mail' and is_recent(new.occurred_at)
  union
  select null, old.thread_id, nullif(new.thread_id, old.thread_id) where has_open_inquiry(new.thread_id);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.note_gone_answers()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into answer_lead (customer_id, thread_id)
  select distinct e.customer_id, m.thread_id from gone e join message m on m.id = e.message_id join customer c on c.id = e.customer_id
  where e.kind = 'mail' and is_recent(m.occurred_at);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.note_inquiry_answer()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into answer_lead (customer_id, thread_id)
  select distinct who, m.thread_id from message m, unnest(array[null, new.customer_id]::bigint[]) as who
  where m.id = new.message_id and is_recent(m.occurred_at);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.note_inquiry_lead()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into collision_lead (customer_id, message_id, user_id, kind)
  select distinct new.customer_id, new.message_id, a.owner_id, 'inquiry'
  from customer c
  join mailbox_message mm on mm.message_id = new.message_id
  join mailbox mb on mb.id = mm.mailbox_id join mail_account a on a.id = mb.account_id
  where c.id = new.customer_id and a.owner_id <> c.owner_id and not a.unified and not exists (
    select from mailbox_message his join mailbox box on box.id = his.mailbox_id join mail_account own on own.id = box.account_id
    where his.message_id = new.message_id and own.owner_id = c.owner_id);
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.note_inquiry_reply()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into answer_lead (thread_id)
  select distinct m.thread_id from added m where m.direction = 'outbound' and has_open_inquiry(m.thread_id);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.note_mail_leads()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into collision_lead (customer_id, message_id, user_id, kind)
  select e.customer_id, e.message_id, e.actor_id, 'mail'
  from new_rows e join customer c on c.id = e.customer_id
  where e.kind = 'mail' and e.direction = 'outbound' and e.actor_id <> c.owner_id;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.note_mass_mail_bounces()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  with hit as (
    select distinct on (n.message_id, n.address) r.id, m.occurred_at
    from changed n join message m on m.id = n.message_id
    join mass_mail_recipient r on r.address = n.address and r.state = 'made'
    where n.permanent and r.made_at < m.occurred_at + interval '1 hour' and r.made_at > m.occurred_at - interval '10 days'
    order by n.message_id, n.address, r.made_at desc
  ), locked as (
    select r.id, min(hit.occurred_at) as at from hit join mass_mail_recipient r on r.id = hit.id
    where r.bounced_at is null group by r.id order by r.id
  )
  update mass_mail_recipient r set bounced_at = locked.at from locked where r.id = locked.id;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.note_mass_mail_replies()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  with hit as (
    select distinct on (m.id) r.id, m.occurred_at
    from changed m join mass_mail_recipient r on r.address = m.from_address and r.state = 'made'
    where m.direction = 'inbound' and m.automatic is null
      and r.made_at < m.occurred_at and r.made_at > m.occurred_at - interval '30 days'
    order by m.id, r.made_at desc
  ), locked as (
    select r.id, min(hit.occurred_at) as at from hit join mass_mail_recipient r on r.id = hit.id
    where r.replied_at is null group by r.id order by r.id
  )
  update mass_mail_recipient r set replied_at = locked.at from locked where r.id = locked.id;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.note_moved_answers()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into answer_lead (customer_id, thread_id)
  select distinct both_sides.customer_id, m.thread_id
  from (
    select n.message_id, unnest(array[n.customer_id, o.customer_id]) as customer_id
    from changed n join gone o on o.id = n.id
    where n.kind = 'mail' and (n.customer_id, n.direction, n.occurred_at) is distinct from (o.customer_id, o.direction, o.occurred_at)
  ) both_sides join message m on m.id = both_sides.message_id
  where is_recent(m.occurred_at);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.note_owner_answers()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into answer_lead (customer_id) values (new.id);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.note_settled_answer()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.state = 'closed' and new.outcome in ('done', 'dismissed') then
    insert into answer_settled (task_id, message_id)
    select new.id, m.id from message m
    where m.thread_id = new.subject_key::bigint and m.direction = 'inbound' and is_recent(m.occurred_at)
    on conflict do nothing;
  end if;
  if new.state = 'open' or new.outcome in ('done', 'dismissed') then
    insert into answer_lead (customer_id, thread_id) values (new.customer_id, new.subject_key::bigint);
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.order_pieces(last_mail_at timestamp with time zone, last_contact_at timestamp with time zone, created_at timestamp with time zone, verified_at timestamp with time zone, completeness smallint)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ARRAY[('dm'::text || (contact_month(last_mail_at))::text), ('dc'::text || (contact_month(last_contact_at))::text), ('dn'::text || (contact_month(created_at))::text), ('dv'::text || (contact_month(COALESCE(verified_at, created_at)))::text), ('dp'::text || ((completeness / 10))::text)];

CREATE OR REPLACE FUNCTION public.own_key_part(key text)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN (hashtext(key) & 7);

CREATE OR REPLACE FUNCTION public.own_key_sets(custom jsonb)
 RETURNS TABLE(word text, part integer, keys text[])
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
 SELECT (('='::text || (p.part)::text) || COALESCE((':'::text || string_agg(own.key, ','::text ORDER BY (own.key COLLATE "C"))), ''::text)),
     p.part,
     COALESCE(array_agg(own.key ORDER BY (own.key COLLATE "C")) FILTER (WHERE (own.key IS NOT NULL)), '{}'::text[]) AS "coalesce"
    FROM (generate_series(0, 7) p(part)
      LEFT JOIN ( SELECT o.key
            FROM jsonb_each_text(own_key_sets.custom) o(key, value)
           WHERE (o.value IS NOT NULL)) own ON ((own_key_part(own.key) = p.part)))
   GROUP BY p.part;
END;

CREATE OR REPLACE FUNCTION public.refresh_customer_text(ids bigint[])
 RETURNS void
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.refresh_customer_times(ids bigint[])
 RETURNS void
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION public.refuse_audit_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end $function$;

CREATE OR REPLACE FUNCTION public.refuse_audit_fork()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  last_id bigint;
  last_hash bytea;
begin
  select a.id, a.hash into last_id, last_hash from public.audit_log a order by a.id desc limit 1;
  if new.id is distinct from coalesce(last_id, 0) + 1
    or new.prev_hash is distinct from coalesce(last_hash, decode(repeat('00', 32), 'hex')) then
    -- unique_violation: two that append at once try again.
    raise exception 'the record does not follow the last one of the audit log' using errcode = '23505';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.search_bucket(week integer)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN ((substr('0123456789abcdefghijklmnopqrstuvwxyz'::text, (((week / 1296) % 36) + 1), 1) || substr('0123456789abcdefghijklmnopqrstuvwxyz'::text, (((week / 36) % 36) + 1), 1)) || substr('0123456789abcdefghijklmnopqrstuvwxyz'::text, ((week % 36) + 1), 1));

CREATE OR REPLACE FUNCTION public.search_customer_facets(customer_id bigint)
 RETURNS text[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
BEGIN ATOMIC
 SELECT (array_remove(ARRAY[('#c'::text || c.id), ('#o'::text || c.owner_id), ('#w'::text || c.owner_id), ('#n'::text || c.country), ('#g'::text || c.grade), ('#s'::text || c.stage)], NULL::text) || ARRAY( SELECT ('#w'::text || co.user_id)
            FROM customer_collaborator co
           WHERE ((co.customer_id = c.id) AND (co.user_id <> COALESCE(c.owner_id, (0)::bigint)))))
    FROM customer c
   WHERE (c.id = search_customer_facets.customer_id);
END;

CREATE OR REPLACE FUNCTION public.search_extra(stemmed text[], facets text[], language text, bucket text)
 RETURNS tsvector
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN array_to_tsvector(ARRAY(SELECT (search_extra.bucket || f.facet) FROM unnest(search_extra.facets) f(facet) UNION ALL SELECT ((search_extra.bucket || 'z'::text) || s.stem) FROM (SELECT w.word, (ts_lexize(search_stemmer(search_extra.language), w.word))[1] AS stem FROM unnest(search_extra.stemmed) w(word) OFFSET 0) s WHERE ((s.stem <> s.word) AND (s.stem <> ''::text))));

CREATE OR REPLACE FUNCTION public.search_is_filled()
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN (NOT (EXISTS (SELECT FROM background_job WHERE ((background_job.kind = 'index-search'::text) AND (background_job.state = ANY (ARRAY['queued'::text, 'running'::text]))))));

CREATE OR REPLACE FUNCTION public.search_mail_facets(ids bigint[])
 RETURNS TABLE(message_id bigint, facets text[])
 LANGUAGE sql
 STABLE PARALLEL SAFE
BEGIN ATOMIC
 SELECT wanted.id,
     ARRAY( SELECT DISTINCT f.facet
            FROM ( SELECT unnest(ARRAY[('#a'::text || b.account_id), ('#f'::text || b.id),
                         CASE
                             WHEN (lower(b.path) = 'inbox'::text) THEN '#iinbox'::text
                             WHEN (lower(b.special_use) = '\sent'::text) THEN '#isent'::text
                             ELSE NULL::text
                         END]) AS facet
                    FROM (mailbox_message p
                      JOIN mailbox b ON ((b.id = p.mailbox_id)))
                   WHERE (p.message_id = wanted.id)
                 UNION ALL
                  SELECT unnest(ARRAY[('#c'::text || c.id), ('#o'::text || c.owner_id), ('#w'::text || c.owner_id), ('#n'::text || c.country), ('#g'::text || c.grade), ('#s'::text || c.stage)]) AS unnest
                    FROM (filing f_1
                      JOIN customer c ON ((c.id = f_1.customer_id)))
                   WHERE ((f_1.message_id = wanted.id) AND (f_1.undone_at IS NULL))
                 UNION ALL
                  SELECT ('#w'::text || co.user_id)
                    FROM (filing f_1
                      JOIN customer_collaborator co ON ((co.customer_id = f_1.customer_id)))
                   WHERE ((f_1.message_id = wanted.id) AND (f_1.undone_at IS NULL))
                 UNION ALL
                  SELECT ('#c'::text || l.customer_id)
                    FROM (unified_item i
                      JOIN unified_link l ON (((l.item_id = i.id) AND (l.state = 'linked'::text))))
                   WHERE ((i.message_id = wanted.id) AND (i.kind = 'market-information'::text) AND (i.state = 'filed'::text))
                 UNION ALL
                  SELECT '#u'::text
                    FROM message m
                   WHERE ((m.id = wanted.id) AND (m.direction <> 'internal'::text) AND (m.automatic IS NULL) AND (m.private_at IS NULL) AND (NOT (EXISTS ( SELECT 1
                            FROM filing f_1
                           WHERE ((f_1.message_id = m.id) AND (f_1.undone_at IS NULL))))))
                 UNION ALL
                  SELECT '#x'::text
                    FROM ((message m
                      JOIN message oldest ON (((oldest.thread_id = m.thread_id) AND (oldest.occurred_at <= m.occurred_at))))
                      JOIN task t ON (((t.message_id = oldest.id) AND (t.kind = 'answer'::text) AND (t.state = 'open'::text))))
                   WHERE ((m.id = wanted.id) AND (m.direction = 'inbound'::text))) f
           WHERE (f.facet IS NOT NULL)) AS "array"
    FROM unnest(search_mail_facets.ids) wanted(id);
END;

CREATE OR REPLACE FUNCTION public.search_mail_traits(m message)
 RETURNS text[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN array_remove(ARRAY['=d'::text, '=kmail'::text, ('=r'::text || (m).direction), ('=b'::text || LEAST((27)::numeric, GREATEST((10)::numeric, floor(log((2)::numeric, GREATEST((1)::numeric, ((m).size)::numeric)))))), CASE WHEN ((m).language ~ '^[a-z]{2,3}$'::text) THEN ('=l'::text || (m).language) ELSE NULL::text END, CASE WHEN ((m).automatic IS NOT NULL) THEN '=m'::text ELSE NULL::text END, CASE WHEN ((m).automatic = 'bounce'::text) THEN '=e'::text ELSE NULL::text END, CASE WHEN ((m).quarantine_reason IS NOT NULL) THEN '=q'::text ELSE NULL::text END], NULL::text);

CREATE OR REPLACE FUNCTION public.search_of_answer()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform lead_searches((select array_agg(m.id) from message oldest join message m on m.thread_id = oldest.thread_id
    where m.direction = 'inbound' and oldest.id in (case when tg_op <> 'DELETE' then new.message_id end,
      case when tg_op <> 'INSERT' then old.message_id end)));
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.search_of_collaborator()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into search_lead (customer_id)
  select distinct customer_id from (values (case when tg_op <> 'DELETE' then new.customer_id end),
    (case when tg_op <> 'INSERT' then old.customer_id end)) both_sides(customer_id)
  where customer_id is not null;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.search_of_customer()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into search_lead (customer_id) values (new.id);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.search_of_file_text()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into search_text_lead (message_id)
  select distinct message_id from attachment where sha256 = new.sha256;
  insert into search_record_lead (kind, record_id)
  select distinct 'activity', af.activity_id
  from blob b join stored_file f on f.blob_id = b.id join activity_file af on af.file_id = f.id where b.sha256 = new.sha256;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.search_of_information()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform lead_searches(array[new.message_id]);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.search_of_information_link()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform lead_searches((select array_agg(i.message_id) from unified_item i
    where i.id in (case when tg_op <> 'DELETE' then new.item_id end, case when tg_op <> 'INSERT' then old.item_id end)));
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.search_of_new_filing()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform lead_searches((select array_agg(message_id) from changed));
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.search_of_private_mark()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform lead_searches(array[new.id]);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.search_record_of_activity()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into search_record_lead (kind, record_id) values ('activity', case when tg_op = 'DELETE' then old.id else new.id end);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.search_record_of_activity_part()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into search_record_lead (kind, record_id)
  values ('activity', case when tg_op = 'DELETE' then old.activity_id else new.activity_id end);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.search_record_of_collaborator()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into search_record_lead (record_id)
  select distinct id from (values (case when tg_op <> 'DELETE' then new.customer_id end),
    (case when tg_op <> 'INSERT' then old.customer_id end)) both_sides(id) where id is not null;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.search_record_of_contact()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into search_record_lead (kind, record_id) values ('contact', case when tg_op = 'DELETE' then old.id else new.id end);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.search_record_of_contact_part()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into search_record_lead (kind, record_id)
  select distinct 'contact', id from (values (case when tg_op <> 'DELETE' then new.contact_id end),
    (case when tg_op <> 'INSERT' then old.contact_id end)) both_sides(id) where id is not null;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.search_record_of_customer()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into search_record_lead (kind, record_id)
  values (case when tg_op = 'UPDATE' and (old.owner_id, old.country, old.grade, old.stage, old.merged_into_id)
    is distinct from (new.owner_id, new.country, new.grade, new.stage, new.merged_into_id) then null else 'customer' end, new.id);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.search_record_of_domain()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into search_record_lead (kind, record_id)
  select distinct 'customer', id from (values (case when tg_op <> 'DELETE' then new.customer_id end),
    (case when tg_op <> 'INSERT' then old.customer_id end)) both_sides(id) where id is not null;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.search_stemmer(language text)
 RETURNS regdictionary
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE language WHEN 'en'::text THEN 'english_stem'::regdictionary WHEN 'de'::text THEN 'german_stem'::regdictionary WHEN 'es'::text THEN 'spanish_stem'::regdictionary WHEN 'fr'::text THEN 'french_stem'::regdictionary WHEN 'it'::text THEN 'italian_stem'::regdictionary WHEN 'pt'::text THEN 'portuguese_stem'::regdictionary WHEN 'ru'::text THEN 'russian_stem'::regdictionary WHEN 'nl'::text THEN 'dutch_stem'::regdictionary WHEN 'sv'::text THEN 'swedish_stem'::regdictionary WHEN 'da'::text THEN 'danish_stem'::regdictionary WHEN 'no'::text THEN 'norwegian_stem'::regdictionary WHEN 'nb'::text THEN 'norwegian_stem'::regdictionary WHEN 'nn'::text THEN 'norwegian_stem'::regdictionary WHEN 'fi'::text THEN 'finnish_stem'::regdictionary WHEN 'hu'::text THEN 'hungarian_stem'::regdictionary WHEN 'ro'::text THEN 'romanian_stem'::regdictionary WHEN 'tr'::text THEN 'turkish_stem'::regdictionary WHEN 'el'::text THEN 'greek_stem'::regdictionary WHEN 'ar'::text THEN 'arabic_stem'::regdictionary WHEN 'id'::text THEN 'indonesian_stem'::regdictionary WHEN 'ca'::text THEN 'catalan_stem'::regdictionary WHEN 'lt'::text THEN 'lithuanian_stem'::regdictionary ELSE NULL::regdictionary END;

CREATE OR REPLACE FUNCTION public.search_week(at timestamp with time zone)
 RETURNS integer
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (SELECT (s.from_week + (((w.week - s.from_week) / s.weeks) * s.weeks)) FROM ((SELECT (GREATEST((0)::numeric, floor((EXTRACT(epoch FROM search_week.at) / (604800)::numeric))))::integer AS week) w JOIN search_span s ON ((s.from_week <= w.week))) ORDER BY s.from_week DESC LIMIT 1);

CREATE OR REPLACE FUNCTION public.set_batch_at()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'INSERT' or new.batch_id is distinct from old.batch_id then
    new.batch_at := case when new.batch_id is null then null else now() end;
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.task_gone()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform mark_raised((select array_agg(distinct customer_id) from gone where kind = 'follow-up'));
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.task_raised()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform mark_raised((select array_agg(distinct customer_id) from changed where kind = 'follow-up'));
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.task_settled()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform mark_raised((select array_agg(distinct id) from (
    select unnest(array[n.customer_id, o.customer_id]) as id from changed n join gone o on o.id = n.id
    where n.kind = 'follow-up' and (n.state, n.customer_id) is distinct from (o.state, o.customer_id)) moved));
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.text_grams(t text)
 RETURNS text[]
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT COST 10000
AS $function$
begin
  return (
    with part as (
      select m[1] as w, m[1] ~ '^[\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\U00020000-\U0003FFFF]' as dense
      from regexp_matches(t, '([\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\U00020000-\U0003FFFF]+|[^\s\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\U00020000-\U0003FFFF]+)', 'g') as m
    )
    select coalesce(array_agg(distinct gram), '{}') from (
      select substr(w, i, n) as gram from part, generate_series(1, 2) as n, generate_series(1, length(w) - n + 1) as i where dense
      union all
      select '^' || left(w, n) from part, generate_series(1, 2) as n where not dense and length(w) >= n
      union all
      select substr(w, i, 3) from part, generate_series(1, length(w) - 2) as i where not dense
    ) as g
  );
end $function$;

CREATE OR REPLACE FUNCTION public.text_words(t text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN TRIM(BOTH FROM regexp_replace((fold_text(t) COLLATE pg_c_utf8), '[^[:alnum:]]+'::text, ' '::text, 'g'::text));

CREATE OR REPLACE FUNCTION public.timeline_entry_added()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare n record;
begin
  for n in
    select e.customer_id, max(e.occurred_at) as entry_at,
      max(e.occurred_at) filter (where e.direction = 'inbound' and entry_is_mail(e.kind, m.automatic)) as inbound_at,
      max(e.occurred_at) filter (where e.direction = 'outbound' and entry_is_mail(e.kind, m.automatic)) as outbound_at,
      max(e.occurred_at) filter (where e.direction = 'outbound' and entry_is_mail(e.kind, m.automatic)
        or activity_is_contact(y.kind, y.state)) as contact_at
    from added e left join message m on m.id = e.message_id left join activity y on y.id = e.activity_id
    group by e.customer_id order by e.customer_id
  loop
    update customer c set
      last_entry_at = greatest(c.last_entry_at, n.entry_at),
      last_inbound_at = greatest(c.last_inbound_at, n.inbound_at),
      last_outbound_at = greatest(c.last_outbound_at, n.outbound_at),
      last_contact_at = greatest(c.last_contact_at, n.contact_at)
    where c.id = n.customer_id and (
      n.entry_at > coalesce(c.last_entry_at, '-infinity') or n.inbound_at > coalesce(c.last_inbound_at, '-infinity')
      or n.outbound_at > coalesce(c.last_outbound_at, '-infinity')
      or n.contact_at > coalesce(c.last_contact_at, '-infinity'));
  end loop;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.timeline_entry_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform refresh_customer_times((select array_agg(distinct customer_id)
    from (select customer_id from changed union select customer_id from gone) as both_sides));
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.timeline_entry_gone()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform refresh_customer_times((select array_agg(distinct customer_id) from gone));
  return null;
end $function$;

create table account_sender (
  account_id bigint not null,
  user_id bigint not null,
  granted_by bigint,
  granted_at timestamp with time zone not null default now(),
  constraint account_sender_pkey PRIMARY KEY (account_id, user_id),
  constraint account_sender_account_id_fkey FOREIGN KEY (account_id) REFERENCES mail_account(id),
  constraint account_sender_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES app_user(id),
  constraint account_sender_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);
CREATE INDEX account_sender_user ON public.account_sender USING btree (user_id);

create table activity (
  id bigint not null generated always as identity,
  customer_id bigint not null,
  kind text not null,
  channel text,
  direction text,
  state text not null,
  planned_at timestamp with time zone,
  done_at timestamp with time zone,
  place text,
  way text,
  contact_id bigint,
  person text,
  content text,
  result text,
  next_date date,
  assignee_id bigint,
  message_id bigint,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint activity_pkey PRIMARY KEY (id),
  constraint activity_check CHECK (((state = 'done'::text) = (done_at IS NOT NULL))),
  constraint activity_check1 CHECK (((state <> 'planned'::text) OR (planned_at IS NOT NULL))),
  constraint activity_direction_check CHECK ((direction = ANY (ARRAY['inbound'::text, 'outbound'::text]))),
  constraint activity_kind_check CHECK ((kind = ANY (ARRAY['call'::text, 'fax'::text, 'meeting'::text, 'visit'::text, 'trade-fair'::text, 'chat'::text, 'note'::text]))),
  constraint activity_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'done'::text, 'cancelled'::text]))),
  constraint activity_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES app_user(id),
  constraint activity_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id) ON DELETE SET NULL,
  constraint activity_created_by_fkey FOREIGN KEY (created_by) REFERENCES app_user(id),
  constraint activity_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  constraint activity_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id)
);
CREATE INDEX activity_contact ON public.activity USING btree (contact_id) WHERE (contact_id IS NOT NULL);
CREATE INDEX activity_customer ON public.activity USING btree (customer_id, id DESC);
CREATE INDEX activity_customer_plan ON public.activity USING btree (customer_id, planned_at, id) WHERE (state = 'planned'::text);
CREATE INDEX activity_message ON public.activity USING btree (message_id) WHERE (message_id IS NOT NULL);
CREATE INDEX activity_plan ON public.activity USING btree (planned_at, id) WHERE (state = 'planned'::text);
CREATE INDEX activity_planned ON public.activity USING btree (assignee_id, planned_at) WHERE (state = 'planned'::text);
CREATE INDEX activity_work ON public.activity USING btree (COALESCE(assignee_id, created_by), done_at) WHERE ((state = 'done'::text) AND (kind <> 'note'::text));
CREATE TRIGGER activity_files_moved AFTER UPDATE ON public.activity REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION move_activity_files();
CREATE TRIGGER activity_search_record AFTER INSERT OR DELETE OR UPDATE ON public.activity FOR EACH ROW EXECUTE FUNCTION search_record_of_activity();
CREATE TRIGGER activity_settled AFTER UPDATE ON public.activity REFERENCING OLD TABLE AS gone NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION activity_settled();

create table activity_file (
  activity_id bigint not null,
  file_id bigint not null,
  constraint activity_file_pkey PRIMARY KEY (activity_id, file_id),
  constraint activity_file_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activity(id) ON DELETE CASCADE,
  constraint activity_file_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id)
);
CREATE TRIGGER activity_file_listed AFTER INSERT ON public.activity_file REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION list_activity_files();
CREATE TRIGGER activity_file_noted AFTER INSERT ON public.activity_file REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_activity_file();
CREATE TRIGGER activity_file_search_record AFTER INSERT OR DELETE ON public.activity_file FOR EACH ROW EXECUTE FUNCTION search_record_of_activity_part();

create table address (
  id bigint not null generated always as identity,
  address text not null,
  domain text not null,
  name text,
  created_at timestamp with time zone not null default now(),
  constraint address_address_key UNIQUE (address),
  constraint address_pkey PRIMARY KEY (id),
  constraint address_address_check CHECK ((address = lower(address)))
);
CREATE INDEX address_domain ON public.address USING btree (domain);
CREATE INDEX address_domain_reversed ON public.address USING btree (reverse(domain) COLLATE "C");

create table answer_lead (
  id bigint not null generated always as identity,
  customer_id bigint,
  thread_id bigint,
  joined_thread_id bigint,
  look_at timestamp with time zone not null default now(),
  constraint answer_lead_pkey PRIMARY KEY (id),
  constraint answer_lead_check CHECK (((customer_id IS NOT NULL) OR (thread_id IS NOT NULL))),
  constraint answer_lead_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id) ON DELETE CASCADE
);
CREATE INDEX answer_lead_customer ON public.answer_lead USING btree (customer_id) WHERE (customer_id IS NOT NULL);
CREATE INDEX answer_lead_next ON public.answer_lead USING btree (look_at, id);

create table answer_settled (
  task_id bigint not null,
  message_id bigint not null,
  constraint answer_settled_pkey PRIMARY KEY (message_id, task_id),
  constraint answer_settled_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE CASCADE,
  constraint answer_settled_task_id_fkey FOREIGN KEY (task_id) REFERENCES task(id) ON DELETE CASCADE
);
CREATE INDEX answer_settled_task ON public.answer_settled USING btree (task_id);

create table answer_wait (
  customer_id bigint not null,
  message_id bigint not null,
  thread_id bigint not null,
  since timestamp with time zone not null,
  user_id bigint,
  inquiry boolean not null default false,
  counted boolean not null,
  late_at timestamp with time zone,
  replied_at timestamp with time zone,
  reply_id bigint,
  replied_by bigint,
  working_seconds integer,
  settled_at timestamp with time zone,
  constraint answer_wait_pkey PRIMARY KEY (customer_id, message_id),
  constraint answer_wait_check CHECK (((replied_at IS NULL) = (working_seconds IS NULL))),
  constraint answer_wait_working_seconds_check CHECK ((working_seconds >= 0)),
  constraint answer_wait_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id) ON DELETE CASCADE,
  constraint answer_wait_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE CASCADE,
  constraint answer_wait_replied_by_fkey FOREIGN KEY (replied_by) REFERENCES app_user(id),
  constraint answer_wait_reply_id_fkey FOREIGN KEY (reply_id) REFERENCES message(id) ON DELETE SET NULL,
  constraint answer_wait_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);
CREATE INDEX answer_wait_message ON public.answer_wait USING btree (message_id);
CREATE INDEX answer_wait_open ON public.answer_wait USING btree (customer_id, since) WHERE ((replied_at IS NULL) AND (settled_at IS NULL));
CREATE INDEX answer_wait_reply ON public.answer_wait USING btree (reply_id) WHERE (reply_id IS NOT NULL);
CREATE INDEX answer_wait_thread ON public.answer_wait USING btree (thread_id);
CREATE INDEX answer_wait_user ON public.answer_wait USING btree (user_id, since);

create table api_token (
  id bigint not null generated always as identity,
  user_id bigint not null,
  name text not null,
  token_hash bytea not null,
  created_at timestamp with time zone not null default now(),
  last_used_at timestamp with time zone,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  scopes text[] not null,
  constraint api_token_pkey PRIMARY KEY (id),
  constraint api_token_token_hash_key UNIQUE (token_hash),
  constraint api_token_scopes_check CHECK (((cardinality(scopes) >= 1) AND (cardinality(scopes) <= 20))),
  constraint api_token_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);

create table app_user (
  id bigint not null generated always as identity,
  email text not null,
  name text not null,
  role text not null,
  locale text not null default 'en'::text,
  time_zone text not null default 'Asia/Shanghai'::text,
  password_hash text,
  created_at timestamp with time zone not null default now(),
  disabled_at timestamp with time zone,
  department_id bigint,
  constraint app_user_pkey PRIMARY KEY (id),
  constraint app_user_locale_check CHECK ((locale = ANY (ARRAY['en'::text, 'zh-CN'::text]))),
  constraint app_user_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'manager'::text, 'salesperson'::text, 'merchandiser'::text, 'reader'::text]))),
  constraint app_user_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id)
);
CREATE INDEX app_user_department ON public.app_user USING btree (department_id);
CREATE UNIQUE INDEX app_user_email ON public.app_user USING btree (lower(email));
CREATE TRIGGER reminder_user_changed AFTER UPDATE OF role, time_zone, disabled_at ON public.app_user FOR EACH ROW WHEN ((((new.role IS DISTINCT FROM old.role) OR (new.time_zone IS DISTINCT FROM old.time_zone)) OR (new.disabled_at IS DISTINCT FROM old.disabled_at))) EXECUTE FUNCTION lead_reminder();
CREATE TRIGGER reminder_user_new AFTER INSERT ON public.app_user FOR EACH ROW EXECUTE FUNCTION lead_reminder();

create table assignment_rule (
  id bigint not null generated always as identity,
  position integer not null,
  countries text[] not null default '{}'::text[],
  regions text[] not null default '{}'::text[],
  products text[] not null default '{}'::text[],
  user_ids bigint[] not null,
  most_held integer,
  last_user_id bigint,
  constraint assignment_rule_pkey PRIMARY KEY (id),
  constraint assignment_rule_most_held_check CHECK ((most_held > 0)),
  constraint assignment_rule_user_ids_check CHECK (((cardinality(user_ids) >= 1) AND (cardinality(user_ids) <= 200))),
  constraint assignment_rule_last_user_id_fkey FOREIGN KEY (last_user_id) REFERENCES app_user(id)
);
CREATE UNIQUE INDEX assignment_rule_position ON public.assignment_rule USING btree ("position");

create table attachment (
  message_id bigint not null,
  part_path text not null,
  file_name text,
  content_type text not null,
  size bigint not null,
  sha256 bytea,
  inline boolean not null default false,
  content_id text,
  constraint attachment_pkey PRIMARY KEY (message_id, part_path),
  constraint attachment_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE CASCADE
);
CREATE INDEX attachment_sha256 ON public.attachment USING btree (sha256);
CREATE TRIGGER attachment_files AFTER INSERT ON public.attachment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION list_attachment_files();
CREATE TRIGGER attachment_files_gone AFTER DELETE ON public.attachment REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION drop_attachment_files();
CREATE TRIGGER attachment_noted AFTER INSERT ON public.attachment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_attachment();

create table attachment_lead (
  id bigint not null generated always as identity,
  sha256 bytea not null,
  size bigint not null,
  message_id bigint,
  media boolean not null,
  past boolean not null default false,
  constraint attachment_lead_pkey PRIMARY KEY (id)
);

create table attachment_text (
  id bigint not null generated always as identity,
  sha256 bytea not null,
  size bigint not null,
  state text not null default 'waiting'::text,
  reason text,
  language text,
  text text,
  past boolean not null default false,
  attempts integer not null default 0,
  next_attempt_at timestamp with time zone not null default now(),
  lease_until timestamp with time zone,
  read_at timestamp with time zone,
  constraint attachment_text_pkey PRIMARY KEY (id),
  constraint attachment_text_sha256_key UNIQUE (sha256),
  constraint attachment_text_check CHECK (((state = ANY (ARRAY['part'::text, 'unread'::text])) = (reason IS NOT NULL))),
  constraint attachment_text_check1 CHECK (((state = ANY (ARRAY['read'::text, 'part'::text])) = (text IS NOT NULL))),
  constraint attachment_text_check2 CHECK (((state = 'waiting'::text) = (read_at IS NULL))),
  constraint attachment_text_reason_check CHECK ((reason = ANY (ARRAY['encrypted'::text, 'damaged'::text, 'too-large'::text, 'too-long'::text, 'unknown-kind'::text, 'no-text'::text, 'octets-missing'::text, 'reader-ended'::text]))),
  constraint attachment_text_sha256_check CHECK ((length(sha256) = 32)),
  constraint attachment_text_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'read'::text, 'part'::text, 'unread'::text]))),
  constraint attachment_text_text_check CHECK ((length(text) <= 1000000))
);
CREATE INDEX attachment_text_due ON public.attachment_text USING btree (past, next_attempt_at, id) WHERE (state = 'waiting'::text);
CREATE INDEX attachment_text_state ON public.attachment_text USING btree (state, reason);
CREATE TRIGGER attachment_text_search AFTER UPDATE OF state ON public.attachment_text FOR EACH ROW WHEN (((new.text IS NOT NULL) AND (old.text IS DISTINCT FROM new.text))) EXECUTE FUNCTION search_of_file_text();

create table audit_log (
  id bigint not null,
  at timestamp with time zone not null,
  actor_id bigint,
  action text not null,
  subject_kind text,
  subject_id text,
  detail jsonb not null default '{}'::jsonb,
  prev_hash bytea not null,
  hash bytea not null,
  constraint audit_log_pkey PRIMARY KEY (id),
  constraint audit_log_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES app_user(id)
);
CREATE INDEX audit_log_action ON public.audit_log USING btree (action, at DESC, id DESC);
CREATE INDEX audit_log_actor ON public.audit_log USING btree (actor_id, at DESC, id DESC);
CREATE INDEX audit_log_noun ON public.audit_log USING btree (split_part(action, '.'::text, 1), at DESC, id DESC);
CREATE INDEX audit_log_page ON public.audit_log USING btree (at DESC, id DESC);
CREATE INDEX audit_log_subject ON public.audit_log USING btree (subject_kind, subject_id, at DESC, id DESC);
CREATE TRIGGER audit_log_append_only BEFORE DELETE OR UPDATE ON public.audit_log FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_log_in_line BEFORE INSERT ON public.audit_log FOR EACH ROW EXECUTE FUNCTION refuse_audit_fork();
CREATE TRIGGER audit_log_no_truncate BEFORE TRUNCATE ON public.audit_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

create table background_job (
  id bigint not null generated always as identity,
  kind text not null,
  payload jsonb not null,
  state text not null default 'queued'::text,
  done bigint not null default 0,
  total bigint,
  cursor jsonb,
  error text,
  lease_until timestamp with time zone,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  finished_at timestamp with time zone,
  constraint background_job_pkey PRIMARY KEY (id),
  constraint background_job_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text]))),
  constraint background_job_created_by_fkey FOREIGN KEY (created_by) REFERENCES app_user(id)
);
CREATE INDEX background_job_open ON public.background_job USING btree (id) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]));

create table batch (
  id bigint not null generated always as identity,
  name text not null,
  kind text not null,
  held_on date,
  place text,
  note text,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  archived_at timestamp with time zone,
  constraint batch_pkey PRIMARY KEY (id),
  constraint batch_kind_check CHECK ((kind = ANY (ARRAY['trade-fair'::text, 'platform'::text, 'website'::text, 'referral'::text, 'purchased'::text, 'other'::text]))),
  constraint batch_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint batch_created_by_fkey FOREIGN KEY (created_by) REFERENCES app_user(id)
);
CREATE UNIQUE INDEX batch_name ON public.batch USING btree (lower(name));

create table blob (
  id bigint not null generated always as identity,
  sha256 bytea not null,
  size bigint not null,
  stored_size bigint not null,
  codec text not null,
  pack text,
  pack_offset bigint,
  created_at timestamp with time zone not null default now(),
  constraint blob_pkey PRIMARY KEY (id),
  constraint blob_sha256_key UNIQUE (sha256),
  constraint blob_check CHECK (((pack IS NULL) = (pack_offset IS NULL))),
  constraint blob_codec_check CHECK ((codec = ANY (ARRAY['zstd'::text, 'raw'::text]))),
  constraint blob_sha256_check CHECK ((length(sha256) = 32))
);

create table bounce (
  message_id bigint not null,
  address text not null,
  status text,
  diagnostic text,
  permanent boolean not null,
  settled boolean not null default false,
  constraint bounce_pkey PRIMARY KEY (message_id, address),
  constraint bounce_address_check CHECK ((length(address) <= 320)),
  constraint bounce_diagnostic_check CHECK ((length(diagnostic) <= 500)),
  constraint bounce_status_check CHECK ((length(status) <= 20)),
  constraint bounce_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE CASCADE
);
CREATE INDEX bounce_address ON public.bounce USING btree (address);
CREATE INDEX bounce_waiting ON public.bounce USING btree (message_id) WHERE (NOT settled);
CREATE TRIGGER bounce_of_mass_mail AFTER INSERT ON public.bounce REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_mass_mail_bounces();

create table calendar_feed (
  user_id bigint not null,
  token_hash bytea not null,
  created_at timestamp with time zone not null default now(),
  last_read_at timestamp with time zone,
  constraint calendar_feed_pkey PRIMARY KEY (user_id),
  constraint calendar_feed_token_hash_key UNIQUE (token_hash),
  constraint calendar_feed_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);

create table collision (
  id bigint not null generated always as identity,
  customer_id bigint not null,
  owner_id bigint not null,
  user_id bigint not null,
  state text not null default 'open'::text,
  decision text,
  reason text,
  decided_by bigint,
  decided_at timestamp with time zone,
  opened_at timestamp with time zone not null default now(),
  touched_at timestamp with time zone not null default now(),
  constraint collision_pkey PRIMARY KEY (id),
  constraint collision_check CHECK ((owner_id <> user_id)),
  constraint collision_check1 CHECK (((state = 'decided'::text) = ((decision IS NOT NULL) AND (decided_at IS NOT NULL)))),
  constraint collision_decision_check CHECK ((decision = ANY (ARRAY['owner-keeps'::text, 'to-other'::text, 'shared'::text, 'no-collision'::text]))),
  constraint collision_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 1000))),
  constraint collision_state_check CHECK ((state = ANY (ARRAY['open'::text, 'decided'::text, 'overtaken'::text]))),
  constraint collision_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  constraint collision_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES app_user(id),
  constraint collision_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app_user(id),
  constraint collision_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);
CREATE INDEX collision_customer ON public.collision USING btree (customer_id, user_id, id DESC);
CREATE UNIQUE INDEX collision_open ON public.collision USING btree (customer_id, user_id) WHERE (state = 'open'::text);
CREATE INDEX collision_owner ON public.collision USING btree (owner_id, id DESC);
CREATE INDEX collision_page ON public.collision USING btree (state, id DESC);
CREATE INDEX collision_user ON public.collision USING btree (user_id, id DESC);

create table collision_evidence (
  id bigint not null generated always as identity,
  collision_id bigint not null,
  kind text not null,
  message_id bigint,
  value text,
  at timestamp with time zone not null,
  constraint collision_evidence_pkey PRIMARY KEY (id),
  constraint collision_evidence_check CHECK (((kind = 'new-customer'::text) = (message_id IS NULL))),
  constraint collision_evidence_kind_check CHECK ((kind = ANY (ARRAY['mail'::text, 'inquiry'::text, 'new-customer'::text]))),
  constraint collision_evidence_collision_id_fkey FOREIGN KEY (collision_id) REFERENCES collision(id) ON DELETE CASCADE,
  constraint collision_evidence_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX collision_evidence_once ON public.collision_evidence USING btree (collision_id, message_id, value) NULLS NOT DISTINCT;
CREATE INDEX collision_evidence_page ON public.collision_evidence USING btree (collision_id, at DESC, id DESC);

create table collision_lead (
  id bigint not null generated always as identity,
  customer_id bigint not null,
  message_id bigint not null,
  user_id bigint not null,
  kind text not null,
  constraint collision_lead_pkey PRIMARY KEY (id),
  constraint collision_lead_kind_check CHECK ((kind = ANY (ARRAY['mail'::text, 'inquiry'::text]))),
  constraint collision_lead_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id) ON DELETE CASCADE,
  constraint collision_lead_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE CASCADE,
  constraint collision_lead_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);

create table company_domain (
  domain text not null,
  created_at timestamp with time zone not null default now(),
  constraint company_domain_pkey PRIMARY KEY (domain)
);

create table competitor (
  id bigint not null generated always as identity,
  name text not null,
  aliases text[] not null default '{}'::text[],
  countries text[] not null default '{}'::text[],
  products text,
  strengths text,
  weaknesses text,
  strategy text,
  note text,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  archived_at timestamp with time zone,
  constraint competitor_pkey PRIMARY KEY (id),
  constraint competitor_name_check CHECK (((length(name) >= 1) AND (length(name) <= 300))),
  constraint competitor_created_by_fkey FOREIGN KEY (created_by) REFERENCES app_user(id)
);
CREATE INDEX competitor_countries ON public.competitor USING gin (countries);
CREATE UNIQUE INDEX competitor_name ON public.competitor USING btree (lower(name));
CREATE INDEX competitor_name_key ON public.competitor USING btree (name_key(name)) WHERE (archived_at IS NULL);

create table complaint (
  id bigint not null generated always as identity,
  customer_id bigint not null,
  message_id bigint,
  contact_id bigint,
  sort text not null,
  severity smallint not null,
  what text not null,
  product text,
  order_ref text,
  state text not null default 'opened'::text,
  complained_at timestamp with time zone not null,
  opened_at timestamp with time zone not null default now(),
  opened_by bigint,
  assignee_id bigint,
  action_due_on date not null,
  close_due_on date not null,
  action text,
  cause text,
  acted_by bigint,
  acted_at timestamp with time zone,
  verification text,
  verified_by bigint,
  verified_at timestamp with time zone,
  verified_by_leader boolean not null default false,
  closed_by bigint,
  closed_at timestamp with time zone,
  reason text,
  constraint complaint_pkey PRIMARY KEY (id),
  constraint complaint_action_check CHECK (((length(action) >= 1) AND (length(action) <= 5000))),
  constraint complaint_cause_check CHECK (((length(cause) >= 1) AND (length(cause) <= 5000))),
  constraint complaint_check CHECK ((action_due_on <= close_due_on)),
  constraint complaint_check1 CHECK (((state = 'opened'::text) OR (state = 'withdrawn'::text) OR (assignee_id IS NOT NULL))),
  constraint complaint_check2 CHECK (((state <> ALL (ARRAY['corrected'::text, 'verified'::text, 'closed'::text])) OR ((action IS NOT NULL) AND (acted_by IS NOT NULL) AND (acted_at IS NOT NULL)))),
  constraint complaint_check3 CHECK (((state <> ALL (ARRAY['verified'::text, 'closed'::text])) OR ((verification IS NOT NULL) AND (verified_by IS NOT NULL) AND (verified_at IS NOT NULL) AND ((verified_by <> acted_by) OR verified_by_leader)))),
  constraint complaint_check4 CHECK (((state = ANY (ARRAY['closed'::text, 'withdrawn'::text])) = ((closed_at IS NOT NULL) AND (closed_by IS NOT NULL)))),
  constraint complaint_check5 CHECK (((state = 'withdrawn'::text) = (reason IS NOT NULL))),
  constraint complaint_order_ref_check CHECK (((length(order_ref) >= 1) AND (length(order_ref) <= 100))),
  constraint complaint_product_check CHECK (((length(product) >= 1) AND (length(product) <= 200))),
  constraint complaint_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 1000))),
  constraint complaint_severity_check CHECK (((severity >= 1) AND (severity <= 3))),
  constraint complaint_sort_check CHECK ((sort = ANY (ARRAY['quality'::text, 'quantity'::text, 'delivery'::text, 'packing'::text, 'documents'::text, 'price'::text, 'service'::text, 'other'::text]))),
  constraint complaint_state_check CHECK ((state = ANY (ARRAY['opened'::text, 'assigned'::text, 'corrected'::text, 'verified'::text, 'closed'::text, 'withdrawn'::text]))),
  constraint complaint_verification_check CHECK (((length(verification) >= 1) AND (length(verification) <= 5000))),
  constraint complaint_what_check CHECK (((length(what) >= 1) AND (length(what) <= 5000))),
  constraint complaint_acted_by_fkey FOREIGN KEY (acted_by) REFERENCES app_user(id),
  constraint complaint_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES app_user(id),
  constraint complaint_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES app_user(id),
  constraint complaint_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id) ON DELETE SET NULL,
  constraint complaint_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  constraint complaint_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE SET NULL,
  constraint complaint_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES app_user(id),
  constraint complaint_verified_by_fkey FOREIGN KEY (verified_by) REFERENCES app_user(id)
);
CREATE INDEX complaint_assignee ON public.complaint USING btree (assignee_id, id DESC) WHERE (closed_at IS NULL);
CREATE INDEX complaint_contact ON public.complaint USING btree (contact_id) WHERE (contact_id IS NOT NULL);
CREATE INDEX complaint_customer ON public.complaint USING btree (customer_id, id DESC);
CREATE INDEX complaint_message ON public.complaint USING btree (message_id) WHERE (message_id IS NOT NULL);
CREATE INDEX complaint_open ON public.complaint USING btree (customer_id, id) WHERE (closed_at IS NULL);
CREATE INDEX complaint_opened ON public.complaint USING btree (opened_at);
CREATE INDEX complaint_page ON public.complaint USING btree (id DESC);
CREATE INDEX complaint_waiting ON public.complaint USING btree (id DESC) WHERE (closed_at IS NULL);

create table complaint_entry (
  id bigint not null generated always as identity,
  complaint_id bigint not null,
  step text not null,
  text text,
  detail jsonb not null default '{}'::jsonb,
  by_id bigint,
  at timestamp with time zone not null default now(),
  constraint complaint_entry_pkey PRIMARY KEY (id),
  constraint complaint_entry_step_check CHECK ((step = ANY (ARRAY['opened'::text, 'changed'::text, 'assigned'::text, 'corrected'::text, 'verified'::text, 'refused'::text, 'closed'::text, 'reopened'::text, 'withdrawn'::text, 'noted'::text]))),
  constraint complaint_entry_text_check CHECK (((length(text) >= 1) AND (length(text) <= 5000))),
  constraint complaint_entry_by_id_fkey FOREIGN KEY (by_id) REFERENCES app_user(id),
  constraint complaint_entry_complaint_id_fkey FOREIGN KEY (complaint_id) REFERENCES complaint(id) ON DELETE CASCADE
);
CREATE INDEX complaint_entry_of ON public.complaint_entry USING btree (complaint_id, id);

create table contact (
  id bigint not null generated always as identity,
  customer_id bigint not null,
  name text,
  title text,
  created_at timestamp with time zone not null default now(),
  local_name text,
  department text,
  is_main boolean not null default false,
  birthday date,
  family text,
  hobbies text,
  note text,
  relationship_level smallint,
  preferred_channel text,
  invalid_at timestamp with time zone,
  invalid_reason text,
  merged_into_id bigint,
  constraint contact_pkey PRIMARY KEY (id),
  constraint contact_relationship_level_check CHECK (((relationship_level >= 1) AND (relationship_level <= 5))),
  constraint contact_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id) ON DELETE CASCADE,
  constraint contact_merged_into_id_fkey FOREIGN KEY (merged_into_id) REFERENCES contact(id) ON DELETE SET NULL
);
CREATE INDEX contact_birthday ON public.contact USING btree ((((EXTRACT(month FROM birthday) * (100)::numeric) + EXTRACT(day FROM birthday)))) WHERE ((birthday IS NOT NULL) AND (invalid_at IS NULL) AND (merged_into_id IS NULL));
CREATE INDEX contact_customer ON public.contact USING btree (customer_id);
CREATE INDEX contact_merged_into ON public.contact USING btree (merged_into_id) WHERE (merged_into_id IS NOT NULL);
CREATE TRIGGER contact_search_record AFTER INSERT OR DELETE OR UPDATE ON public.contact FOR EACH ROW EXECUTE FUNCTION search_record_of_contact();
CREATE TRIGGER customer_text_changed AFTER UPDATE ON public.contact REFERENCING OLD TABLE AS gone NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION customer_text_of_changed_part();
CREATE TRIGGER customer_text_gone AFTER DELETE ON public.contact REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION customer_text_of_gone_part();
CREATE TRIGGER customer_text_new AFTER INSERT ON public.contact REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION customer_text_of_new_part();

create table contact_address (
  address text not null,
  contact_id bigint not null,
  customer_id bigint not null,
  created_at timestamp with time zone not null default now(),
  invalid_at timestamp with time zone,
  position integer not null default 0,
  constraint contact_address_pkey PRIMARY KEY (address),
  constraint contact_address_address_check CHECK ((address = lower(address))),
  constraint contact_address_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id) ON DELETE CASCADE,
  constraint contact_address_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id) ON DELETE CASCADE
);
CREATE INDEX contact_address_contact ON public.contact_address USING btree (contact_id);
CREATE INDEX contact_address_customer ON public.contact_address USING btree (customer_id);
CREATE INDEX contact_address_domain ON public.contact_address USING btree (split_part(address, '@'::text, 2));
CREATE TRIGGER contact_address_search_record AFTER INSERT OR DELETE OR UPDATE ON public.contact_address FOR EACH ROW EXECUTE FUNCTION search_record_of_contact_part();
CREATE TRIGGER customer_text_changed AFTER UPDATE ON public.contact_address REFERENCING OLD TABLE AS gone NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION customer_text_of_changed_part();
CREATE TRIGGER customer_text_gone AFTER DELETE ON public.contact_address REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION customer_text_of_gone_part();
CREATE TRIGGER customer_text_new AFTER INSERT ON public.contact_address REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION customer_text_of_new_part();

create table contact_channel (
  id bigint not null generated always as identity,
  contact_id bigint not null,
  customer_id bigint not null,
  kind text not null,
  value text not null,
  normal text not null,
  position integer not null default 0,
  invalid_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint contact_channel_pkey PRIMARY KEY (id),
  constraint contact_channel_kind_check CHECK ((kind = ANY (ARRAY['phone'::text, 'mobile'::text, 'fax'::text, 'whatsapp'::text, 'wechat'::text, 'line'::text, 'telegram'::text, 'viber'::text, 'skype'::text, 'linkedin'::text, 'facebook'::text, 'instagram'::text, 'x'::text, 'qq'::text, 'other'::text]))),
  constraint contact_channel_value_check CHECK (((length(value) >= 1) AND (length(value) <= 200))),
  constraint contact_channel_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id) ON DELETE CASCADE,
  constraint contact_channel_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id) ON DELETE CASCADE
);
CREATE INDEX contact_channel_contact ON public.contact_channel USING btree (contact_id);
CREATE INDEX contact_channel_customer ON public.contact_channel USING btree (customer_id);
CREATE INDEX contact_channel_end ON public.contact_channel USING btree ("right"(normal, 8)) WHERE ((kind = ANY (ARRAY['phone'::text, 'mobile'::text, 'fax'::text, 'whatsapp'::text, 'viber'::text])) AND (length(normal) >= 8));
CREATE INDEX contact_channel_normal ON public.contact_channel USING btree (normal);
CREATE TRIGGER contact_channel_search_record AFTER INSERT OR DELETE OR UPDATE ON public.contact_channel FOR EACH ROW EXECUTE FUNCTION search_record_of_contact_part();
CREATE TRIGGER customer_text_changed AFTER UPDATE ON public.contact_channel REFERENCING OLD TABLE AS gone NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION customer_text_of_changed_part();
CREATE TRIGGER customer_text_gone AFTER DELETE ON public.contact_channel REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION customer_text_of_gone_part();
CREATE TRIGGER customer_text_new AFTER INSERT ON public.contact_channel REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION customer_text_of_new_part();

create table country_calendar (
  country text not null,
  weekend smallint[] not null,
  updated_by bigint,
  updated_at timestamp with time zone not null default now(),
  constraint country_calendar_pkey PRIMARY KEY (country),
  constraint country_calendar_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint country_calendar_weekend_check CHECK ((weekend <@ '{1,2,3,4,5,6,7}'::smallint[])),
  constraint country_calendar_updated_by_fkey FOREIGN KEY (updated_by) REFERENCES app_user(id)
);
CREATE TRIGGER reminder_weekend AFTER INSERT OR DELETE OR UPDATE ON public.country_calendar FOR EACH STATEMENT EXECUTE FUNCTION lead_all_reminders();

create table custom_field (
  id bigint not null generated always as identity,
  key text not null,
  kind text not null,
  label_en text not null,
  label_zh text not null,
  choices jsonb not null default '[]'::jsonb,
  position integer not null default 0,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  archived_at timestamp with time zone,
  constraint custom_field_key_key UNIQUE (key),
  constraint custom_field_pkey PRIMARY KEY (id),
  constraint custom_field_key_check CHECK ((key ~ '^[a-z][a-z0-9_]{0,39}$'::text)),
  constraint custom_field_kind_check CHECK ((kind = ANY (ARRAY['text'::text, 'number'::text, 'date'::text, 'yes-no'::text, 'choice'::text]))),
  constraint custom_field_label_en_check CHECK (((length(label_en) >= 1) AND (length(label_en) <= 100))),
  constraint custom_field_label_zh_check CHECK (((length(label_zh) >= 1) AND (length(label_zh) <= 100))),
  constraint custom_field_created_by_fkey FOREIGN KEY (created_by) REFERENCES app_user(id)
);

create table customer (
  id bigint not null generated always as identity,
  name text not null,
  country text,
  grade text,
  website text,
  source text,
  note text,
  owner_id bigint,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  archived_at timestamp with time zone,
  local_name text,
  region text,
  city text,
  address text,
  time_zone text,
  language text,
  batch_id bigint,
  business_type text,
  scale text,
  evaluation text,
  stage text not null default 'target'::text,
  relationship_type text,
  key_account boolean not null default false,
  preferred_channel text,
  tags text[] not null default '{}'::text[],
  custom jsonb not null default '{}'::jsonb,
  completeness smallint not null default 0,
  verified_at timestamp with time zone,
  verified_by bigint,
  reviewed_at timestamp with time zone,
  reviewed_by bigint,
  owned_since timestamp with time zone not null default now(),
  pooled_at timestamp with time zone,
  pool_reason text,
  former_owner_id bigint,
  last_entry_at timestamp with time zone,
  last_inbound_at timestamp with time zone,
  last_outbound_at timestamp with time zone,
  last_contact_at timestamp with time zone,
  merged_into_id bigint,
  products_of_interest text[] not null default '{}'::text[],
  products_in_use text[] not null default '{}'::text[],
  usage_note text,
  grade_at timestamp with time zone,
  next_contact_on date,
  next_contact_manual boolean not null default false,
  last_mail_at timestamp with time zone generated always as (GREATEST(last_inbound_at, last_outbound_at)),
  batch_at timestamp with time zone,
  suppliers text[] not null default '{}'::text[],
  lacks text[] not null default '{}'::text[],
  constraint customer_pkey PRIMARY KEY (id),
  constraint customer_completeness_check CHECK (((completeness >= 0) AND (completeness <= 100))),
  constraint customer_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint customer_grade_check CHECK ((grade = ANY (ARRAY['A'::text, 'B'::text, 'C'::text, 'D'::text]))),
  constraint customer_has_next_contact CHECK (((NOT followed(owner_id, archived_at, merged_into_id)) OR (next_contact_on IS NOT NULL))),
  constraint customer_lacks_check CHECK ((lacks <@ '{contact,email,phone}'::text[])),
  constraint customer_name_check CHECK (((length(name) >= 1) AND (length(name) <= 300))),
  constraint customer_pool_has_no_owner CHECK (((pooled_at IS NULL) OR (owner_id IS NULL))),
  constraint customer_relationship_type_check CHECK ((relationship_type = ANY (ARRAY['vendor'::text, 'preferred-supplier'::text, 'partner'::text, 'strategic-alliance'::text]))),
  constraint customer_stage_check CHECK ((stage = ANY (ARRAY['target'::text, 'first-contact'::text, 'negotiation'::text, 'agreement'::text, 'contract'::text, 'delivery'::text, 'after-sales'::text]))),
  constraint customer_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES batch(id),
  constraint customer_created_by_fkey FOREIGN KEY (created_by) REFERENCES app_user(id),
  constraint customer_former_owner_id_fkey FOREIGN KEY (former_owner_id) REFERENCES app_user(id),
  constraint customer_merged_into_id_fkey FOREIGN KEY (merged_into_id) REFERENCES customer(id),
  constraint customer_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app_user(id),
  constraint customer_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES app_user(id),
  constraint customer_verified_by_fkey FOREIGN KEY (verified_by) REFERENCES app_user(id)
);
CREATE INDEX customer_archived ON public.customer USING btree (id) WHERE ((archived_at IS NOT NULL) AND (merged_into_id IS NULL));
CREATE INDEX customer_awaiting_review ON public.customer USING btree (grade_at DESC, id DESC) WHERE ((grade = 'A'::text) AND (archived_at IS NULL) AND (merged_into_id IS NULL) AND ((reviewed_at IS NULL) OR (reviewed_at < grade_at)));
CREATE INDEX customer_batch ON public.customer USING btree (batch_id, id) WHERE (batch_id IS NOT NULL);
CREATE INDEX customer_by_completeness ON public.customer USING btree (completeness, id);
CREATE INDEX customer_by_contact_month ON public.customer USING btree (key_account, contact_month(last_contact_at), COALESCE(last_mail_at, '-infinity'::timestamp with time zone), id);
CREATE INDEX customer_by_created ON public.customer USING btree (created_at, id);
CREATE INDEX customer_by_details ON public.customer USING gin (customer_details(city, scale, language, preferred_channel, suppliers, custom, lacks, ARRAY[(local_name IS NOT NULL), (country IS NOT NULL), (region IS NOT NULL), (city IS NOT NULL), (address IS NOT NULL), (time_zone IS NOT NULL), (language IS NOT NULL), (website IS NOT NULL), (source IS NOT NULL), (batch_id IS NOT NULL), (business_type IS NOT NULL), (scale IS NOT NULL), (grade IS NOT NULL), (relationship_type IS NOT NULL), (preferred_channel IS NOT NULL), (tags <> '{}'::text[]), (products_of_interest <> '{}'::text[]), (products_in_use <> '{}'::text[]), (usage_note IS NOT NULL), (evaluation IS NOT NULL), (note IS NOT NULL), (suppliers <> '{}'::text[])])) WITH (gin_pending_list_limit='512');
CREATE INDEX customer_by_facets ON public.customer USING gin (customer_facets(owner_id, country, region, grade, stage, relationship_type, key_account, source, batch_id, business_type, tags, products_of_interest, products_in_use, (last_contact_at IS NOT NULL), (last_mail_at IS NOT NULL))) WITH (gin_pending_list_limit='512') WHERE ((archived_at IS NULL) AND (merged_into_id IS NULL));
CREATE INDEX customer_by_last_contact ON public.customer USING btree (COALESCE(last_contact_at, '-infinity'::timestamp with time zone), id);
CREATE INDEX customer_by_last_mail ON public.customer USING btree (COALESCE(last_mail_at, '-infinity'::timestamp with time zone), id);
CREATE INDEX customer_by_name ON public.customer USING btree (lower(name), id);
CREATE INDEX customer_by_next_contact ON public.customer USING btree (COALESCE(next_contact_on, 'infinity'::date), id);
CREATE INDEX customer_by_verified ON public.customer USING btree (COALESCE(verified_at, created_at), id);
CREATE INDEX customer_key_by_completeness ON public.customer USING btree (completeness, id) WHERE key_account;
CREATE INDEX customer_key_by_created ON public.customer USING btree (created_at, id) WHERE key_account;
CREATE INDEX customer_key_by_last_contact ON public.customer USING btree (COALESCE(last_contact_at, '-infinity'::timestamp with time zone), id) WHERE key_account;
CREATE INDEX customer_key_by_last_mail ON public.customer USING btree (COALESCE(last_mail_at, '-infinity'::timestamp with time zone), id) WHERE key_account;
CREATE INDEX customer_key_by_name ON public.customer USING btree (lower(name), id) WHERE key_account;
CREATE INDEX customer_key_by_next_contact ON public.customer USING btree (COALESCE(next_contact_on, 'infinity'::date), id) WHERE key_account;
CREATE INDEX customer_key_by_verified ON public.customer USING btree (COALESCE(verified_at, created_at), id) WHERE key_account;
CREATE INDEX customer_local_name_key ON public.customer USING btree (name_key(local_name)) WHERE ((local_name IS NOT NULL) AND (archived_at IS NULL) AND (merged_into_id IS NULL));
CREATE INDEX customer_merged_into ON public.customer USING btree (merged_into_id) WHERE (merged_into_id IS NOT NULL);
CREATE INDEX customer_name_key ON public.customer USING btree (name_key(name)) WHERE ((archived_at IS NULL) AND (merged_into_id IS NULL));
CREATE INDEX customer_next_contact ON public.customer USING btree (owner_id, next_contact_on, id) WHERE ((archived_at IS NULL) AND (merged_into_id IS NULL) AND (next_contact_on IS NOT NULL));
CREATE INDEX customer_owner ON public.customer USING btree (owner_id);
CREATE INDEX customer_pool ON public.customer USING btree (pooled_at DESC, id DESC) WHERE (pooled_at IS NOT NULL);
CREATE INDEX customer_products ON public.customer USING gin (products_of_interest);
CREATE INDEX customer_recycle_contact ON public.customer USING btree (GREATEST(owned_since, last_contact_at)) WHERE ((owner_id IS NOT NULL) AND (archived_at IS NULL) AND (merged_into_id IS NULL));
CREATE INDEX customer_recycle_order ON public.customer USING btree (owned_since) WHERE ((owner_id IS NOT NULL) AND (archived_at IS NULL) AND (merged_into_id IS NULL) AND (stage <> ALL (ARRAY['contract'::text, 'delivery'::text, 'after-sales'::text])));
CREATE INDEX customer_sample ON public.customer USING btree (id) WHERE ((id % (1009)::bigint) = 0);
CREATE INDEX customer_verify ON public.customer USING btree (owner_id, ((COALESCE(grade, ''::text) = 'A'::text)), COALESCE(verified_at, created_at), id) WHERE ((owner_id IS NOT NULL) AND (archived_at IS NULL) AND (merged_into_id IS NULL));
CREATE TRIGGER customer_answers AFTER UPDATE OF owner_id, archived_at, merged_into_id ON public.customer FOR EACH ROW WHEN ((((old.owner_id IS DISTINCT FROM new.owner_id) OR (old.archived_at IS DISTINCT FROM new.archived_at)) OR (old.merged_into_id IS DISTINCT FROM new.merged_into_id))) EXECUTE FUNCTION note_owner_answers();
CREATE TRIGGER customer_batch_at BEFORE INSERT OR UPDATE OF batch_id ON public.customer FOR EACH ROW EXECUTE FUNCTION set_batch_at();
CREATE TRIGGER customer_default_next_contact BEFORE INSERT OR UPDATE ON public.customer FOR EACH ROW WHEN (((new.next_contact_on IS NULL) AND followed(new.owner_id, new.archived_at, new.merged_into_id))) EXECUTE FUNCTION default_next_contact();
CREATE TRIGGER customer_due_changed AFTER UPDATE OF owner_id, next_contact_on, archived_at, merged_into_id, grade, next_contact_manual, last_contact_at, owned_since ON public.customer FOR EACH ROW WHEN (((((((((new.owner_id IS DISTINCT FROM old.owner_id) OR (new.next_contact_on IS DISTINCT FROM old.next_contact_on)) OR (new.archived_at IS DISTINCT FROM old.archived_at)) OR (new.merged_into_id IS DISTINCT FROM old.merged_into_id)) OR (new.grade IS DISTINCT FROM old.grade)) OR (new.next_contact_manual IS DISTINCT FROM old.next_contact_manual)) OR (new.last_contact_at IS DISTINCT FROM old.last_contact_at)) OR (new.owned_since IS DISTINCT FROM old.owned_since))) EXECUTE FUNCTION keep_follow_up_due();
CREATE TRIGGER customer_due_new AFTER INSERT ON public.customer FOR EACH ROW WHEN (followed(new.owner_id, new.archived_at, new.merged_into_id)) EXECUTE FUNCTION keep_follow_up_due();
CREATE TRIGGER customer_own_keys AFTER UPDATE OF custom ON public.customer FOR EACH ROW WHEN (((new.custom IS DISTINCT FROM old.custom) AND (new.custom <> '{}'::jsonb))) EXECUTE FUNCTION keep_own_key_sets();
CREATE TRIGGER customer_own_keys_new AFTER INSERT ON public.customer FOR EACH ROW WHEN ((new.custom <> '{}'::jsonb)) EXECUTE FUNCTION keep_own_key_sets();
CREATE TRIGGER customer_search AFTER UPDATE OF owner_id, country, grade, stage ON public.customer FOR EACH ROW WHEN (((((old.owner_id IS DISTINCT FROM new.owner_id) OR (old.country IS DISTINCT FROM new.country)) OR (old.grade IS DISTINCT FROM new.grade)) OR (old.stage IS DISTINCT FROM new.stage))) EXECUTE FUNCTION search_of_customer();
CREATE TRIGGER customer_search_record AFTER UPDATE OF name, local_name, owner_id, country, grade, stage, merged_into_id, website, source, note, region, city, address, business_type, scale, evaluation, tags, custom, products_of_interest, products_in_use, usage_note ON public.customer FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION search_record_of_customer();
CREATE TRIGGER customer_search_record_new AFTER INSERT ON public.customer FOR EACH ROW EXECUTE FUNCTION search_record_of_customer();
CREATE TRIGGER customer_text_new AFTER INSERT ON public.customer REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION customer_text_of_customer();
CREATE TRIGGER customer_text_renamed AFTER UPDATE ON public.customer REFERENCING OLD TABLE AS gone NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION customer_text_of_renamed();

create table customer_change (
  id bigint not null generated always as identity,
  customer_id bigint not null,
  field text not null,
  old_value text,
  new_value text,
  reason text,
  actor_id bigint,
  at timestamp with time zone not null default now(),
  constraint customer_change_pkey PRIMARY KEY (id),
  constraint customer_change_field_check CHECK ((field = ANY (ARRAY['name'::text, 'local-name'::text, 'grade'::text, 'stage'::text, 'owner'::text, 'relationship'::text, 'key-account'::text, 'pool'::text]))),
  constraint customer_change_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES app_user(id),
  constraint customer_change_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id)
);
CREATE INDEX customer_change_page ON public.customer_change USING btree (customer_id, at DESC, id DESC);
CREATE TRIGGER customer_former_name AFTER INSERT ON public.customer_change FOR EACH ROW WHEN ((new.field = ANY (ARRAY['name'::text, 'local-name'::text]))) EXECUTE FUNCTION customer_text_of_former_name();

create table customer_collaborator (
  user_id bigint not null,
  customer_id bigint not null,
  can_edit boolean not null default false,
  added_by bigint,
  added_at timestamp with time zone not null default now(),
  constraint customer_collaborator_pkey PRIMARY KEY (user_id, customer_id),
  constraint customer_collaborator_added_by_fkey FOREIGN KEY (added_by) REFERENCES app_user(id),
  constraint customer_collaborator_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id) ON DELETE CASCADE,
  constraint customer_collaborator_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);
CREATE INDEX customer_collaborator_customer ON public.customer_collaborator USING btree (customer_id);
CREATE TRIGGER collaborator_search AFTER INSERT OR DELETE OR UPDATE ON public.customer_collaborator FOR EACH ROW EXECUTE FUNCTION search_of_collaborator();
CREATE TRIGGER collaborator_search_record AFTER INSERT OR DELETE OR UPDATE ON public.customer_collaborator FOR EACH ROW EXECUTE FUNCTION search_record_of_collaborator();

create table customer_domain (
  domain text not null,
  customer_id bigint not null,
  created_at timestamp with time zone not null default now(),
  constraint customer_domain_pkey PRIMARY KEY (domain),
  constraint customer_domain_domain_check CHECK ((domain = lower(domain))),
  constraint customer_domain_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id) ON DELETE CASCADE
);
CREATE INDEX customer_domain_customer ON public.customer_domain USING btree (customer_id);
CREATE TRIGGER customer_text_changed AFTER UPDATE ON public.customer_domain REFERENCING OLD TABLE AS gone NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION customer_text_of_changed_part();
CREATE TRIGGER customer_text_gone AFTER DELETE ON public.customer_domain REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION customer_text_of_gone_part();
CREATE TRIGGER customer_text_new AFTER INSERT ON public.customer_domain REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION customer_text_of_new_part();
CREATE TRIGGER domain_search_record AFTER INSERT OR DELETE OR UPDATE ON public.customer_domain FOR EACH ROW EXECUTE FUNCTION search_record_of_domain();

create table customer_file (
  id bigint not null generated always as identity,
  customer_id bigint not null,
  at timestamp with time zone not null,
  direction text,
  file_name text,
  content_type text not null,
  size bigint not null,
  sha256 bytea,
  entry_id bigint,
  message_id bigint,
  part_path text,
  activity_id bigint,
  file_id bigint,
  constraint customer_file_pkey PRIMARY KEY (id),
  constraint customer_file_check CHECK ((((entry_id IS NULL) = (part_path IS NULL)) AND ((entry_id IS NULL) = (message_id IS NULL)))),
  constraint customer_file_check1 CHECK ((((activity_id IS NULL) = (file_id IS NULL)) AND ((activity_id IS NULL) <> (entry_id IS NULL)))),
  constraint customer_file_activity_id_file_id_fkey FOREIGN KEY (activity_id, file_id) REFERENCES activity_file(activity_id, file_id) ON DELETE CASCADE,
  constraint customer_file_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  constraint customer_file_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES timeline_entry(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX customer_file_activity ON public.customer_file USING btree (activity_id, file_id) WHERE (activity_id IS NOT NULL);
CREATE INDEX customer_file_page ON public.customer_file USING btree (customer_id, at DESC, id DESC);
CREATE UNIQUE INDEX customer_file_part ON public.customer_file USING btree (entry_id, part_path) WHERE (entry_id IS NOT NULL);
CREATE INDEX customer_file_same ON public.customer_file USING btree (customer_id, sha256) WHERE (sha256 IS NOT NULL);

create table customer_segment (
  id bigint not null generated always as identity,
  user_id bigint not null,
  name text not null,
  filter jsonb not null,
  shared boolean not null default false,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint customer_segment_pkey PRIMARY KEY (id),
  constraint customer_segment_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  constraint customer_segment_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);
CREATE UNIQUE INDEX customer_segment_name ON public.customer_segment USING btree (user_id, lower(name));
CREATE INDEX customer_segment_shared ON public.customer_segment USING btree (id) WHERE shared;

create table customer_supplier (
  id bigint not null generated always as identity,
  customer_id bigint not null,
  name text not null,
  competitor_id bigint,
  product text,
  since_on date,
  until_on date,
  note text,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint customer_supplier_pkey PRIMARY KEY (id),
  constraint customer_supplier_check CHECK (((until_on IS NULL) OR (since_on IS NULL) OR (until_on >= since_on))),
  constraint customer_supplier_name_check CHECK (((length(name) >= 1) AND (length(name) <= 300))),
  constraint customer_supplier_competitor_id_fkey FOREIGN KEY (competitor_id) REFERENCES competitor(id) ON DELETE SET NULL,
  constraint customer_supplier_created_by_fkey FOREIGN KEY (created_by) REFERENCES app_user(id),
  constraint customer_supplier_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id) ON DELETE CASCADE
);
CREATE INDEX customer_supplier_competitor ON public.customer_supplier USING btree (competitor_id) WHERE (competitor_id IS NOT NULL);
CREATE INDEX customer_supplier_customer ON public.customer_supplier USING btree (customer_id, id);

create table customer_text (
  customer_id bigint not null,
  name_keys text not null,
  words text not null,
  facets text[] not null default '{}'::text[],
  last_mail_at timestamp with time zone,
  address text,
  evaluation text,
  usage_note text,
  note text,
  constraint customer_text_pkey PRIMARY KEY (customer_id),
  constraint customer_text_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id) ON DELETE CASCADE
);
CREATE INDEX customer_text_names ON public.customer_text USING gin (text_grams(name_keys)) WITH (gin_pending_list_limit='512');
CREATE INDEX customer_text_words ON public.customer_text USING gin (customer_text_grams(words, facets, address, evaluation, usage_note, note)) WITH (gin_pending_list_limit='512');

create table department (
  id bigint not null generated always as identity,
  name text not null,
  parent_id bigint,
  created_at timestamp with time zone not null default now(),
  constraint department_pkey PRIMARY KEY (id),
  constraint department_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  constraint department_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES department(id)
);
CREATE UNIQUE INDEX department_name ON public.department USING btree (COALESCE(parent_id, (0)::bigint), lower(name));
CREATE INDEX department_parent ON public.department USING btree (parent_id);

create table department_head (
  department_id bigint not null,
  user_id bigint not null,
  constraint department_head_pkey PRIMARY KEY (department_id, user_id),
  constraint department_head_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id) ON DELETE CASCADE,
  constraint department_head_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);
CREATE INDEX department_head_user ON public.department_head USING btree (user_id);

create table distinct_customers (
  a_id bigint not null,
  b_id bigint not null,
  said_by bigint,
  said_at timestamp with time zone not null default now(),
  constraint distinct_customers_pkey PRIMARY KEY (a_id, b_id),
  constraint distinct_customers_check CHECK ((a_id < b_id)),
  constraint distinct_customers_a_id_fkey FOREIGN KEY (a_id) REFERENCES customer(id) ON DELETE CASCADE,
  constraint distinct_customers_b_id_fkey FOREIGN KEY (b_id) REFERENCES customer(id) ON DELETE CASCADE,
  constraint distinct_customers_said_by_fkey FOREIGN KEY (said_by) REFERENCES app_user(id)
);
CREATE INDEX distinct_customers_b ON public.distinct_customers USING btree (b_id);

create table filing (
  id bigint not null generated always as identity,
  message_id bigint not null,
  customer_id bigint not null,
  rule text not null,
  confidence real not null,
  evidence text,
  filed_by bigint,
  filed_at timestamp with time zone not null default now(),
  undone_by bigint,
  undone_at timestamp with time zone,
  undone_by_mark boolean not null default false,
  constraint filing_pkey PRIMARY KEY (id),
  constraint filing_confidence_check CHECK (((confidence >= (0)::double precision) AND (confidence <= (1)::double precision))),
  constraint filing_mark_undoes CHECK (((NOT undone_by_mark) OR (undone_at IS NOT NULL))),
  constraint filing_rule_check CHECK ((rule = ANY (ARRAY['contact'::text, 'thread'::text, 'platform'::text, 'domain'::text, 'manual'::text]))),
  constraint filing_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  constraint filing_filed_by_fkey FOREIGN KEY (filed_by) REFERENCES app_user(id),
  constraint filing_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE CASCADE,
  constraint filing_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES app_user(id)
);
CREATE INDEX filing_customer ON public.filing USING btree (customer_id) WHERE (undone_at IS NULL);
CREATE UNIQUE INDEX filing_once ON public.filing USING btree (message_id, customer_id) WHERE (undone_at IS NULL);
CREATE INDEX filing_undone ON public.filing USING btree (message_id, customer_id) WHERE (undone_at IS NOT NULL);
CREATE INDEX filing_undone_customer ON public.filing USING btree (customer_id) WHERE (undone_at IS NOT NULL);
CREATE TRIGGER filing_inquiry_lead AFTER INSERT ON public.filing FOR EACH ROW WHEN ((new.rule = 'platform'::text)) EXECUTE FUNCTION note_inquiry_lead();
CREATE TRIGGER filing_search_changed AFTER UPDATE ON public.filing REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_of_new_filing();
CREATE TRIGGER filing_search_gone AFTER DELETE ON public.filing REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_of_new_filing();
CREATE TRIGGER filing_search_new AFTER INSERT ON public.filing REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_of_new_filing();

create table follow_up_due (
  customer_id bigint not null,
  assignee_id bigint not null,
  due_on date not null,
  raised boolean not null default false,
  since timestamp with time zone not null default now(),
  grade text,
  manual boolean not null default false,
  checks smallint not null default 0,
  check_on date,
  constraint follow_up_due_pkey PRIMARY KEY (customer_id),
  constraint follow_up_due_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES app_user(id),
  constraint follow_up_due_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id) ON DELETE CASCADE
);
CREATE INDEX follow_up_due_by_hand ON public.follow_up_due USING btree (due_on, customer_id) WHERE manual;
CREATE INDEX follow_up_due_check ON public.follow_up_due USING btree (check_on, customer_id) WHERE (check_on IS NOT NULL);
CREATE INDEX follow_up_due_manual_of ON public.follow_up_due USING btree (assignee_id) WHERE manual;
CREATE INDEX follow_up_due_next ON public.follow_up_due USING btree (due_on, customer_id) WHERE (NOT raised);

create table handover (
  id bigint not null generated always as identity,
  from_id bigint not null,
  way text not null,
  reason text,
  note text,
  keep_access boolean not null default false,
  state text not null default 'running'::text,
  job_id bigint,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  done_at timestamp with time zone,
  undone_by bigint,
  undone_at timestamp with time zone,
  constraint handover_pkey PRIMARY KEY (id),
  constraint handover_note_check CHECK ((length(note) <= 5000)),
  constraint handover_reason_check CHECK ((length(reason) <= 500)),
  constraint handover_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'undoing'::text, 'undone'::text]))),
  constraint handover_way_check CHECK ((way = ANY (ARRAY['even'::text, 'country'::text, 'chosen'::text]))),
  constraint handover_created_by_fkey FOREIGN KEY (created_by) REFERENCES app_user(id),
  constraint handover_from_id_fkey FOREIGN KEY (from_id) REFERENCES app_user(id),
  constraint handover_job_id_fkey FOREIGN KEY (job_id) REFERENCES background_job(id) ON DELETE SET NULL,
  constraint handover_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES app_user(id)
);
CREATE INDEX handover_from ON public.handover USING btree (from_id, id DESC);

create table handover_account (
  handover_id bigint not null,
  account_id bigint not null,
  to_id bigint,
  state text not null default 'done'::text,
  constraint handover_account_pkey PRIMARY KEY (handover_id, account_id),
  constraint handover_account_state_check CHECK ((state = ANY (ARRAY['done'::text, 'undone'::text, 'kept'::text]))),
  constraint handover_account_account_id_fkey FOREIGN KEY (account_id) REFERENCES mail_account(id),
  constraint handover_account_handover_id_fkey FOREIGN KEY (handover_id) REFERENCES handover(id) ON DELETE CASCADE,
  constraint handover_account_to_id_fkey FOREIGN KEY (to_id) REFERENCES app_user(id)
);

create table handover_item (
  handover_id bigint not null,
  customer_id bigint not null,
  to_id bigint not null,
  state text not null default 'waiting'::text,
  handed_at timestamp with time zone,
  activity_ids bigint[] not null default '{}'::bigint[],
  could_edit boolean,
  read_at timestamp with time zone,
  unread_told_at timestamp with time zone,
  constraint handover_item_pkey PRIMARY KEY (handover_id, customer_id),
  constraint handover_item_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'skipped'::text, 'undone'::text, 'kept'::text]))),
  constraint handover_item_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  constraint handover_item_handover_id_fkey FOREIGN KEY (handover_id) REFERENCES handover(id) ON DELETE CASCADE,
  constraint handover_item_to_id_fkey FOREIGN KEY (to_id) REFERENCES app_user(id)
);
CREATE INDEX handover_item_customer ON public.handover_item USING btree (customer_id, handover_id DESC);
CREATE INDEX handover_item_received ON public.handover_item USING btree (to_id, handover_id DESC, customer_id) WHERE (state = 'done'::text);
CREATE INDEX handover_item_unread ON public.handover_item USING btree (handed_at) WHERE ((state = 'done'::text) AND (read_at IS NULL) AND (unread_told_at IS NULL));
CREATE INDEX handover_item_waiting ON public.handover_item USING btree (handover_id, customer_id) WHERE (state = 'waiting'::text);

create table holiday (
  id bigint not null generated always as identity,
  country text not null,
  day date not null,
  yearly boolean not null default false,
  name_en text not null,
  name_zh text not null,
  kind text not null,
  source text not null default 'shipped'::text,
  changed_by bigint,
  changed_at timestamp with time zone not null default now(),
  constraint holiday_country_day_key UNIQUE (country, day),
  constraint holiday_pkey PRIMARY KEY (id),
  constraint holiday_check CHECK (((NOT yearly) OR ((kind = 'holiday'::text) AND (to_char((day)::timestamp with time zone, 'MM-DD'::text) <> '02-29'::text)))),
  constraint holiday_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint holiday_kind_check CHECK ((kind = ANY (ARRAY['holiday'::text, 'makeup'::text]))),
  constraint holiday_name_en_check CHECK (((length(name_en) >= 1) AND (length(name_en) <= 100))),
  constraint holiday_name_zh_check CHECK (((length(name_zh) >= 1) AND (length(name_zh) <= 100))),
  constraint holiday_source_check CHECK ((source = ANY (ARRAY['shipped'::text, 'person'::text, 'file'::text, 'library'::text]))),
  constraint holiday_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES app_user(id)
);
CREATE TRIGGER reminder_holiday AFTER INSERT OR DELETE OR UPDATE ON public.holiday FOR EACH STATEMENT EXECUTE FUNCTION lead_all_reminders();

create table holiday_change (
  id bigint not null generated always as identity,
  country text not null,
  day date,
  before jsonb,
  after jsonb,
  changed_by bigint,
  changed_at timestamp with time zone not null default now(),
  weekend_before smallint[],
  weekend_after smallint[],
  constraint holiday_change_pkey PRIMARY KEY (id),
  constraint holiday_change_about CHECK (((day IS NULL) = (weekend_after IS NOT NULL))),
  constraint holiday_change_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES app_user(id)
);
CREATE INDEX holiday_change_day ON public.holiday_change USING btree (country, day, id DESC);
CREATE INDEX holiday_change_page ON public.holiday_change USING btree (country, id DESC);
CREATE INDEX holiday_change_weekend ON public.holiday_change USING btree (country, id) WHERE (day IS NULL);

create table idempotency_key (
  user_id bigint not null,
  key text not null,
  request_hash bytea not null,
  status integer,
  response jsonb,
  created_at timestamp with time zone not null default now(),
  constraint idempotency_key_pkey PRIMARY KEY (user_id, key),
  constraint idempotency_key_key_check CHECK ((length(key) <= 200)),
  constraint idempotency_key_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);

create table import_key (
  run_id bigint not null,
  key text not null,
  line integer not null,
  constraint import_key_pkey PRIMARY KEY (run_id, key),
  constraint import_key_run_id_fkey FOREIGN KEY (run_id) REFERENCES import_run(id) ON DELETE CASCADE
);

create table import_mapping (
  headings_key bytea not null,
  mapping text[] not null,
  updated_by bigint,
  updated_at timestamp with time zone not null default now(),
  constraint import_mapping_pkey PRIMARY KEY (headings_key),
  constraint import_mapping_updated_by_fkey FOREIGN KEY (updated_by) REFERENCES app_user(id)
);

create table import_row (
  run_id bigint not null,
  line integer not null,
  cells jsonb not null,
  planned text,
  outcome text,
  name text,
  fault jsonb,
  customer_id bigint,
  constraint import_row_pkey PRIMARY KEY (run_id, line),
  constraint import_row_outcome_check CHECK ((outcome = ANY (ARRAY['created'::text, 'filled'::text, 'contact-added'::text, 'duplicate'::text, 'invalid'::text]))),
  constraint import_row_planned_check CHECK ((planned = ANY (ARRAY['created'::text, 'filled'::text, 'contact-added'::text, 'duplicate'::text, 'invalid'::text]))),
  constraint import_row_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  constraint import_row_run_id_fkey FOREIGN KEY (run_id) REFERENCES import_run(id) ON DELETE CASCADE
);
CREATE INDEX import_row_customer ON public.import_row USING btree (customer_id) WHERE (customer_id IS NOT NULL);

create table import_run (
  id bigint not null generated always as identity,
  file_name text not null,
  format text not null,
  encoding text,
  delimiter text,
  headings text[] not null,
  headings_key bytea not null,
  row_count integer not null,
  mapping text[] not null,
  on_duplicate text not null default 'skip'::text,
  batch_id bigint,
  source text,
  owner_id bigint,
  state text not null default 'open'::text,
  error text,
  job_id bigint,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  finished_at timestamp with time zone,
  constraint import_run_pkey PRIMARY KEY (id),
  constraint import_run_file_name_check CHECK (((length(file_name) >= 1) AND (length(file_name) <= 255))),
  constraint import_run_format_check CHECK ((format = ANY (ARRAY['csv'::text, 'xlsx'::text, 'vcard'::text]))),
  constraint import_run_on_duplicate_check CHECK ((on_duplicate = ANY (ARRAY['skip'::text, 'fill'::text, 'add-contact'::text]))),
  constraint import_run_source_check CHECK ((length(source) <= 200)),
  constraint import_run_state_check CHECK ((state = ANY (ARRAY['open'::text, 'checking'::text, 'checked'::text, 'importing'::text, 'done'::text, 'failed'::text]))),
  constraint import_run_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES batch(id),
  constraint import_run_created_by_fkey FOREIGN KEY (created_by) REFERENCES app_user(id),
  constraint import_run_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app_user(id)
);
CREATE INDEX import_run_batch ON public.import_run USING btree (batch_id) WHERE (batch_id IS NOT NULL);
CREATE INDEX import_run_page ON public.import_run USING btree (created_by, id DESC);

create table inquiry (
  id bigint not null generated always as identity,
  message_id bigint not null,
  platform text not null,
  state text not null default 'waiting'::text,
  signals jsonb not null,
  confidence real not null default 0,
  sender text not null default 'unverified'::text,
  buyer_name text,
  company text,
  country text,
  email text,
  phone text,
  website text,
  business_type text,
  product text,
  quantity text,
  relay_address text,
  received_at timestamp with time zone not null,
  customer_id bigint,
  made_customer boolean not null default false,
  doubt text,
  decided_by bigint,
  decided_at timestamp with time zone,
  reason text,
  created_at timestamp with time zone not null default now(),
  constraint inquiry_message_id_key UNIQUE (message_id),
  constraint inquiry_pkey PRIMARY KEY (id),
  constraint inquiry_confidence_check CHECK (((confidence >= (0)::double precision) AND (confidence <= (1)::double precision))),
  constraint inquiry_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint inquiry_doubt_check CHECK ((doubt = ANY (ARRAY['low-confidence'::text, 'forged'::text, 'lookalike'::text, 'seen-elsewhere'::text, 'no-buyer'::text]))),
  constraint inquiry_sender_check CHECK ((sender = ANY (ARRAY['verified'::text, 'unverified'::text, 'forged'::text, 'lookalike'::text]))),
  constraint inquiry_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'queued'::text, 'past'::text, 'filed'::text, 'dismissed'::text]))),
  constraint inquiry_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  constraint inquiry_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES app_user(id),
  constraint inquiry_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE CASCADE
);
CREATE INDEX inquiry_customer ON public.inquiry USING btree (customer_id, received_at DESC) WHERE (customer_id IS NOT NULL);
CREATE INDEX inquiry_page ON public.inquiry USING btree (state, received_at DESC, id DESC);
CREATE INDEX inquiry_relay ON public.inquiry USING btree (relay_address) WHERE ((relay_address IS NOT NULL) AND (customer_id IS NOT NULL));
CREATE INDEX inquiry_work ON public.inquiry USING btree (received_at) WHERE (state = 'filed'::text);
CREATE TRIGGER inquiry_answers_changed AFTER UPDATE OF state, customer_id ON public.inquiry FOR EACH ROW WHEN (((old.state IS DISTINCT FROM new.state) OR (old.customer_id IS DISTINCT FROM new.customer_id))) EXECUTE FUNCTION note_inquiry_answer();
CREATE TRIGGER inquiry_answers_new AFTER INSERT ON public.inquiry FOR EACH ROW EXECUTE FUNCTION note_inquiry_answer();

create table inquiry_label (
  label text not null,
  field text not null,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  constraint inquiry_label_pkey PRIMARY KEY (label),
  constraint inquiry_label_label_check CHECK (((label = lower(label)) AND ((length(label) >= 1) AND (length(label) <= 60)))),
  constraint inquiry_label_created_by_fkey FOREIGN KEY (created_by) REFERENCES app_user(id)
);

create table invitation (
  token_hash bytea not null,
  kind text not null,
  email text,
  role text not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  department_id bigint,
  constraint invitation_pkey PRIMARY KEY (token_hash),
  constraint invitation_kind_check CHECK ((kind = ANY (ARRAY['first-admin'::text, 'invite'::text, 'reset'::text]))),
  constraint invitation_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id) ON DELETE CASCADE
);
CREATE INDEX invitation_department ON public.invitation USING btree (department_id) WHERE (department_id IS NOT NULL);
CREATE INDEX invitation_email ON public.invitation USING btree (email) WHERE (used_at IS NULL);

create table letter (
  id bigint not null generated always as identity,
  author_id bigint not null,
  written_by bigint not null,
  state text not null default 'draft'::text,
  version integer not null default 1,
  kind text not null,
  account_id bigint,
  from_address text,
  customer_id bigint,
  contact_id bigint,
  source_message_id bigint,
  template_id bigint,
  template_kind text,
  to_list jsonb not null default '[]'::jsonb,
  cc_list jsonb not null default '[]'::jsonb,
  bcc_list jsonb not null default '[]'::jsonb,
  subject text not null default ''::text,
  html text not null default ''::text,
  quoted_html text not null default ''::text,
  with_signature boolean not null default true,
  in_reply_to text,
  reference_ids text[] not null default '{}'::text[],
  bulk boolean not null default false,
  unsubscribe_url text,
  schedule text,
  due_at timestamp with time zone,
  final_html text,
  final_text text,
  content_sha256 bytea,
  rfc_message_id text,
  submitted_at timestamp with time zone,
  blob_id bigint,
  composed_at timestamp with time zone,
  attempts integer not null default 0,
  claims integer not null default 0,
  lease_until timestamp with time zone,
  handed_over_at timestamp with time zone,
  next_step_at timestamp with time zone,
  error_code text,
  error_detail text,
  looks integer not null default 0,
  sent_at timestamp with time zone,
  message_id bigint,
  archived_at timestamp with time zone,
  archive_failures integer not null default 0,
  append_state text not null default 'none'::text,
  append_failures integer not null default 0,
  append_error text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint letter_pkey PRIMARY KEY (id),
  constraint letter_rfc_message_id_key UNIQUE (rfc_message_id),
  constraint letter_append_state_check CHECK ((append_state = ANY (ARRAY['none'::text, 'due'::text, 'done'::text, 'failed'::text]))),
  constraint letter_check CHECK (((state = ANY (ARRAY['draft'::text, 'cancelled'::text])) OR ((schedule IS NOT NULL) AND (submitted_at IS NOT NULL) AND (content_sha256 IS NOT NULL) AND (rfc_message_id IS NOT NULL)))),
  constraint letter_check1 CHECK (((state <> ALL (ARRAY['scheduled'::text, 'queued'::text, 'sending'::text, 'sent'::text, 'unknown'::text])) OR (due_at IS NOT NULL))),
  constraint letter_check2 CHECK (((state <> ALL (ARRAY['sending'::text, 'sent'::text, 'unknown'::text])) OR (blob_id IS NOT NULL))),
  constraint letter_content_sha256_check CHECK ((length(content_sha256) = 32)),
  constraint letter_html_check CHECK ((length(html) <= 300000)),
  constraint letter_kind_check CHECK ((kind = ANY (ARRAY['new'::text, 'reply'::text, 'reply-all'::text, 'forward'::text]))),
  constraint letter_quoted_html_check CHECK ((length(quoted_html) <= 300000)),
  constraint letter_schedule_check CHECK ((schedule = ANY (ARRAY['now'::text, 'at'::text, 'morning'::text]))),
  constraint letter_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'waiting-approval'::text, 'scheduled'::text, 'queued'::text, 'sending'::text, 'sent'::text, 'unknown'::text, 'failed'::text, 'cancelled'::text]))),
  constraint letter_subject_check CHECK ((length(subject) <= 500)),
  constraint letter_template_kind_check1 CHECK ((template_kind = ANY (ARRAY['thank-you'::text, 'dunning'::text, 'promotion'::text, 'follow-up'::text, 'quotation'::text, 'general'::text]))),
  constraint letter_account_id_fkey FOREIGN KEY (account_id) REFERENCES mail_account(id),
  constraint letter_author_id_fkey FOREIGN KEY (author_id) REFERENCES app_user(id),
  constraint letter_blob_id_fkey FOREIGN KEY (blob_id) REFERENCES blob(id),
  constraint letter_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id) ON DELETE SET NULL,
  constraint letter_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  constraint letter_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE SET NULL,
  constraint letter_source_message_id_fkey FOREIGN KEY (source_message_id) REFERENCES message(id) ON DELETE SET NULL,
  constraint letter_template_id_fkey FOREIGN KEY (template_id) REFERENCES letter_template(id) ON DELETE SET NULL,
  constraint letter_written_by_fkey FOREIGN KEY (written_by) REFERENCES app_user(id)
);
CREATE INDEX letter_account ON public.letter USING btree (account_id, state) WHERE (account_id IS NOT NULL);
CREATE INDEX letter_contact ON public.letter USING btree (contact_id) WHERE (contact_id IS NOT NULL);
CREATE INDEX letter_message ON public.letter USING btree (message_id) WHERE (message_id IS NOT NULL);
CREATE INDEX letter_morning ON public.letter USING btree (id) WHERE ((state = 'scheduled'::text) AND (schedule = 'morning'::text));
CREATE INDEX letter_next_step ON public.letter USING btree (next_step_at, id) WHERE (next_step_at IS NOT NULL);
CREATE INDEX letter_of_author ON public.letter USING btree (author_id, state, id DESC);
CREATE INDEX letter_of_customer ON public.letter USING btree (customer_id, id DESC) WHERE (customer_id IS NOT NULL);
CREATE INDEX letter_source ON public.letter USING btree (source_message_id) WHERE (source_message_id IS NOT NULL);
CREATE INDEX letter_template_used ON public.letter USING btree (template_id) WHERE (template_id IS NOT NULL);

create table letter_approval (
  id bigint not null generated always as identity,
  letter_id bigint not null,
  author_id bigint not null,
  subject text not null,
  sent_to jsonb not null,
  reasons jsonb not null,
  content_sha256 bytea not null,
  state text not null default 'waiting'::text,
  asked_at timestamp with time zone not null default now(),
  remind_at timestamp with time zone,
  decided_at timestamp with time zone,
  decided_by bigint,
  note text,
  returned_text text,
  constraint letter_approval_pkey PRIMARY KEY (id),
  constraint letter_approval_check CHECK (((state = 'waiting'::text) = (decided_at IS NULL))),
  constraint letter_approval_check1 CHECK (((state <> 'returned'::text) OR (note IS NOT NULL))),
  constraint letter_approval_note_check CHECK ((length(note) <= 2000)),
  constraint letter_approval_returned_text_check CHECK ((length(returned_text) <= 1000000)),
  constraint letter_approval_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'approved'::text, 'returned'::text, 'withdrawn'::text]))),
  constraint letter_approval_author_id_fkey FOREIGN KEY (author_id) REFERENCES app_user(id),
  constraint letter_approval_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES app_user(id),
  constraint letter_approval_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE
);
CREATE INDEX letter_approval_of_letter ON public.letter_approval USING btree (letter_id, id DESC);
CREATE UNIQUE INDEX letter_approval_once ON public.letter_approval USING btree (letter_id) WHERE (state = 'waiting'::text);
CREATE INDEX letter_approval_page ON public.letter_approval USING btree (author_id, id DESC);
CREATE INDEX letter_approval_remind ON public.letter_approval USING btree (remind_at, id) WHERE ((state = 'waiting'::text) AND (remind_at IS NOT NULL));
CREATE INDEX letter_approval_waiting ON public.letter_approval USING btree (id) WHERE (state = 'waiting'::text);

create table letter_file (
  letter_id bigint not null,
  file_id bigint not null,
  position integer not null default 0,
  content_id text,
  constraint letter_file_pkey PRIMARY KEY (letter_id, file_id),
  constraint letter_file_content_id_check CHECK ((content_id ~ '^[A-Za-z0-9._-]{1,100}$'::text)),
  constraint letter_file_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id),
  constraint letter_file_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE
);
CREATE INDEX letter_file_file ON public.letter_file USING btree (file_id);

create table letter_recipient (
  letter_id bigint not null,
  address text not null,
  role text not null,
  state text not null default 'waiting'::text,
  detail text,
  at timestamp with time zone,
  constraint letter_recipient_pkey PRIMARY KEY (letter_id, address),
  constraint letter_recipient_role_check CHECK ((role = ANY (ARRAY['to'::text, 'cc'::text, 'bcc'::text]))),
  constraint letter_recipient_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'accepted'::text, 'refused'::text, 'unknown'::text]))),
  constraint letter_recipient_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE CASCADE
);
CREATE INDEX letter_recipient_address ON public.letter_recipient USING btree (address);

create table letter_template (
  id bigint not null generated always as identity,
  kind text not null,
  language text not null,
  name text not null,
  subject text not null,
  html text not null,
  owner_id bigint,
  archived_at timestamp with time zone,
  version integer not null default 1,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  updated_by bigint,
  updated_at timestamp with time zone not null default now(),
  constraint letter_template_pkey PRIMARY KEY (id),
  constraint letter_template_html_check CHECK ((length(html) <= 100000)),
  constraint letter_template_kind_check CHECK ((kind = ANY (ARRAY['thank-you'::text, 'dunning'::text, 'promotion'::text, 'follow-up'::text, 'quotation'::text, 'general'::text]))),
  constraint letter_template_language_check CHECK ((language ~ '^[a-z]{2}(-[A-Z]{2})?$'::text)),
  constraint letter_template_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint letter_template_subject_check CHECK ((length(subject) <= 500)),
  constraint letter_template_created_by_fkey FOREIGN KEY (created_by) REFERENCES app_user(id),
  constraint letter_template_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app_user(id),
  constraint letter_template_updated_by_fkey FOREIGN KEY (updated_by) REFERENCES app_user(id)
);
CREATE UNIQUE INDEX letter_template_name ON public.letter_template USING btree (COALESCE(owner_id, (0)::bigint), kind, language, lower(name)) WHERE (archived_at IS NULL);
CREATE INDEX letter_template_owner ON public.letter_template USING btree (owner_id) WHERE (owner_id IS NOT NULL);

create table login_throttle (
  key text not null,
  failures integer not null,
  first_at timestamp with time zone not null,
  blocked_until timestamp with time zone,
  constraint login_throttle_pkey PRIMARY KEY (key)
);

create table mail_account (
  id bigint not null generated always as identity,
  address text not null,
  aliases text[] not null default '{}'::text[],
  display_name text,
  owner_id bigint,
  provider text not null default 'generic'::text,
  imap_host text not null,
  imap_port integer not null,
  imap_security text not null,
  imap_user text not null,
  auth_kind text not null default 'password'::text,
  secret_key_id text not null,
  secret bytea not null,
  private_host_allowed boolean not null default false,
  state text not null default 'active'::text,
  last_attempt_at timestamp with time zone,
  last_success_at timestamp with time zone,
  error_code text,
  error_detail text,
  error_since timestamp with time zone,
  failures integer not null default 0,
  next_attempt_at timestamp with time zone not null default now(),
  capabilities text[] not null default '{}'::text[],
  backfill_rate real,
  watch_owner text,
  watch_lease_until timestamp with time zone,
  sync_owner text,
  sync_lease_until timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  removed_at timestamp with time zone,
  signed_in_at timestamp with time zone,
  unified boolean not null default false,
  answers_since timestamp with time zone not null default now(),
  smtp_host text,
  smtp_port integer,
  smtp_security text,
  smtp_user text,
  smtp_secret_key_id text,
  smtp_secret bytea,
  smtp_private_host_allowed boolean not null default false,
  append_sent boolean,
  smtp_last_success_at timestamp with time zone,
  smtp_error_code text,
  smtp_error_detail text,
  smtp_error_since timestamp with time zone,
  smtp_failures integer not null default 0,
  smtp_next_attempt_at timestamp with time zone not null default now(),
  not_kept_detail text,
  not_kept_since timestamp with time zone,
  constraint mail_account_pkey PRIMARY KEY (id),
  constraint mail_account_auth_kind_check CHECK ((auth_kind = 'password'::text)),
  constraint mail_account_imap_port_check CHECK (((imap_port >= 1) AND (imap_port <= 65535))),
  constraint mail_account_imap_security_check CHECK ((imap_security = ANY (ARRAY['none'::text, 'starttls'::text, 'tls'::text]))),
  constraint mail_account_smtp_port_check CHECK (((smtp_port >= 1) AND (smtp_port <= 65535))),
  constraint mail_account_smtp_secret CHECK (((smtp_secret IS NULL) = (smtp_secret_key_id IS NULL))),
  constraint mail_account_smtp_security_check CHECK ((smtp_security = ANY (ARRAY['none'::text, 'starttls'::text, 'tls'::text]))),
  constraint mail_account_smtp_whole CHECK ((((smtp_host IS NULL) = (smtp_port IS NULL)) AND ((smtp_host IS NULL) = (smtp_security IS NULL)))),
  constraint mail_account_state_check CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text, 'removed'::text]))),
  constraint mail_account_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app_user(id)
);
CREATE UNIQUE INDEX mail_account_address ON public.mail_account USING btree (lower(address)) WHERE (state <> 'removed'::text);
CREATE INDEX mail_account_aliases ON public.mail_account USING gin (aliases);
CREATE INDEX mail_account_any_address ON public.mail_account USING btree (lower(address));
CREATE INDEX mail_account_due ON public.mail_account USING btree (next_attempt_at) WHERE (state = 'active'::text);
CREATE TRIGGER mail_account_owner_changed AFTER UPDATE OF owner_id ON public.mail_account FOR EACH ROW WHEN ((old.owner_id IS DISTINCT FROM new.owner_id)) EXECUTE FUNCTION keep_past_owner();

create table mail_account_past_owner (
  account_id bigint not null,
  until timestamp with time zone not null,
  user_id bigint,
  constraint mail_account_past_owner_pkey PRIMARY KEY (account_id, until),
  constraint mail_account_past_owner_account_id_fkey FOREIGN KEY (account_id) REFERENCES mail_account(id) ON DELETE CASCADE,
  constraint mail_account_past_owner_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);

create table mail_command (
  id bigint not null generated always as identity,
  message_id bigint not null,
  mail_id bigint not null,
  user_id bigint not null,
  state text not null default 'waiting'::text,
  reason text,
  attempts integer not null default 0,
  next_attempt_at timestamp with time zone not null default now(),
  created_at timestamp with time zone not null default now(),
  settled_at timestamp with time zone,
  constraint mail_command_message_id_key UNIQUE (message_id),
  constraint mail_command_pkey PRIMARY KEY (id),
  constraint mail_command_check CHECK (((state = 'waiting'::text) = (settled_at IS NULL))),
  constraint mail_command_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'refused'::text]))),
  constraint mail_command_mail_id_fkey FOREIGN KEY (mail_id) REFERENCES outbox_mail(id) ON DELETE CASCADE,
  constraint mail_command_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE CASCADE,
  constraint mail_command_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);
CREATE INDEX mail_command_due ON public.mail_command USING btree (next_attempt_at, id) WHERE (state = 'waiting'::text);
CREATE INDEX mail_command_mail ON public.mail_command USING btree (mail_id);

create table mail_mark (
  id bigint not null generated always as identity,
  message_id bigint not null,
  customer_id bigint not null,
  kind text not null,
  sort text,
  text text not null,
  product text,
  amount numeric(18,4),
  currency text,
  unit text,
  due_on date,
  author_id bigint,
  marked_by bigint not null,
  marked_at timestamp with time zone not null default now(),
  state text not null default 'open'::text,
  closed_by bigint,
  closed_at timestamp with time zone,
  incoterm text,
  incoterm_place text,
  valid_until date,
  quantity numeric(18,4),
  min_quantity numeric(18,4),
  quantity_unit text,
  product_key text,
  found_in jsonb,
  constraint mail_mark_pkey PRIMARY KEY (id),
  constraint mail_mark_amount_check CHECK ((amount >= (0)::numeric)),
  constraint mail_mark_check CHECK (((kind = 'promise'::text) = (sort IS NOT NULL))),
  constraint mail_mark_check1 CHECK (((kind = 'quotation'::text) OR ((amount IS NULL) AND (unit IS NULL)))),
  constraint mail_mark_check2 CHECK (((amount IS NULL) = (currency IS NULL))),
  constraint mail_mark_check3 CHECK (((state = 'open'::text) = (closed_at IS NULL))),
  constraint mail_mark_check4 CHECK (((kind = 'quotation'::text) OR (num_nonnulls(incoterm, incoterm_place, valid_until, quantity, min_quantity, quantity_unit, product_key, found_in) = 0))),
  constraint mail_mark_check5 CHECK (((incoterm_place IS NULL) OR (incoterm IS NOT NULL))),
  constraint mail_mark_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint mail_mark_incoterm_check CHECK (is_incoterm(incoterm)),
  constraint mail_mark_incoterm_place_check CHECK (((length(incoterm_place) >= 1) AND (length(incoterm_place) <= 120))),
  constraint mail_mark_kind_check CHECK ((kind = ANY (ARRAY['promise'::text, 'question'::text, 'quotation'::text]))),
  constraint mail_mark_min_quantity_check CHECK ((min_quantity > (0)::numeric)),
  constraint mail_mark_product_check CHECK (((length(product) >= 1) AND (length(product) <= 200))),
  constraint mail_mark_product_key_check CHECK (((length(product_key) >= 1) AND (length(product_key) <= 200))),
  constraint mail_mark_quantity_check CHECK ((quantity > (0)::numeric)),
  constraint mail_mark_quantity_unit_check CHECK (((length(quantity_unit) >= 1) AND (length(quantity_unit) <= 40))),
  constraint mail_mark_sort_check CHECK ((sort = ANY (ARRAY['price'::text, 'delivery'::text, 'warranty'::text, 'payment'::text, 'other'::text]))),
  constraint mail_mark_state_check CHECK ((state = ANY (ARRAY['open'::text, 'kept'::text, 'withdrawn'::text]))),
  constraint mail_mark_text_check CHECK (((length(text) >= 1) AND (length(text) <= 2000))),
  constraint mail_mark_unit_check CHECK (((length(unit) >= 1) AND (length(unit) <= 40))),
  constraint mail_mark_author_id_fkey FOREIGN KEY (author_id) REFERENCES app_user(id),
  constraint mail_mark_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES app_user(id),
  constraint mail_mark_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  constraint mail_mark_marked_by_fkey FOREIGN KEY (marked_by) REFERENCES app_user(id),
  constraint mail_mark_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE CASCADE
);
CREATE INDEX mail_mark_message ON public.mail_mark USING btree (message_id);
CREATE INDEX mail_mark_open ON public.mail_mark USING btree (customer_id, id DESC) WHERE (state = 'open'::text);
CREATE INDEX mail_mark_page ON public.mail_mark USING btree (customer_id, id DESC);
CREATE INDEX mail_mark_quotes ON public.mail_mark USING btree (customer_id, product_key, id DESC) WHERE (kind = 'quotation'::text);
CREATE INDEX mail_mark_work ON public.mail_mark USING btree (marked_at) WHERE (kind = 'quotation'::text);

create table mail_unsubscribe (
  address text not null,
  at timestamp with time zone not null default now(),
  way text not null,
  mass_mail_id bigint,
  by_id bigint,
  note text,
  constraint mail_unsubscribe_pkey PRIMARY KEY (address),
  constraint mail_unsubscribe_address_check CHECK (((address = lower(address)) AND (length(address) <= 320))),
  constraint mail_unsubscribe_check CHECK (((way = 'person'::text) = (by_id IS NOT NULL))),
  constraint mail_unsubscribe_note_check CHECK (((length(note) >= 1) AND (length(note) <= 500))),
  constraint mail_unsubscribe_way_check CHECK ((way = ANY (ARRAY['page'::text, 'one-click'::text, 'person'::text]))),
  constraint mail_unsubscribe_by_id_fkey FOREIGN KEY (by_id) REFERENCES app_user(id),
  constraint mail_unsubscribe_mass_mail_id_fkey FOREIGN KEY (mass_mail_id) REFERENCES mass_mail(id) ON DELETE SET NULL
);
CREATE INDEX mail_unsubscribe_mass_mail ON public.mail_unsubscribe USING btree (mass_mail_id) WHERE (mass_mail_id IS NOT NULL);
CREATE INDEX mail_unsubscribe_page ON public.mail_unsubscribe USING btree (at DESC, address);

create table mailbox (
  id bigint not null generated always as identity,
  account_id bigint not null,
  kind text not null default 'imap'::text,
  path text not null,
  delimiter text,
  special_use text,
  skip_reason text,
  chosen boolean,
  uid_validity bigint,
  uid_next bigint,
  highest_modseq bigint,
  covered int8multirange not null default '{}'::int8multirange,
  server_count bigint,
  server_count_at timestamp with time zone,
  place_count bigint not null default 0,
  last_success_at timestamp with time zone,
  reconciled_at timestamp with time zone,
  error_code text,
  error_detail text,
  error_since timestamp with time zone,
  failures integer not null default 0,
  next_attempt_at timestamp with time zone not null default now(),
  vanished_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint mailbox_account_id_path_key UNIQUE (account_id, path),
  constraint mailbox_pkey PRIMARY KEY (id),
  constraint mailbox_kind_check CHECK ((kind = ANY (ARRAY['imap'::text, 'import'::text, 'letters'::text]))),
  constraint mailbox_skip_reason_check CHECK ((skip_reason = ANY (ARRAY['junk'::text, 'trash'::text, 'drafts'::text, 'not-selectable'::text, 'all-mail-elsewhere'::text, 'chosen'::text]))),
  constraint mailbox_account_id_fkey FOREIGN KEY (account_id) REFERENCES mail_account(id)
);

create table mailbox_message (
  mailbox_id bigint not null,
  uid_validity bigint not null,
  uid bigint not null,
  message_id bigint,
  blob_id bigint,
  internal_date timestamp with time zone,
  size bigint not null,
  skip_reason text,
  vanished_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint mailbox_message_pkey PRIMARY KEY (mailbox_id, uid_validity, uid),
  constraint mailbox_message_check CHECK (((skip_reason IS NOT NULL) OR ((message_id IS NOT NULL) AND (blob_id IS NOT NULL)))),
  constraint mailbox_message_blob_id_fkey FOREIGN KEY (blob_id) REFERENCES blob(id),
  constraint mailbox_message_mailbox_id_fkey FOREIGN KEY (mailbox_id) REFERENCES mailbox(id),
  constraint mailbox_message_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id)
);
CREATE INDEX mailbox_message_blob ON public.mailbox_message USING btree (mailbox_id, blob_id);
CREATE INDEX mailbox_message_left_out ON public.mailbox_message USING btree (mailbox_id) WHERE (skip_reason = 'never-archive'::text);
CREATE INDEX mailbox_message_message ON public.mailbox_message USING btree (message_id);

create table market_problem (
  activity_id bigint not null,
  country text,
  region text,
  product text,
  difficulty text not null,
  severity smallint not null,
  competitor text,
  noted_at timestamp with time zone not null,
  constraint market_problem_pkey PRIMARY KEY (activity_id),
  constraint market_problem_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint market_problem_difficulty_check CHECK ((difficulty = ANY (ARRAY['price'::text, 'quality'::text, 'delivery'::text, 'demand'::text, 'competition'::text, 'regulation'::text, 'payment'::text, 'channel'::text, 'service'::text, 'other'::text]))),
  constraint market_problem_severity_check CHECK (((severity >= 1) AND (severity <= 3))),
  constraint market_problem_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activity(id) ON DELETE CASCADE
);
CREATE INDEX market_problem_country ON public.market_problem USING btree (country, noted_at DESC, activity_id DESC);
CREATE INDEX market_problem_page ON public.market_problem USING btree (noted_at DESC, activity_id DESC);
CREATE TRIGGER market_problem_search_record AFTER INSERT OR DELETE OR UPDATE ON public.market_problem FOR EACH ROW EXECUTE FUNCTION search_record_of_activity_part();

create table mass_mail (
  id bigint not null generated always as identity,
  name text not null,
  owner_id bigint not null,
  account_id bigint,
  state text not null default 'draft'::text,
  version integer not null default 1,
  kind text not null,
  language text not null,
  template_id bigint,
  subject text not null default ''::text,
  html text not null default ''::text,
  field_values jsonb not null default '{}'::jsonb,
  selection jsonb not null,
  whom text not null default 'main'::text,
  quiet_days integer not null default 14,
  by_day boolean not null default true,
  settled_at timestamp with time zone,
  approval_reasons jsonb,
  content_sha256 bytea,
  asked_at timestamp with time zone,
  decided_at timestamp with time zone,
  decided_by bigint,
  decision text,
  decision_note text,
  bounces_seen integer not null default 0,
  stop_reason text,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint mass_mail_pkey PRIMARY KEY (id),
  constraint mass_mail_check CHECK (((state = 'stopped'::text) = (stop_reason IS NOT NULL))),
  constraint mass_mail_check1 CHECK (((state = ANY (ARRAY['draft'::text, 'waiting-approval'::text])) OR (started_at IS NOT NULL) OR (state = 'cancelled'::text))),
  constraint mass_mail_check2 CHECK (((state <> ALL (ARRAY['sending'::text, 'paused'::text, 'stopped'::text, 'done'::text])) OR (account_id IS NOT NULL))),
  constraint mass_mail_check3 CHECK (((decision IS DISTINCT FROM 'returned'::text) OR (decision_note IS NOT NULL))),
  constraint mass_mail_content_sha256_check CHECK ((length(content_sha256) = 32)),
  constraint mass_mail_decision_check CHECK ((decision = ANY (ARRAY['approved'::text, 'returned'::text]))),
  constraint mass_mail_decision_note_check CHECK (((length(decision_note) >= 1) AND (length(decision_note) <= 2000))),
  constraint mass_mail_html_check CHECK ((length(html) <= 100000)),
  constraint mass_mail_kind_check CHECK ((kind = ANY (ARRAY['thank-you'::text, 'dunning'::text, 'promotion'::text, 'follow-up'::text, 'quotation'::text, 'general'::text]))),
  constraint mass_mail_language_check CHECK ((language ~ '^[a-z]{2}(-[A-Z]{2})?$'::text)),
  constraint mass_mail_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint mass_mail_quiet_days_check CHECK (((quiet_days >= 0) AND (quiet_days <= 365))),
  constraint mass_mail_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'waiting-approval'::text, 'sending'::text, 'paused'::text, 'stopped'::text, 'cancelled'::text, 'done'::text]))),
  constraint mass_mail_stop_reason_check CHECK ((stop_reason = ANY (ARRAY['bounces'::text, 'sender'::text, 'account'::text]))),
  constraint mass_mail_subject_check CHECK ((length(subject) <= 500)),
  constraint mass_mail_whom_check CHECK ((whom = ANY (ARRAY['main'::text, 'everyone'::text]))),
  constraint mass_mail_account_id_fkey FOREIGN KEY (account_id) REFERENCES mail_account(id),
  constraint mass_mail_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES app_user(id),
  constraint mass_mail_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app_user(id),
  constraint mass_mail_template_id_fkey FOREIGN KEY (template_id) REFERENCES letter_template(id) ON DELETE SET NULL
);
CREATE INDEX mass_mail_page ON public.mass_mail USING btree (owner_id, id DESC);
CREATE INDEX mass_mail_sending ON public.mass_mail USING btree (account_id, id) WHERE (state = 'sending'::text);
CREATE INDEX mass_mail_template ON public.mass_mail USING btree (template_id) WHERE (template_id IS NOT NULL);
CREATE INDEX mass_mail_waiting ON public.mass_mail USING btree (id) WHERE (state = 'waiting-approval'::text);

create table mass_mail_pace (
  account_id bigint not null,
  per_minute integer not null default 6,
  per_day integer not null default 300,
  next_at timestamp with time zone not null default now(),
  day date,
  made_today integer not null default 0,
  updated_by bigint,
  updated_at timestamp with time zone not null default now(),
  constraint mass_mail_pace_pkey PRIMARY KEY (account_id),
  constraint mass_mail_pace_per_day_check CHECK (((per_day >= 1) AND (per_day <= 5000))),
  constraint mass_mail_pace_per_minute_check CHECK (((per_minute >= 1) AND (per_minute <= 60))),
  constraint mass_mail_pace_account_id_fkey FOREIGN KEY (account_id) REFERENCES mail_account(id),
  constraint mass_mail_pace_updated_by_fkey FOREIGN KEY (updated_by) REFERENCES app_user(id)
);

create table mass_mail_recipient (
  id bigint not null generated always as identity,
  mass_mail_id bigint not null,
  customer_id bigint,
  contact_id bigint,
  address text,
  name text,
  time_zone text,
  state text not null default 'waiting'::text,
  left_out text,
  letter_id bigint,
  made_at timestamp with time zone,
  bounced_at timestamp with time zone,
  replied_at timestamp with time zone,
  unsubscribed_at timestamp with time zone,
  constraint mass_mail_recipient_letter_id_key UNIQUE (letter_id),
  constraint mass_mail_recipient_pkey PRIMARY KEY (id),
  constraint mass_mail_recipient_address_check CHECK (((address = lower(address)) AND (length(address) <= 320))),
  constraint mass_mail_recipient_check CHECK (((state = 'left-out'::text) = (left_out IS NOT NULL))),
  constraint mass_mail_recipient_check1 CHECK (((state <> 'waiting'::text) OR (address IS NOT NULL))),
  constraint mass_mail_recipient_check2 CHECK (((state = 'made'::text) = (made_at IS NOT NULL))),
  constraint mass_mail_recipient_left_out_check CHECK ((left_out = ANY (ARRAY['no-contact'::text, 'invalid'::text, 'unsubscribed'::text, 'open-complaint'::text, 'mailed-lately'::text, 'never-archive'::text, 'internal'::text, 'not-yours'::text, 'missing-fields'::text, 'by-hand'::text]))),
  constraint mass_mail_recipient_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'left-out'::text, 'made'::text]))),
  constraint mass_mail_recipient_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id) ON DELETE SET NULL,
  constraint mass_mail_recipient_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  constraint mass_mail_recipient_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letter(id) ON DELETE SET NULL,
  constraint mass_mail_recipient_mass_mail_id_fkey FOREIGN KEY (mass_mail_id) REFERENCES mass_mail(id) ON DELETE CASCADE
);
CREATE INDEX mass_mail_recipient_contact ON public.mass_mail_recipient USING btree (contact_id) WHERE (contact_id IS NOT NULL);
CREATE INDEX mass_mail_recipient_customer ON public.mass_mail_recipient USING btree (customer_id) WHERE (customer_id IS NOT NULL);
CREATE INDEX mass_mail_recipient_made ON public.mass_mail_recipient USING btree (address, made_at DESC) WHERE (state = 'made'::text);
CREATE UNIQUE INDEX mass_mail_recipient_none ON public.mass_mail_recipient USING btree (mass_mail_id, customer_id) WHERE (address IS NULL);
CREATE UNIQUE INDEX mass_mail_recipient_once ON public.mass_mail_recipient USING btree (mass_mail_id, address) WHERE (address IS NOT NULL);
CREATE INDEX mass_mail_recipient_page ON public.mass_mail_recipient USING btree (mass_mail_id, id);
CREATE INDEX mass_mail_recipient_waiting ON public.mass_mail_recipient USING btree (mass_mail_id, id) WHERE (state = 'waiting'::text);

create table merge (
  id bigint not null generated always as identity,
  kind text not null,
  customer_id bigint not null,
  source_customer_id bigint,
  contact_id bigint,
  source_contact_id bigint,
  fields jsonb not null default '{}'::jsonb,
  state text not null,
  job_id bigint,
  merged_by bigint,
  merged_at timestamp with time zone not null default now(),
  undone_by bigint,
  undone_at timestamp with time zone,
  constraint merge_pkey PRIMARY KEY (id),
  constraint merge_check CHECK (((kind = 'customer'::text) = (source_customer_id IS NOT NULL))),
  constraint merge_check1 CHECK ((customer_id <> source_customer_id)),
  constraint merge_kind_check CHECK ((kind = ANY (ARRAY['customer'::text, 'contact'::text]))),
  constraint merge_state_check CHECK ((state = ANY (ARRAY['joining'::text, 'joined'::text, 'undoing'::text, 'undone'::text]))),
  constraint merge_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id) ON DELETE SET NULL,
  constraint merge_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  constraint merge_merged_by_fkey FOREIGN KEY (merged_by) REFERENCES app_user(id),
  constraint merge_source_contact_id_fkey FOREIGN KEY (source_contact_id) REFERENCES contact(id) ON DELETE SET NULL,
  constraint merge_source_customer_id_fkey FOREIGN KEY (source_customer_id) REFERENCES customer(id),
  constraint merge_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES app_user(id)
);
CREATE INDEX merge_contact ON public.merge USING btree (contact_id) WHERE (contact_id IS NOT NULL);
CREATE INDEX merge_customer ON public.merge USING btree (customer_id, id DESC);
CREATE INDEX merge_old ON public.merge USING btree (merged_at);
CREATE INDEX merge_source_contact ON public.merge USING btree (source_contact_id) WHERE (source_contact_id IS NOT NULL);
CREATE INDEX merge_source_customer ON public.merge USING btree (source_customer_id) WHERE (source_customer_id IS NOT NULL);
CREATE TRIGGER customer_former_name AFTER UPDATE OF state ON public.merge FOR EACH ROW WHEN (((new.kind = 'customer'::text) AND (new.state IS DISTINCT FROM old.state))) EXECUTE FUNCTION customer_text_of_merge();
CREATE TRIGGER customer_former_name_new AFTER INSERT ON public.merge FOR EACH ROW WHEN ((new.kind = 'customer'::text)) EXECUTE FUNCTION customer_text_of_merge();

create table merge_move (
  id bigint not null generated always as identity,
  merge_id bigint not null,
  reference text not null,
  keys text[] not null,
  constraint merge_move_pkey PRIMARY KEY (id),
  constraint merge_move_merge_id_fkey FOREIGN KEY (merge_id) REFERENCES merge(id) ON DELETE CASCADE
);
CREATE INDEX merge_move_merge ON public.merge_move USING btree (merge_id, id DESC);

create table message (
  id bigint not null generated always as identity,
  fingerprint bytea not null,
  blob_id bigint not null,
  thread_id bigint not null,
  rfc_message_id text,
  in_reply_to text,
  subject text not null,
  base_subject_hash bytea,
  orphan_reply boolean not null default false,
  sent_at timestamp with time zone,
  occurred_at timestamp with time zone not null,
  from_address text,
  from_name text,
  direction text not null,
  automatic text,
  language text,
  preview text not null,
  size bigint not null,
  attachment_count integer not null default 0,
  has_html boolean not null default false,
  parse_tier text not null,
  quarantine_reason text,
  quarantine_detail text,
  auth_results text,
  created_at timestamp with time zone not null default now(),
  private_at timestamp with time zone,
  private_by bigint,
  own_mail boolean not null default false,
  constraint message_fingerprint_key UNIQUE (fingerprint),
  constraint message_pkey PRIMARY KEY (id),
  constraint message_automatic_check CHECK ((automatic = ANY (ARRAY['auto-reply'::text, 'bounce'::text, 'list'::text, 'bulk'::text, 'auto-generated'::text]))),
  constraint message_direction_check CHECK ((direction = ANY (ARRAY['inbound'::text, 'outbound'::text, 'internal'::text]))),
  constraint message_fingerprint_check CHECK ((length(fingerprint) = 32)),
  constraint message_parse_tier_check CHECK ((parse_tier = ANY (ARRAY['full'::text, 'headers'::text, 'raw'::text]))),
  constraint message_blob_id_fkey FOREIGN KEY (blob_id) REFERENCES blob(id),
  constraint message_private_by_fkey FOREIGN KEY (private_by) REFERENCES app_user(id),
  constraint message_thread_id_fkey FOREIGN KEY (thread_id) REFERENCES thread(id)
);
CREATE INDEX message_base_subject ON public.message USING btree (base_subject_hash, occurred_at) WHERE (base_subject_hash IS NOT NULL);
CREATE INDEX message_from ON public.message USING btree (from_address, occurred_at DESC);
CREATE INDEX message_occurred ON public.message USING btree (occurred_at DESC, id DESC);
CREATE INDEX message_orphan_reply ON public.message USING btree (base_subject_hash, occurred_at) WHERE orphan_reply;
CREATE INDEX message_quarantined ON public.message USING btree (id) WHERE (quarantine_reason IS NOT NULL);
CREATE INDEX message_thread ON public.message USING btree (thread_id);
CREATE TRIGGER message_answers AFTER UPDATE OF thread_id, automatic, in_reply_to, private_at ON public.message FOR EACH ROW WHEN (((((old.thread_id IS DISTINCT FROM new.thread_id) OR (old.automatic IS DISTINCT FROM new.automatic)) OR (old.in_reply_to IS DISTINCT FROM new.in_reply_to)) OR (old.private_at IS DISTINCT FROM new.private_at))) EXECUTE FUNCTION note_changed_message();
CREATE TRIGGER message_answers_inquiry AFTER INSERT ON public.message REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_inquiry_reply();
CREATE TRIGGER message_answers_mass_mail AFTER INSERT ON public.message REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_mass_mail_replies();
CREATE TRIGGER message_search AFTER UPDATE OF private_at ON public.message FOR EACH ROW WHEN ((old.private_at IS DISTINCT FROM new.private_at)) EXECUTE FUNCTION search_of_private_mark();

create table message_address (
  message_id bigint not null,
  role text not null,
  position integer not null,
  address_id bigint not null,
  name text,
  constraint message_address_pkey PRIMARY KEY (message_id, role, "position"),
  constraint message_address_role_check CHECK ((role = ANY (ARRAY['from'::text, 'sender'::text, 'reply-to'::text, 'to'::text, 'cc'::text, 'bcc'::text]))),
  constraint message_address_address_id_fkey FOREIGN KEY (address_id) REFERENCES address(id),
  constraint message_address_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE CASCADE
);
CREATE INDEX message_address_address ON public.message_address USING btree (address_id, message_id);

create table message_text (
  message_id bigint not null,
  body text not null,
  source text not null,
  truncated boolean not null default false,
  constraint message_text_pkey PRIMARY KEY (message_id),
  constraint message_text_source_check CHECK ((source = ANY (ARRAY['plain'::text, 'html'::text, 'none'::text]))),
  constraint message_text_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE CASCADE
);

create table never_archive (
  id bigint not null generated always as identity,
  kind text not null,
  value text not null,
  reason text,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  constraint never_archive_kind_value_key UNIQUE (kind, value),
  constraint never_archive_pkey PRIMARY KEY (id),
  constraint never_archive_kind_check CHECK ((kind = ANY (ARRAY['address'::text, 'domain'::text]))),
  constraint never_archive_value_check CHECK ((value = lower(value))),
  constraint never_archive_created_by_fkey FOREIGN KEY (created_by) REFERENCES app_user(id)
);

create table notice (
  id bigint not null generated always as identity,
  user_id bigint not null,
  kind text not null,
  dedupe_key text not null,
  customer_id bigint,
  subject_kind text,
  subject_id bigint,
  detail jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null default now(),
  read_at timestamp with time zone,
  mail_at timestamp with time zone,
  constraint notice_pkey PRIMARY KEY (id),
  constraint notice_user_id_kind_dedupe_key_key UNIQUE (user_id, kind, dedupe_key),
  constraint notice_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  constraint notice_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);
CREATE INDEX notice_customer ON public.notice USING btree (customer_id) WHERE (customer_id IS NOT NULL);
CREATE INDEX notice_mail ON public.notice USING btree (mail_at, user_id) WHERE (mail_at IS NOT NULL);
CREATE INDEX notice_mail_user ON public.notice USING btree (user_id, id) WHERE (mail_at IS NOT NULL);
CREATE INDEX notice_page ON public.notice USING btree (user_id, id DESC);
CREATE INDEX notice_unread ON public.notice USING btree (user_id) WHERE (read_at IS NULL);

create table openid_attempt (
  token_hash bytea not null,
  state text not null,
  nonce text not null,
  code_verifier text not null,
  next_path text not null,
  user_id bigint,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  constraint openid_attempt_pkey PRIMARY KEY (token_hash),
  constraint openid_attempt_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);

create table openid_identity (
  issuer text not null,
  subject text not null,
  user_id bigint not null,
  created_at timestamp with time zone not null default now(),
  last_used_at timestamp with time zone not null default now(),
  constraint openid_identity_pkey PRIMARY KEY (issuer, subject),
  constraint openid_identity_user_id_issuer_key UNIQUE (user_id, issuer),
  constraint openid_identity_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);

create table openid_provider (
  only_one boolean not null default true,
  enabled boolean not null,
  issuer text not null,
  client_id text not null,
  secret_key_id text,
  secret bytea,
  button_label text not null,
  create_domains text[] not null default '{}'::text[],
  create_role text not null default 'reader'::text,
  updated_at timestamp with time zone not null default now(),
  constraint openid_provider_pkey PRIMARY KEY (only_one),
  constraint openid_provider_check CHECK (((secret IS NULL) = (secret_key_id IS NULL))),
  constraint openid_provider_create_role_check CHECK ((create_role = ANY (ARRAY['salesperson'::text, 'merchandiser'::text, 'reader'::text]))),
  constraint openid_provider_only_one_check CHECK (only_one)
);

create table outbox_mail (
  id bigint not null generated always as identity,
  recipient_id bigint,
  to_address text not null,
  kind text not null,
  period text not null,
  rfc_message_id text not null,
  in_reply_to text,
  subject text not null,
  body_text text not null,
  body_html text,
  state text not null default 'queued'::text,
  attempts integer not null default 0,
  next_attempt_at timestamp with time zone not null default now(),
  lease_until timestamp with time zone,
  error_detail text,
  created_at timestamp with time zone not null default now(),
  sent_at timestamp with time zone,
  first_attempt_at timestamp with time zone,
  handed_over_at timestamp with time zone,
  error_code text,
  constraint outbox_mail_pkey PRIMARY KEY (id),
  constraint outbox_mail_rfc_message_id_key UNIQUE (rfc_message_id),
  constraint outbox_mail_to_address_kind_period_key UNIQUE (to_address, kind, period),
  constraint outbox_mail_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'unknown'::text, 'dropped'::text]))),
  constraint outbox_mail_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES app_user(id)
);
CREATE INDEX outbox_mail_due ON public.outbox_mail USING btree (next_attempt_at) WHERE (state = ANY (ARRAY['queued'::text, 'sending'::text]));
CREATE INDEX outbox_mail_page ON public.outbox_mail USING btree (state, id DESC);

create table outbox_mail_task (
  mail_id bigint not null,
  line smallint not null,
  task_id bigint not null,
  constraint outbox_mail_task_pkey PRIMARY KEY (mail_id, line),
  constraint outbox_mail_task_line_check CHECK (((line >= 1) AND (line <= 999))),
  constraint outbox_mail_task_mail_id_fkey FOREIGN KEY (mail_id) REFERENCES outbox_mail(id) ON DELETE CASCADE,
  constraint outbox_mail_task_task_id_fkey FOREIGN KEY (task_id) REFERENCES task(id) ON DELETE CASCADE
);
CREATE INDEX outbox_mail_task_task ON public.outbox_mail_task USING btree (task_id);

create table outgoing_server (
  single boolean not null default true,
  host text,
  port integer,
  security text,
  user_name text,
  secret_key_id text,
  secret bytea,
  from_address text not null,
  from_name text,
  private_host_allowed boolean not null default false,
  last_success_at timestamp with time zone,
  error_code text,
  error_detail text,
  error_since timestamp with time zone,
  failures integer not null default 0,
  next_attempt_at timestamp with time zone not null default now(),
  updated_by bigint,
  updated_at timestamp with time zone not null default now(),
  account_id bigint,
  constraint outgoing_server_pkey PRIMARY KEY (single),
  constraint outgoing_server_check CHECK ((((user_name IS NULL) = (secret IS NULL)) AND ((secret IS NULL) = (secret_key_id IS NULL)))),
  constraint outgoing_server_from_address_check CHECK ((from_address = lower(from_address))),
  constraint outgoing_server_one_way CHECK (
CASE
    WHEN (account_id IS NULL) THEN ((host IS NOT NULL) AND (port IS NOT NULL) AND (security IS NOT NULL))
    ELSE ((num_nonnulls(host, port, security, user_name, secret) = 0) AND (NOT private_host_allowed))
END),
  constraint outgoing_server_port_check CHECK (((port >= 1) AND (port <= 65535))),
  constraint outgoing_server_security_check CHECK ((security = ANY (ARRAY['none'::text, 'starttls'::text, 'tls'::text]))),
  constraint outgoing_server_single_check CHECK (single),
  constraint outgoing_server_account_id_fkey FOREIGN KEY (account_id) REFERENCES mail_account(id),
  constraint outgoing_server_updated_by_fkey FOREIGN KEY (updated_by) REFERENCES app_user(id)
);

create table own_key_set (
  word text not null,
  part integer not null,
  keys text[] not null,
  constraint own_key_set_pkey PRIMARY KEY (word),
  constraint own_key_set_keys_check CHECK ((keys <> '{}'::text[]))
);

create table pool_claim (
  id bigint not null generated always as identity,
  customer_id bigint not null,
  user_id bigint not null,
  state text not null,
  note text,
  reason text,
  asked_at timestamp with time zone not null default now(),
  decided_at timestamp with time zone,
  decided_by bigint,
  constraint pool_claim_pkey PRIMARY KEY (id),
  constraint pool_claim_check CHECK (((state = 'asked'::text) = (decided_at IS NULL))),
  constraint pool_claim_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'granted'::text, 'refused'::text, 'withdrawn'::text]))),
  constraint pool_claim_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  constraint pool_claim_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES app_user(id),
  constraint pool_claim_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);
CREATE INDEX pool_claim_customer ON public.pool_claim USING btree (customer_id);
CREATE INDEX pool_claim_granted ON public.pool_claim USING btree (user_id, decided_at) WHERE (state = 'granted'::text);
CREATE UNIQUE INDEX pool_claim_open ON public.pool_claim USING btree (customer_id, user_id) WHERE (state = 'asked'::text);
CREATE INDEX pool_claim_waiting ON public.pool_claim USING btree (id DESC) WHERE (state = 'asked'::text);

create table pool_warning (
  customer_id bigint not null,
  deadline date not null,
  days_before smallint not null,
  warned_at timestamp with time zone not null default now(),
  constraint pool_warning_pkey PRIMARY KEY (customer_id, deadline, days_before),
  constraint pool_warning_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id) ON DELETE CASCADE
);
CREATE INDEX pool_warning_deadline ON public.pool_warning USING btree (deadline);

create table quote_conflict (
  id bigint not null generated always as identity,
  customer_id bigint not null,
  product text not null,
  product_key text not null,
  earlier_id bigint not null,
  later_id bigint not null,
  a_user_id bigint not null,
  b_user_id bigint not null,
  state text not null default 'open'::text,
  note text,
  settled_by bigint,
  settled_at timestamp with time zone,
  opened_at timestamp with time zone not null default now(),
  constraint quote_conflict_pkey PRIMARY KEY (id),
  constraint quote_conflict_check CHECK ((a_user_id < b_user_id)),
  constraint quote_conflict_check1 CHECK ((earlier_id <> later_id)),
  constraint quote_conflict_check2 CHECK (((state = 'settled'::text) = ((settled_by IS NOT NULL) AND (settled_at IS NOT NULL) AND (note IS NOT NULL)))),
  constraint quote_conflict_note_check CHECK (((length(note) >= 1) AND (length(note) <= 1000))),
  constraint quote_conflict_product_check CHECK (((length(product) >= 1) AND (length(product) <= 200))),
  constraint quote_conflict_product_key_check CHECK (((length(product_key) >= 1) AND (length(product_key) <= 200))),
  constraint quote_conflict_state_check CHECK ((state = ANY (ARRAY['open'::text, 'settled'::text, 'over'::text]))),
  constraint quote_conflict_a_user_id_fkey FOREIGN KEY (a_user_id) REFERENCES app_user(id),
  constraint quote_conflict_b_user_id_fkey FOREIGN KEY (b_user_id) REFERENCES app_user(id),
  constraint quote_conflict_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  constraint quote_conflict_earlier_id_fkey FOREIGN KEY (earlier_id) REFERENCES mail_mark(id) ON DELETE CASCADE,
  constraint quote_conflict_later_id_fkey FOREIGN KEY (later_id) REFERENCES mail_mark(id) ON DELETE CASCADE,
  constraint quote_conflict_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES app_user(id)
);
CREATE INDEX quote_conflict_customer ON public.quote_conflict USING btree (customer_id, id DESC);
CREATE INDEX quote_conflict_earlier ON public.quote_conflict USING btree (earlier_id);
CREATE INDEX quote_conflict_later ON public.quote_conflict USING btree (later_id);
CREATE UNIQUE INDEX quote_conflict_once ON public.quote_conflict USING btree (customer_id, product_key, a_user_id, b_user_id) WHERE (state = 'open'::text);
CREATE INDEX quote_conflict_page ON public.quote_conflict USING btree (state, id DESC);

create table recovery_code (
  code_hash bytea not null,
  user_id bigint not null,
  created_at timestamp with time zone not null default now(),
  used_at timestamp with time zone,
  constraint recovery_code_pkey PRIMARY KEY (code_hash),
  constraint recovery_code_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);
CREATE INDEX recovery_code_user ON public.recovery_code USING btree (user_id);

create table reminder_choice (
  user_id bigint not null,
  morning text,
  weekdays smallint[],
  off text[] not null default '{}'::text[],
  updated_at timestamp with time zone not null default now(),
  constraint reminder_choice_pkey PRIMARY KEY (user_id),
  constraint reminder_choice_morning_check CHECK ((morning ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text)),
  constraint reminder_choice_weekdays_check CHECK ((((cardinality(weekdays) >= 1) AND (cardinality(weekdays) <= 7)) AND (weekdays <@ '{1,2,3,4,5,6,7}'::smallint[]))),
  constraint reminder_choice_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE
);
CREATE TRIGGER reminder_choice_changed AFTER INSERT OR UPDATE ON public.reminder_choice FOR EACH ROW EXECUTE FUNCTION lead_reminder_choice();

create table reminder_lead (
  user_id bigint not null,
  constraint reminder_lead_pkey PRIMARY KEY (user_id),
  constraint reminder_lead_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE
);

create table reminder_schedule (
  user_id bigint not null,
  kind text not null,
  next_at timestamp with time zone not null,
  planned_at timestamp with time zone not null,
  constraint reminder_schedule_pkey PRIMARY KEY (user_id, kind),
  constraint reminder_schedule_kind_check CHECK ((kind = ANY (ARRAY['daily'::text, 'exceptions'::text, 'weekly'::text, 'brief'::text]))),
  constraint reminder_schedule_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE
);
CREATE INDEX reminder_schedule_due ON public.reminder_schedule USING btree (next_at);
CREATE INDEX reminder_schedule_planned ON public.reminder_schedule USING btree (planned_at);

create table reminder_told (
  user_id bigint not null,
  what text not null,
  key text not null,
  told_at timestamp with time zone not null default now(),
  constraint reminder_told_pkey PRIMARY KEY (user_id, what, key),
  constraint reminder_told_what_check CHECK ((what = 'far-date'::text)),
  constraint reminder_told_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE
);
CREATE INDEX reminder_told_old ON public.reminder_told USING btree (told_at);

create table saved_search (
  id bigint not null generated always as identity,
  user_id bigint not null,
  name text not null,
  query text not null,
  sort text not null,
  grouping text not null,
  shared boolean not null default false,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint saved_search_pkey PRIMARY KEY (id),
  constraint saved_search_grouping_check CHECK (("grouping" = ANY (ARRAY['none'::text, 'thread'::text, 'customer'::text]))),
  constraint saved_search_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  constraint saved_search_query_check CHECK (((length(query) >= 1) AND (length(query) <= 1000))),
  constraint saved_search_sort_check CHECK ((sort = ANY (ARRAY['newest'::text, 'relevance'::text]))),
  constraint saved_search_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);
CREATE UNIQUE INDEX saved_search_name ON public.saved_search USING btree (user_id, lower(name));
CREATE INDEX saved_search_shared ON public.saved_search USING btree (id) WHERE shared;

create table schema_migration (
  name text not null,
  sha256 text not null,
  applied_at timestamp with time zone not null default now(),
  constraint schema_migration_pkey PRIMARY KEY (name)
);

create table search_doc (
  id bigint not null generated always as identity,
  kind text not null,
  message_id bigint,
  occurred_at timestamp with time zone not null,
  week integer not null,
  size bigint not null default 0,
  tokens tsvector not null,
  record_id bigint,
  constraint search_doc_message_id_key UNIQUE (message_id),
  constraint search_doc_pkey PRIMARY KEY (id),
  constraint search_doc_check CHECK (((kind = 'mail'::text) = (message_id IS NOT NULL))),
  constraint search_doc_check1 CHECK (((kind = 'mail'::text) = (record_id IS NULL))),
  constraint search_doc_kind_check CHECK ((kind = ANY (ARRAY['mail'::text, 'activity'::text, 'customer'::text, 'contact'::text, 'market'::text]))),
  constraint search_doc_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX search_doc_record ON public.search_doc USING btree (kind, record_id) WHERE (record_id IS NOT NULL);
CREATE INDEX search_doc_tokens ON public.search_doc USING gin (tokens) WITH (fastupdate='on', gin_pending_list_limit='8192');

create table search_language (
  language text not null,
  constraint search_language_pkey PRIMARY KEY (language)
);

create table search_lead (
  id bigint not null generated always as identity,
  message_id bigint,
  customer_id bigint,
  after_id bigint not null default 0,
  constraint search_lead_pkey PRIMARY KEY (id),
  constraint search_lead_check CHECK ((num_nonnulls(message_id, customer_id) = 1))
);
CREATE INDEX search_lead_customer ON public.search_lead USING btree (customer_id) WHERE (customer_id IS NOT NULL);

create table search_record_lead (
  id bigint not null generated always as identity,
  kind text,
  record_id bigint not null,
  constraint search_record_lead_pkey PRIMARY KEY (id),
  constraint search_record_lead_kind_check CHECK ((kind = ANY (ARRAY['customer'::text, 'contact'::text, 'activity'::text])))
);
CREATE INDEX search_record_lead_customer ON public.search_record_lead USING btree (record_id) WHERE (kind IS NULL);

create table search_span (
  from_week integer not null,
  weeks integer not null,
  constraint search_span_pkey PRIMARY KEY (from_week),
  constraint search_span_from_week_check CHECK ((from_week >= 0)),
  constraint search_span_weeks_check CHECK ((weeks > 0))
);

create table search_text_lead (
  id bigint not null generated always as identity,
  message_id bigint not null,
  constraint search_text_lead_pkey PRIMARY KEY (id)
);

create table search_waiting (
  id bigint not null generated always as identity,
  message_ids bigint[] not null,
  at timestamp with time zone not null default now(),
  constraint search_waiting_pkey PRIMARY KEY (id)
);

create table search_week (
  week integer not null,
  constraint search_week_pkey PRIMARY KEY (week)
);

create table session (
  token_hash bytea not null,
  user_id bigint not null,
  csrf_token text not null,
  created_at timestamp with time zone not null default now(),
  last_seen_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  ip text,
  user_agent text,
  id bigint not null generated always as identity,
  via text not null default 'password'::text,
  constraint session_pkey PRIMARY KEY (token_hash),
  constraint session_via_check CHECK ((via = ANY (ARRAY['password'::text, 'link'::text, 'openid'::text]))),
  constraint session_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);
CREATE INDEX session_by_user ON public.session USING btree (user_id);
CREATE UNIQUE INDEX session_id ON public.session USING btree (id);

create table setting (
  key text not null,
  value jsonb not null,
  updated_at timestamp with time zone not null default now(),
  constraint setting_pkey PRIMARY KEY (key)
);
CREATE TRIGGER reminder_setting AFTER INSERT OR UPDATE ON public.setting FOR EACH ROW WHEN ((new.key = ANY (ARRAY['reminders'::text, 'calendar'::text]))) EXECUTE FUNCTION lead_all_reminders();

create table setting_version (
  id bigint not null generated always as identity,
  key text not null,
  value jsonb not null,
  changed_by bigint,
  changed_at timestamp with time zone not null default now(),
  constraint setting_version_pkey PRIMARY KEY (id),
  constraint setting_version_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES app_user(id)
);
CREATE INDEX setting_version_page ON public.setting_version USING btree (key, id DESC);

create table sign_in_step (
  token_hash bytea not null,
  user_id bigint not null,
  via text not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  constraint sign_in_step_pkey PRIMARY KEY (token_hash),
  constraint sign_in_step_via_check CHECK ((via = ANY (ARRAY['password'::text, 'link'::text, 'openid'::text]))),
  constraint sign_in_step_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);

create table signature (
  id bigint not null generated always as identity,
  user_id bigint not null,
  account_id bigint,
  html text not null,
  updated_at timestamp with time zone not null default now(),
  constraint signature_pkey PRIMARY KEY (id),
  constraint signature_html_check CHECK (((length(html) >= 1) AND (length(html) <= 20000))),
  constraint signature_account_id_fkey FOREIGN KEY (account_id) REFERENCES mail_account(id),
  constraint signature_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);
CREATE INDEX signature_account ON public.signature USING btree (account_id) WHERE (account_id IS NOT NULL);
CREATE UNIQUE INDEX signature_once ON public.signature USING btree (user_id, COALESCE(account_id, (0)::bigint));

create table stored_file (
  id bigint not null generated always as identity,
  blob_id bigint not null,
  file_name text not null,
  content_type text not null,
  size bigint not null,
  uploaded_by bigint,
  created_at timestamp with time zone not null default now(),
  constraint stored_file_pkey PRIMARY KEY (id),
  constraint stored_file_file_name_check CHECK (((length(file_name) >= 1) AND (length(file_name) <= 255))),
  constraint stored_file_blob_id_fkey FOREIGN KEY (blob_id) REFERENCES blob(id),
  constraint stored_file_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES app_user(id)
);

create table sweep_day (
  kind text not null,
  done_on date not null,
  constraint sweep_day_pkey PRIMARY KEY (kind)
);

create table task (
  id bigint not null generated always as identity,
  kind text not null,
  customer_id bigint,
  assignee_id bigint not null,
  subject_key text not null default ''::text,
  message_id bigint,
  contact_id bigint,
  mark_id bigint,
  title text,
  note text,
  detail jsonb not null default '{}'::jsonb,
  due_on date not null,
  due_at timestamp with time zone,
  first_due_on date not null,
  times_moved integer not null default 0,
  state text not null default 'open'::text,
  escalation_level smallint not null default 0,
  created_at timestamp with time zone not null default now(),
  created_by bigint,
  closed_at timestamp with time zone,
  closed_by bigint,
  outcome text,
  close_note text,
  closing_message_id bigint,
  closing_activity_id bigint,
  working_seconds integer,
  escalates_at timestamp with time zone[] not null default ARRAY[NULL::timestamp with time zone, NULL::timestamp with time zone, NULL::timestamp with time zone],
  next_escalation_at timestamp with time zone generated always as (
CASE escalation_level
    WHEN 0 THEN COALESCE(escalates_at[1], escalates_at[2], escalates_at[3])
    WHEN 1 THEN COALESCE(escalates_at[2], escalates_at[3])
    WHEN 2 THEN escalates_at[3]
    ELSE NULL::timestamp with time zone
END),
  given_at timestamp with time zone,
  contact_before timestamp with time zone,
  constraint task_pkey PRIMARY KEY (id),
  constraint task_check CHECK (((state = 'closed'::text) = ((closed_at IS NOT NULL) AND (outcome IS NOT NULL)))),
  constraint task_check2 CHECK (((kind <> 'todo'::text) OR (title IS NOT NULL))),
  constraint task_check3 CHECK (((outcome <> 'dismissed'::text) OR (close_note IS NOT NULL))),
  constraint task_close_note_check CHECK ((length(close_note) <= 2000)),
  constraint task_customer CHECK (((kind = ANY (ARRAY['todo'::text, 'answer'::text])) OR (customer_id IS NOT NULL))),
  constraint task_escalates_at_check CHECK ((cardinality(escalates_at) = 3)),
  constraint task_escalation_level_check CHECK (((escalation_level >= 0) AND (escalation_level <= 3))),
  constraint task_kind_check CHECK ((kind = ANY (ARRAY['follow-up'::text, 'new-customer'::text, 'answer'::text, 'promise'::text, 'address-invalid'::text, 'complaint'::text, 'verify-profile'::text, 'birthday'::text, 'todo'::text]))),
  constraint task_note_check CHECK ((length(note) <= 5000)),
  constraint task_outcome_check CHECK ((outcome = ANY (ARRAY['contacted'::text, 'replied'::text, 'done'::text, 'dismissed'::text, 'kept'::text, 'withdrawn'::text, 'over'::text]))),
  constraint task_state_check CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text]))),
  constraint task_subject_key_check CHECK ((length(subject_key) <= 320)),
  constraint task_title_check CHECK (((length(title) >= 1) AND (length(title) <= 300))),
  constraint task_working_seconds_check CHECK ((working_seconds >= 0)),
  constraint task_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES app_user(id),
  constraint task_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES app_user(id),
  constraint task_closing_activity_id_fkey FOREIGN KEY (closing_activity_id) REFERENCES activity(id) ON DELETE SET NULL,
  constraint task_closing_message_id_fkey FOREIGN KEY (closing_message_id) REFERENCES message(id) ON DELETE SET NULL,
  constraint task_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id) ON DELETE SET NULL,
  constraint task_created_by_fkey FOREIGN KEY (created_by) REFERENCES app_user(id),
  constraint task_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  constraint task_mark_id_fkey FOREIGN KEY (mark_id) REFERENCES mail_mark(id) ON DELETE CASCADE,
  constraint task_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE SET NULL
);
CREATE INDEX task_closed ON public.task USING btree (assignee_id, closed_at DESC, id DESC) WHERE (state = 'closed'::text);
CREATE INDEX task_contact ON public.task USING btree (contact_id) WHERE (contact_id IS NOT NULL);
CREATE INDEX task_escalation ON public.task USING btree (next_escalation_at, id) WHERE ((state = 'open'::text) AND (next_escalation_at IS NOT NULL));
CREATE INDEX task_mark ON public.task USING btree (mark_id) WHERE (mark_id IS NOT NULL);
CREATE INDEX task_message ON public.task USING btree (message_id) WHERE (message_id IS NOT NULL);
CREATE INDEX task_of_assignee ON public.task USING btree (assignee_id, due_on, id) WHERE (state = 'open'::text);
CREATE INDEX task_of_customer ON public.task USING btree (customer_id, due_on, id) WHERE (state = 'open'::text);
CREATE INDEX task_of_thread ON public.task USING btree (subject_key, id DESC) WHERE (kind = ANY (ARRAY['answer'::text, 'promise'::text]));
CREATE UNIQUE INDEX task_once ON public.task USING btree (customer_id, kind, subject_key) WHERE ((state = 'open'::text) AND (kind <> 'todo'::text));
CREATE UNIQUE INDEX task_once_nobodys ON public.task USING btree (kind, subject_key) WHERE ((state = 'open'::text) AND (kind = 'answer'::text) AND (customer_id IS NULL));
CREATE INDEX task_open ON public.task USING btree (due_on, id) WHERE (state = 'open'::text);
CREATE INDEX task_past ON public.task USING btree (customer_id, id DESC);
CREATE INDEX task_unanswered ON public.task USING btree (assignee_id, due_at) WHERE ((state = 'open'::text) AND (kind = 'answer'::text));
CREATE INDEX task_work ON public.task USING btree (closed_at) WHERE ((state = 'closed'::text) AND (kind = ANY (ARRAY['follow-up'::text, 'new-customer'::text])));
CREATE TRIGGER task_answer_settled AFTER UPDATE OF state ON public.task FOR EACH ROW WHEN (((new.kind = 'answer'::text) AND (new.state <> old.state))) EXECUTE FUNCTION note_settled_answer();
CREATE TRIGGER task_gone AFTER DELETE ON public.task REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION task_gone();
CREATE TRIGGER task_raised AFTER INSERT ON public.task REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION task_raised();
CREATE TRIGGER task_search_changed AFTER UPDATE OF state, message_id ON public.task FOR EACH ROW WHEN (((new.kind = 'answer'::text) AND ((old.state IS DISTINCT FROM new.state) OR (old.message_id IS DISTINCT FROM new.message_id)))) EXECUTE FUNCTION search_of_answer();
CREATE TRIGGER task_search_gone AFTER DELETE ON public.task FOR EACH ROW WHEN ((old.kind = 'answer'::text)) EXECUTE FUNCTION search_of_answer();
CREATE TRIGGER task_search_new AFTER INSERT ON public.task FOR EACH ROW WHEN ((new.kind = 'answer'::text)) EXECUTE FUNCTION search_of_answer();
CREATE TRIGGER task_settled AFTER UPDATE ON public.task REFERENCING OLD TABLE AS gone NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION task_settled();

create table task_event (
  id bigint not null generated always as identity,
  task_id bigint not null,
  at timestamp with time zone not null default clock_timestamp(),
  event text not null,
  actor_id bigint,
  detail jsonb not null default '{}'::jsonb,
  constraint task_event_pkey PRIMARY KEY (id),
  constraint task_event_event_check CHECK ((event = ANY (ARRAY['put-off'::text, 'moved'::text, 'assigned'::text, 'noted'::text, 'escalated'::text, 'closed'::text, 'reopened'::text]))),
  constraint task_event_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES app_user(id),
  constraint task_event_task_id_fkey FOREIGN KEY (task_id) REFERENCES task(id) ON DELETE CASCADE
);
CREATE INDEX task_event_of_task ON public.task_event USING btree (task_id, id);
CREATE INDEX task_event_work ON public.task_event USING btree (at) WHERE (event = 'put-off'::text);

create table thread (
  id bigint not null generated always as identity,
  created_at timestamp with time zone not null default now(),
  constraint thread_pkey PRIMARY KEY (id)
);

create table thread_ref (
  ref_hash bytea not null,
  thread_id bigint not null,
  constraint thread_ref_pkey PRIMARY KEY (ref_hash),
  constraint thread_ref_ref_hash_check CHECK ((length(ref_hash) = 16)),
  constraint thread_ref_thread_id_fkey FOREIGN KEY (thread_id) REFERENCES thread(id)
);
CREATE INDEX thread_ref_thread ON public.thread_ref USING btree (thread_id);

create table timeline_entry (
  id bigint not null generated always as identity,
  customer_id bigint not null,
  occurred_at timestamp with time zone not null,
  kind text not null,
  direction text,
  message_id bigint,
  actor_id bigint,
  created_at timestamp with time zone not null default now(),
  activity_id bigint,
  event text,
  detail jsonb,
  constraint timeline_entry_pkey PRIMARY KEY (id),
  constraint timeline_entry_kind_check CHECK ((((kind = 'mail'::text) AND (message_id IS NOT NULL)) OR ((kind = 'activity'::text) AND (activity_id IS NOT NULL)) OR ((kind = 'event'::text) AND (event IS NOT NULL)))),
  constraint timeline_entry_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activity(id) ON DELETE CASCADE,
  constraint timeline_entry_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES app_user(id),
  constraint timeline_entry_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  constraint timeline_entry_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX timeline_entry_activity ON public.timeline_entry USING btree (activity_id) WHERE (activity_id IS NOT NULL);
CREATE INDEX timeline_entry_actor ON public.timeline_entry USING btree (customer_id, actor_id, occurred_at, id) INCLUDE (direction, message_id) WHERE ((actor_id IS NOT NULL) AND (kind = 'mail'::text));
CREATE UNIQUE INDEX timeline_entry_message ON public.timeline_entry USING btree (message_id, customer_id) WHERE (message_id IS NOT NULL);
CREATE INDEX timeline_entry_other ON public.timeline_entry USING btree (customer_id, occurred_at DESC, id DESC) INCLUDE (kind, direction) WHERE (kind <> 'mail'::text);
CREATE INDEX timeline_entry_page ON public.timeline_entry USING btree (customer_id, occurred_at DESC, id DESC) INCLUDE (kind, direction, message_id);
CREATE INDEX timeline_entry_work ON public.timeline_entry USING btree (actor_id, occurred_at) INCLUDE (message_id, customer_id) WHERE ((kind = 'mail'::text) AND (direction = 'outbound'::text) AND (actor_id IS NOT NULL));
CREATE TRIGGER timeline_entry_added AFTER INSERT ON public.timeline_entry REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION timeline_entry_added();
CREATE TRIGGER timeline_entry_answers AFTER INSERT ON public.timeline_entry REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_answer_leads();
CREATE TRIGGER timeline_entry_answers_gone AFTER DELETE ON public.timeline_entry REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION note_gone_answers();
CREATE TRIGGER timeline_entry_answers_moved AFTER UPDATE ON public.timeline_entry REFERENCING OLD TABLE AS gone NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_moved_answers();
CREATE TRIGGER timeline_entry_author BEFORE INSERT OR UPDATE OF direction ON public.timeline_entry FOR EACH ROW WHEN (((new.kind = 'mail'::text) AND (new.direction = 'outbound'::text) AND (new.actor_id IS NULL))) EXECUTE FUNCTION enter_author();
CREATE TRIGGER timeline_entry_changed AFTER UPDATE ON public.timeline_entry REFERENCING OLD TABLE AS gone NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION timeline_entry_changed();
CREATE TRIGGER timeline_entry_files AFTER INSERT ON public.timeline_entry REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION list_entry_files();
CREATE TRIGGER timeline_entry_files_moved AFTER UPDATE ON public.timeline_entry REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION move_entry_files();
CREATE TRIGGER timeline_entry_gone AFTER DELETE ON public.timeline_entry REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION timeline_entry_gone();
CREATE TRIGGER timeline_entry_leads AFTER INSERT ON public.timeline_entry REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_mail_leads();

create table totp (
  user_id bigint not null,
  secret_key_id text not null,
  secret bytea not null,
  created_at timestamp with time zone not null default now(),
  confirmed_at timestamp with time zone,
  last_step bigint,
  constraint totp_pkey PRIMARY KEY (user_id),
  constraint totp_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);

create table unified_item (
  id bigint not null generated always as identity,
  message_id bigint not null,
  account_id bigint not null,
  blob_id bigint not null,
  occurred_at timestamp with time zone not null,
  state text not null,
  kind text,
  reason text,
  author_id bigint,
  customer_cards integer not null default 0,
  contact_cards integer not null default 0,
  faults jsonb not null default '[]'::jsonb,
  tags text[] not null default '{}'::text[],
  terms text[] not null default '{}'::text[],
  attempts integer not null default 0,
  next_attempt_at timestamp with time zone not null default now(),
  lease_until timestamp with time zone,
  error_detail text,
  created_at timestamp with time zone not null default now(),
  processed_at timestamp with time zone,
  constraint unified_item_message_id_key UNIQUE (message_id),
  constraint unified_item_pkey PRIMARY KEY (id),
  constraint unified_item_kind_check CHECK ((kind = ANY (ARRAY['card-customer'::text, 'card-contact'::text, 'market-information'::text, 'forwarded'::text]))),
  constraint unified_item_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'filed'::text, 'refused'::text, 'unverified'::text, 'ignored'::text, 'unreadable'::text, 'failed'::text]))),
  constraint unified_item_account_id_fkey FOREIGN KEY (account_id) REFERENCES mail_account(id),
  constraint unified_item_author_id_fkey FOREIGN KEY (author_id) REFERENCES app_user(id),
  constraint unified_item_blob_id_fkey FOREIGN KEY (blob_id) REFERENCES blob(id),
  constraint unified_item_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE CASCADE
);
CREATE INDEX unified_item_author ON public.unified_item USING btree (author_id, occurred_at DESC, id DESC) WHERE (author_id IS NOT NULL);
CREATE INDEX unified_item_due ON public.unified_item USING btree (next_attempt_at) WHERE (state = 'waiting'::text);
CREATE INDEX unified_item_kind ON public.unified_item USING btree (kind, occurred_at DESC, id DESC) WHERE (kind IS NOT NULL);
CREATE INDEX unified_item_page ON public.unified_item USING btree (occurred_at DESC, id DESC);
CREATE INDEX unified_item_problem ON public.unified_item USING btree (occurred_at DESC, id DESC) WHERE (state = ANY (ARRAY['refused'::text, 'unverified'::text, 'unreadable'::text, 'failed'::text]));
CREATE INDEX unified_item_tags ON public.unified_item USING gin (tags) WHERE (tags <> '{}'::text[]);
CREATE INDEX unified_item_terms ON public.unified_item USING gin (terms) WHERE (terms <> '{}'::text[]);
CREATE TRIGGER unified_item_search AFTER UPDATE OF kind, state ON public.unified_item FOR EACH ROW WHEN (((old.kind IS DISTINCT FROM new.kind) OR (old.state IS DISTINCT FROM new.state))) EXECUTE FUNCTION search_of_information();

create table unified_link (
  id bigint not null generated always as identity,
  item_id bigint not null,
  customer_id bigint,
  competitor_id bigint,
  how text not null,
  evidence text,
  state text not null,
  decided_by bigint,
  decided_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint unified_link_pkey PRIMARY KEY (id),
  constraint unified_link_check CHECK (((customer_id IS NULL) <> (competitor_id IS NULL))),
  constraint unified_link_how_check CHECK ((how = ANY (ARRAY['card'::text, 'forwarded'::text, 'named'::text, 'by-hand'::text]))),
  constraint unified_link_state_check CHECK ((state = ANY (ARRAY['linked'::text, 'proposed'::text, 'removed'::text]))),
  constraint unified_link_competitor_id_fkey FOREIGN KEY (competitor_id) REFERENCES competitor(id) ON DELETE CASCADE,
  constraint unified_link_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  constraint unified_link_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES app_user(id),
  constraint unified_link_item_id_fkey FOREIGN KEY (item_id) REFERENCES unified_item(id) ON DELETE CASCADE
);
CREATE INDEX unified_link_competitor ON public.unified_link USING btree (competitor_id, item_id) WHERE (competitor_id IS NOT NULL);
CREATE UNIQUE INDEX unified_link_competitor_once ON public.unified_link USING btree (item_id, competitor_id) WHERE (competitor_id IS NOT NULL);
CREATE INDEX unified_link_customer ON public.unified_link USING btree (customer_id, item_id) WHERE (customer_id IS NOT NULL);
CREATE UNIQUE INDEX unified_link_customer_once ON public.unified_link USING btree (item_id, customer_id) WHERE (customer_id IS NOT NULL);
CREATE TRIGGER unified_link_search AFTER INSERT OR DELETE OR UPDATE OF customer_id, state ON public.unified_link FOR EACH ROW EXECUTE FUNCTION search_of_information_link();

create table unified_mailbox (
  account_id bigint not null,
  since timestamp with time zone not null default now(),
  authserv_ids text[] not null default '{}'::text[],
  trusts_unmarked boolean not null default false,
  constraint unified_mailbox_pkey PRIMARY KEY (account_id),
  constraint unified_mailbox_account_id_fkey FOREIGN KEY (account_id) REFERENCES mail_account(id)
);
