/** The statements that make a company's customers and their timelines; `$1` and `$2` are the first and the last id. */
export const SALESPEOPLE = 300;
export const DEPARTMENTS = 10;
/** Mails of which the timelines are made: one stands on many of them. */
const MESSAGES = 200_000;

/** Numbers that look drawn and are the same each time: `pick(n, salt, of)` is 0 … of − 1. */
export const FUNCTIONS = `
  create or replace function pg_temp.pick(n bigint, salt int, of_ int) returns int language sql immutable as
    $$ select mod(abs(hashint8extended(n, salt)), of_)::int $$;
  create or replace function pg_temp.syllables(seed bigint, salt int) returns text language sql immutable as $$
    select string_agg((array['ba','ren','tol','vik','dor','mas','lin','gar','pe','hu','sta','kor','mi','zel','ran','bo','ter','nus','fi','lo',
      'gra','sen','da','vo','ki','mar','tel','ur','wen','shi','jo','pra'])[1 + pg_temp.pick(seed, salt + i, 32)], '' order by i)
    from generate_series(1, 2 + pg_temp.pick(seed, salt, 3)) i $$;
  create or replace function pg_temp.hanzi(seed bigint, many int) returns text language sql immutable as $$
    select string_agg(substr('华强电子宏达瑞丰天地金银铜铁钢江河湖海山林木石光明远大永安兴盛荣昌泰和顺利德信义诚恒通达佳美丽新星月日升东南西北中龙凤虎马鹏飞云风雨雪春夏秋冬红黄蓝绿白',
      1 + pg_temp.pick(seed, 500 + i, 76), 1), '' order by i) from generate_series(1, many) i $$;`;

/** What few filters ask for, and the free texts: column and value, of the customer `n`. */
export const REST: readonly (readonly [column: string, value: string])[] = [
  [
    'scale',
    "case when pg_temp.pick(n, 31, 3) > 0 then (array['1-9','10-49','50-199','200-499','500+'])[1 + pg_temp.pick(n, 32, 5)] end",
  ],
  [
    'language',
    "case when pg_temp.pick(n, 33, 4) > 0 then (array['en','en','de','es','fr','pt','ru','ar'])[1 + pg_temp.pick(n, 34, 8)] end",
  ],
  [
    'preferred_channel',
    "case when pg_temp.pick(n, 35, 5) = 0 then (array['email','whatsapp','wechat','phone'])[1 + pg_temp.pick(n, 36, 4)] end",
  ],
  [
    'custom',
    `case when pg_temp.pick(n, 37, 2) = 0 then jsonb_build_object('port', 'Port ' || pg_temp.pick(n, 38, 60)) else '{}' end
      || case when pg_temp.pick(n, 39, 400) > 0 then jsonb_build_object('inspected', pg_temp.pick(n, 40, 2) = 0) else '{}' end`,
  ],
  [
    'address',
    `case when pg_temp.pick(n, 41, 3) > 0 then 1 + pg_temp.pick(n, 42, 200) || ' ' || initcap(pg_temp.syllables(pg_temp.pick(n, 43, 5000), 150)) ||
      (array[' Street',' Road',' Industrial Park',' Avenue'])[1 + pg_temp.pick(n, 44, 4)] || ', ' || initcap(pg_temp.syllables(pg_temp.pick(n, 6, 2000), 70)) end`,
  ],
  [
    'evaluation',
    `case when pg_temp.pick(n, 45, 5) = 0 then (array['Good quality, price too high','Wants better packing','Delivery was late twice',
      'Prefers our finish to others','Samples were fine','Complains of rust','Asks for certificates','质量好，价格偏高','包装需要改进','交期太长'])[1 + pg_temp.pick(n, 46, 10)]
      || '. ' || initcap(pg_temp.syllables(n, 160)) || ' compared us with ' || initcap(pg_temp.syllables(pg_temp.pick(n, 47, 300), 170)) end`,
  ],
  [
    'usage_note',
    "case when pg_temp.pick(n, 48, 20) = 0 then 'For ' || pg_temp.syllables(pg_temp.pick(n, 49, 400), 180) || ' in ' || pg_temp.syllables(n, 190) end",
  ],
  [
    'note',
    `case when pg_temp.pick(n, 50, 4) = 0 then 'Met at booth ' || pg_temp.pick(n, 51, 900) || ', speaks of ' || pg_temp.syllables(n, 210) || ' and ' ||
      pg_temp.syllables(pg_temp.pick(n, 52, 1000), 220) || (array['; call in the morning','; wants a discount','; buys twice a year','; 老客户介绍'])[1 + pg_temp.pick(n, 53, 4)] end`,
  ],
  [
    'suppliers',
    `case when pg_temp.pick(n, 54, 6) = 0 then array['Supplier ' || pg_temp.pick(n, 55, 400)]
      || case when pg_temp.pick(n, 56, 3) = 0 then array['Works ' || pg_temp.pick(n, 57, 5000)] else '{}' end else '{}' end`,
  ],
  // Whoever has no number of the PARTS below.
  ['lacks', "case when pg_temp.pick(n, 58, 9) = 0 then array['phone'] else '{}' end"],
];

export const CUSTOMER = `
  insert into customer (name, local_name, country, region, city, grade, stage, relationship_type, key_account, source, batch_id,
    business_type, tags, products_of_interest, completeness, owner_id, created_at, verified_at, next_contact_on, archived_at,
    last_entry_at, last_inbound_at, last_outbound_at, last_contact_at,
    ${REST.map(([column]) => column).join(', ')})
  select initcap(pg_temp.syllables(n / 3, 10)) || ' ' || initcap(pg_temp.syllables(n, 40)) || ' ' ||
      (array['Trading','Industrial','Tools','Pumps','Textiles','Lighting','Import Export','Hardware','Foods','Medical'])[1 + pg_temp.pick(n, 1, 10)] ||
      (array[' Ltd',' GmbH',' S.A.',' Inc',' Co., Ltd.',' B.V.',' SRL',''])[1 + pg_temp.pick(n, 2, 8)],
    case when pg_temp.pick(n, 3, 10) < 3 then pg_temp.hanzi(n, 4) || '有限公司' end,
    (array['US','DE','GB','FR','IT','ES','BR','MX','IN','RU','AE','SA','TR','PL','NL','AU','JP','KR','VN','TH','ID','ZA','NG','EG','CL','PE','CO','SE','NO','DK'])
      [1 + floor(30 * power(pg_temp.pick(n, 4, 1000) / 1000.0, 2))::int],
    'Region ' || pg_temp.pick(n, 5, 200), initcap(pg_temp.syllables(pg_temp.pick(n, 6, 2000), 70)),
    (array['A','B','B','C','C','C','C','D','D',null])[1 + pg_temp.pick(n, 7, 10)],
    (array['target','target','target','first-contact','first-contact','negotiation','agreement','contract','delivery','after-sales'])[1 + pg_temp.pick(n, 8, 10)],
    (array['vendor','preferred-supplier','partner','strategic-alliance',null,null])[1 + pg_temp.pick(n, 9, 6)],
    pg_temp.pick(n, 10, 20) = 0,
    (array['Canton Fair','Alibaba','Global Sources','Website','Referral','Made-in-China','Cold letter'])[1 + pg_temp.pick(n, 11, 7)],
    1 + pg_temp.pick(n, 12, 100), (array['Importer','Wholesaler','Retailer','Agent','Manufacturer'])[1 + pg_temp.pick(n, 13, 5)],
    case when pg_temp.pick(n, 14, 3) = 0 then array['tag' || pg_temp.pick(n, 15, 300), 'tag' || pg_temp.pick(n, 16, 300)] else '{}' end,
    array['product ' || pg_temp.pick(n, 17, 500)], 10 + pg_temp.pick(n, 18, 90),
    case when pg_temp.pick(n, 19, 50) > 0 then (select min(id) from app_user where role = 'salesperson') + pg_temp.pick(n, 20, ${SALESPEOPLE}) end,
    made, case when pg_temp.pick(n, 22, 2) = 0 then made + (now() - made) * (pg_temp.pick(n, 23, 100) / 100.0) end,
    case when pg_temp.pick(n, 19, 50) > 0 and pg_temp.pick(n, 26, 100) > 0 then current_date + pg_temp.pick(n, 25, 90) - 30 end,
    case when pg_temp.pick(n, 26, 100) = 0 then now() end,
    newest, newest - interval '1 day', case when written then newest end, case when written then newest end,
    ${REST.map(([, value]) => value).join(',\n    ')}
  from (
    select n, made, made + (now() - made) * (pg_temp.pick(n, 27, 1000) / 1000.0) as newest, pg_temp.pick(n, 28, 10) > 0 as written
    from (select n, now() - interval '4 years' + interval '1 second' * pg_temp.pick(n, 21, 120000000) as made
      from generate_series($1::bigint, $2::bigint) n) drawn
  ) dated`;

export const PARTS = [
  `insert into contact (customer_id, name, title, is_main)
    select id, initcap(pg_temp.syllables(id, 100)) || ' ' || initcap(pg_temp.syllables(id, 130)), 'Buyer', true
    from customer where id between $1 and $2`,
  `insert into contact_address (address, contact_id, customer_id)
    select pg_temp.syllables(customer_id, 100) || customer_id || '@' || case when pg_temp.pick(customer_id, 200, 3) = 0 then 'gmail.com'
      else 'c' || customer_id || '.example' end, id, customer_id from contact where customer_id between $1 and $2`,
  `insert into contact_channel (contact_id, customer_id, kind, value, normal)
    select id, customer_id, 'phone', number, number from (
      select id, customer_id, '86' || (13000000000 + abs(hashint8extended(customer_id, 201)) % 1000000000)::text as number
      from contact where customer_id between $1 and $2 and pg_temp.pick(customer_id, 58, 9) > 0) numbered`,
  `insert into customer_domain (domain, customer_id)
    select 'c' || id || '.example', id from customer where id between $1 and $2 and pg_temp.pick(id, 200, 3) = 1`,
  `insert into customer_collaborator (user_id, customer_id)
    select (select min(id) from app_user where role = 'salesperson') + pg_temp.pick(id, 202, ${SALESPEOPLE}), id
    from customer where id between $1 and $2 and pg_temp.pick(id, 203, 33) = 0`,
  `insert into customer_supplier (customer_id, name)
    select c.id, s.name from customer c, unnest(c.suppliers) as s (name) where c.id between $1 and $2`,
  `insert into own_key_set (word, part, keys)
    select distinct s.word, s.part, s.keys from customer c, own_key_sets(c.custom) s
    where c.id between $1 and $2 and s.keys <> '{}' on conflict do nothing`,
];

/** What a trigger keeps while the product runs. */
export const DUE = `insert into follow_up_due (customer_id, assignee_id, due_on, raised, since, grade)
    select id, owner_id, next_contact_on, false, coalesce(last_contact_at, owned_since), grade
    from customer where id between $1 and $2 and next_contact_on is not null`;

/** When the indexes are there that it looks up contacts by. */
export const TEXTS =
  'insert into customer_text select * from customer_texts(array(select generate_series($1::bigint, $2::bigint)))';

export const ENTRIES = (each: number) => `
  insert into timeline_entry (customer_id, occurred_at, kind, direction, message_id, event, detail)
  select c.id, c.last_entry_at - (c.last_entry_at - c.created_at) * (i / ${each}.0),
    case when i % 10 = 9 then 'event' else 'mail' end,
    case when i % 10 = 9 then null when i % 2 = 0 then 'outbound' else 'inbound' end,
    case when i % 10 = 9 then null else 1 + mod(c.id * ${each} + i, ${MESSAGES}) end,
    case when i % 10 = 9 then 'grade-changed' end, case when i % 10 = 9 then '{"from":"C","to":"B","reason":null}'::jsonb end
  from customer c, generate_series(0, ${each - 1}) i where c.id between $1 and $2`;

export const GROUND = `
  insert into department (name) select 'Department ' || n from generate_series(1, ${DEPARTMENTS}) n;
  insert into app_user (email, name, role) values ('owner@bench.example', 'Owner', 'owner');
  insert into app_user (email, name, role, department_id)
    select 'manager' || n || '@bench.example', 'Manager ' || n, 'manager', n from generate_series(1, ${DEPARTMENTS}) n;
  insert into app_user (email, name, role, department_id)
    select 'sales' || n || '@bench.example', 'Sales ' || n, 'salesperson', 1 + n % ${DEPARTMENTS} from generate_series(1, ${SALESPEOPLE}) n;
  insert into batch (name, kind) select 'Fair ' || n, 'trade-fair' from generate_series(1, 100) n;
  insert into thread default values;
  insert into blob (sha256, size, stored_size, codec) select sha256(n::text::bytea), 1, 1, 'raw' from generate_series(1, ${MESSAGES}) n;
  insert into address (address, domain) select 'person' || n || '@firm.example', 'firm.example' from generate_series(1, 1000) n;
  insert into message (fingerprint, blob_id, thread_id, subject, occurred_at, direction, preview, size, parse_tier, from_address, from_name)
    select sha256(n::text::bytea), n, 1, 'Offer for ' || pg_temp.syllables(n, 300) || ' no. ' || n, now() - n * interval '10 minutes',
      case when n % 2 = 0 then 'outbound' else 'inbound' end, repeat('Dear sirs, thank you for your offer. ', 5), 20000, 'full',
      'person' || 1 + n % 1000 || '@firm.example', 'Person ' || n % 1000 from generate_series(1, ${MESSAGES}) n;
  insert into message_address (message_id, role, position, address_id)
    select n, role, 0, 1 + (n * k) % 1000 from generate_series(1, ${MESSAGES}) n, (values ('from', 1), ('to', 7)) as r(role, k);`;
