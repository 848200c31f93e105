-- The customer's record whole: products, other suppliers, fields of the company's own, the next contact, and the
-- calendars of countries.

alter table customer
  add column products_of_interest text[] not null default '{}',
  add column products_in_use      text[] not null default '{}',
  -- How and where they are used.
  add column usage_note           text,
  -- When the present grade was given; a review before it was of another grade.
  add column grade_at             timestamptz,
  -- The day of the next contact, in the company's time zone; manual: a person has set it.
  add column next_contact_on      date,
  add column next_contact_manual  boolean not null default false;
create index customer_products on customer using gin (products_of_interest);
create index customer_awaiting_review on customer (grade_at desc, id desc)
  where grade = 'A' and archived_at is null and merged_into_id is null and (reviewed_at is null or reviewed_at < grade_at);
create index customer_next_contact on customer (owner_id, next_contact_on, id)
  where archived_at is null and merged_into_id is null and next_contact_on is not null;

-- From whom else the customer buys.
create table customer_supplier (
  id            bigint generated always as identity primary key,
  customer_id   bigint not null references customer on delete cascade,
  name          text not null check (length(name) between 1 and 300),
  -- Where the supplier is a known competitor of ours.
  competitor_id bigint references competitor on delete set null,
  product       text,
  since_on      date,
  until_on      date,
  note          text,
  created_by    bigint references app_user,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  check (until_on is null or since_on is null or until_on >= since_on)
);
create index customer_supplier_customer on customer_supplier (customer_id, id);
create index customer_supplier_competitor on customer_supplier (competitor_id) where competitor_id is not null;

-- Fields that the company adds to the record; their values stand in customer.custom under `key`.
create table custom_field (
  id          bigint generated always as identity primary key,
  key         text not null unique check (key ~ '^[a-z][a-z0-9_]{0,39}$'),
  kind        text not null check (kind in ('text', 'number', 'date', 'yes-no', 'choice')),
  label_en    text not null check (length(label_en) between 1 and 100),
  label_zh    text not null check (length(label_zh) between 1 and 100),
  -- For a choice: [{key, en, zh}].
  choices     jsonb not null default '[]',
  position    int not null default 0,
  created_by  bigint references app_user,
  created_at  timestamptz not null default now(),
  -- No longer asked for; what was entered stays.
  archived_at timestamptz
);

-- ---------------------------------------------------------------- calendars

create table country_calendar (
  -- ISO 3166-1 alpha-2.
  country    text primary key check (country ~ '^[A-Z]{2}$'),
  -- Days off, ISO 8601: 1 is Monday.
  weekend    smallint[] not null check (weekend <@ '{1,2,3,4,5,6,7}'),
  updated_by bigint references app_user,
  updated_at timestamptz not null default now()
);

create table holiday (
  id      bigint generated always as identity primary key,
  country text not null check (country ~ '^[A-Z]{2}$'),
  day     date not null,
  -- On this day of every year, from that of `day` on.
  yearly  boolean not null default false,
  name_en text not null check (length(name_en) between 1 and 100),
  name_zh text not null check (length(name_zh) between 1 and 100),
  -- makeup: a day of a weekend on which people work for one that was moved.
  kind    text not null check (kind in ('holiday', 'makeup')),
  unique (country, day),
  check (not yearly or (kind = 'holiday' and to_char(day, 'MM-DD') <> '02-29'))
);

-- Weekends: Unicode CLDR 48, supplemental data "weekData"; Bangladesh by its government's working week of Sunday to
-- Thursday, for which CLDR has no entry of its own.
insert into country_calendar (country, weekend) values
  ('AE', '{6,7}'), ('AR', '{6,7}'), ('AT', '{6,7}'), ('AU', '{6,7}'), ('BD', '{5,6}'), ('BE', '{6,7}'),
  ('BG', '{6,7}'), ('BH', '{5,6}'), ('BR', '{6,7}'), ('CA', '{6,7}'), ('CH', '{6,7}'), ('CL', '{6,7}'),
  ('CN', '{6,7}'), ('CO', '{6,7}'), ('CZ', '{6,7}'), ('DE', '{6,7}'), ('DK', '{6,7}'), ('DZ', '{5,6}'),
  ('EC', '{6,7}'), ('EE', '{6,7}'), ('EG', '{5,6}'), ('ES', '{6,7}'), ('ET', '{6,7}'), ('FI', '{6,7}'),
  ('FR', '{6,7}'), ('GB', '{6,7}'), ('GH', '{6,7}'), ('GR', '{6,7}'), ('HK', '{6,7}'), ('HU', '{6,7}'),
  ('ID', '{6,7}'), ('IE', '{6,7}'), ('IL', '{5,6}'), ('IN', '{7}'), ('IQ', '{5,6}'), ('IR', '{5}'),
  ('IT', '{6,7}'), ('JO', '{5,6}'), ('JP', '{6,7}'), ('KE', '{6,7}'), ('KR', '{6,7}'), ('KW', '{5,6}'),
  ('KZ', '{6,7}'), ('LK', '{6,7}'), ('LT', '{6,7}'), ('LU', '{6,7}'), ('LV', '{6,7}'), ('MA', '{6,7}'),
  ('MO', '{6,7}'), ('MX', '{6,7}'), ('MY', '{6,7}'), ('NG', '{6,7}'), ('NL', '{6,7}'), ('NO', '{6,7}'),
  ('NZ', '{6,7}'), ('OM', '{5,6}'), ('PE', '{6,7}'), ('PH', '{6,7}'), ('PK', '{6,7}'), ('PL', '{6,7}'),
  ('PT', '{6,7}'), ('QA', '{5,6}'), ('RO', '{6,7}'), ('RU', '{6,7}'), ('SA', '{5,6}'), ('SE', '{6,7}'),
  ('SG', '{6,7}'), ('SK', '{6,7}'), ('TH', '{6,7}'), ('TN', '{6,7}'), ('TR', '{6,7}'), ('TW', '{6,7}'),
  ('UA', '{6,7}'), ('US', '{6,7}'), ('UZ', '{6,7}'), ('VN', '{6,7}'), ('ZA', '{6,7}');

-- Days off on the same date of every year, fixed by law; movable ones are for the administrator to import. Dates: the
-- open data set "holidays" 0.105 (python), which cites each country's law; only those in it for every year 2021-2032.
insert into holiday (country, day, yearly, name_en, name_zh, kind)
select country, '2026-01-01', true, 'New Year''s Day', '元旦', 'holiday'
from unnest(string_to_array('AE AR AT AU BE BG BH BR CA CH CL CO CZ DE DK DZ EC EE ES FI FR GB GH GR HU ID IE IT JO JP KE KR KW KZ LT LU LV MA MX NG NL NO NZ PE PH PL PT RO RU SE SG SK TH TN TR US UZ VN ZA', ' ')) as country;
insert into holiday (country, day, yearly, name_en, name_zh, kind)
select country, '2026-05-01', true, 'Labour Day', '劳动节', 'holiday'
from unnest(string_to_array('AR AT BD BE BG BH BR CL CO CZ DE DZ EC EE EG ES FI FR GH GR HU ID IT JO KE KR KZ LT LU LV MA MX MY NG NO PE PH PK PL PT RO RU SE SG SK TH TN TR VN ZA', ' ')) as country;
insert into holiday (country, day, yearly, name_en, name_zh, kind)
select country, '2026-12-25', true, 'Christmas Day', '圣诞节', 'holiday'
from unnest(string_to_array('AR AT AU BD BE BG BR CA CH CL CO CZ DE DK EC EE ES FI FR GB GH GR HU ID IE IN IT JO KE KR LT LU LV MX MY NG NL NO NZ PE PH PL PT RO SE SG SK US ZA', ' ')) as country;
insert into holiday (country, day, yearly, name_en, name_zh, kind)
select split_part(line, ' ', 1), ('2026-' || split_part(line, ' ', 2))::date, true,
  split_part(substr(line, 10), '|', 1), split_part(line, '|', 2), 'holiday'
from regexp_split_to_table($days$US 07-04 Independence Day|独立日
US 06-19 Juneteenth|六月节
US 11-11 Veterans Day|退伍军人节
CA 07-01 Canada Day|加拿大国庆日
MX 09-16 Independence Day|独立日
BR 04-21 Tiradentes' Day|蒂拉登特斯日
BR 09-07 Independence Day|独立日
BR 11-15 Republic Day|共和国日
AR 05-25 May Revolution Day|五月革命日
AR 07-09 Independence Day|独立日
CL 05-21 Navy Day|海军日
CL 09-18 Independence Day|独立日
CL 09-19 Army Day|陆军日
CO 07-20 Independence Day|独立日
CO 08-07 Battle of Boyacá|博亚卡战役纪念日
PE 07-28 Independence Day|独立日
PE 07-29 Great Military Parade Day|阅兵日
EC 08-10 Independence of Quito|基多独立日
GB 12-26 Boxing Day|节礼日
IE 03-17 Saint Patrick's Day|圣帕特里克节
FR 05-08 Victory Day|二战胜利日
FR 07-14 National Day|法国国庆日
FR 08-15 Assumption Day|圣母升天节
FR 11-01 All Saints' Day|诸圣节
FR 11-11 Armistice Day|停战纪念日
DE 10-03 German Unity Day|德国统一日
DE 12-26 Second Day of Christmas|圣诞节次日
NL 12-26 Second Day of Christmas|圣诞节次日
BE 07-21 National Day|比利时国庆日
LU 06-23 National Day|卢森堡国庆日
CH 08-01 National Day|瑞士国庆日
AT 10-26 National Day|奥地利国庆日
IT 04-25 Liberation Day|解放日
IT 06-02 Republic Day|共和国日
IT 08-15 Assumption Day|圣母升天节
ES 10-12 National Day|西班牙国庆日
ES 12-06 Constitution Day|宪法日
PT 04-25 Freedom Day|自由日
PT 06-10 Portugal Day|葡萄牙国庆日
PL 05-03 Constitution Day|宪法日
PL 11-11 Independence Day|独立日
CZ 10-28 Independent Czechoslovak State Day|捷克斯洛伐克独立日
SK 08-29 National Uprising Day|民族起义日
HU 03-15 National Day|匈牙利国庆日
HU 08-20 State Foundation Day|建国日
RO 12-01 National Day|罗马尼亚国庆日
BG 03-03 Liberation Day|解放日
GR 03-25 Independence Day|独立日
GR 10-28 Ohi Day|说不日
SE 06-06 National Day|瑞典国庆日
NO 05-17 Constitution Day|宪法日
FI 12-06 Independence Day|独立日
EE 02-24 Independence Day|独立日
LV 11-18 Republic Day|共和国日
LT 02-16 State Restoration Day|国家重建日
KZ 10-25 Republic Day|共和国日
KZ 12-16 Independence Day|独立日
UZ 09-01 Independence Day|独立日
RU 05-09 Victory Day|胜利日
RU 06-12 Russia Day|俄罗斯日
RU 11-04 Unity Day|民族统一日
TR 04-23 National Sovereignty and Children's Day|国家主权和儿童日
TR 10-29 Republic Day|共和国日
SA 02-22 Founding Day|建国日
SA 09-23 National Day|沙特国庆日
AE 12-02 National Day|阿联酋国庆日
AE 12-03 National Day|阿联酋国庆日
QA 12-18 National Day|卡塔尔国庆日
KW 02-25 National Day|科威特国庆日
KW 02-26 Liberation Day|解放日
BH 12-16 National Day|巴林国庆日
BH 12-17 National Day|巴林国庆日
OM 11-20 National Day|阿曼国庆日
JO 05-25 Independence Day|独立日
EG 07-23 Revolution Day|七月革命日
EG 10-06 Armed Forces Day|建军节
MA 07-30 Throne Day|登基日
MA 11-18 Independence Day|独立日
DZ 07-05 Independence Day|独立日
DZ 11-01 Revolution Day|革命日
TN 03-20 Independence Day|独立日
TN 07-25 Republic Day|共和国日
NG 10-01 National Day|尼日利亚国庆日
KE 12-12 Jamhuri Day|独立日
GH 03-06 Independence Day|独立日
ZA 04-27 Freedom Day|自由日
ZA 09-24 Heritage Day|遗产日
IN 01-26 Republic Day|共和国日
IN 08-15 Independence Day|独立日
IN 10-02 Gandhi's Birthday|甘地诞辰日
PK 03-23 Pakistan Day|巴基斯坦日
PK 08-14 Independence Day|独立日
PK 12-25 Quaid-e-Azam Day|国父诞辰日
BD 02-21 International Mother Language Day|国际母语日
BD 03-26 Independence Day|独立日
BD 12-16 Victory Day|胜利日
TH 04-13 Songkran|宋干节
TH 04-14 Songkran|宋干节
TH 04-15 Songkran|宋干节
TH 12-05 National Day|泰国国庆日
VN 04-30 Reunification Day|统一日
VN 09-02 National Day|越南国庆日
ID 08-17 Independence Day|独立日
MY 08-31 National Day|马来西亚国庆日
MY 09-16 Malaysia Day|马来西亚日
SG 08-09 National Day|新加坡国庆日
PH 06-12 Independence Day|独立日
PH 12-30 Rizal Day|黎刹日
JP 02-11 Foundation Day|建国纪念日
JP 04-29 Showa Day|昭和日
JP 05-03 Constitution Day|宪法纪念日
JP 05-04 Greenery Day|绿之日
JP 05-05 Children's Day|儿童节
JP 11-03 Culture Day|文化日
JP 11-23 Labour Thanksgiving Day|勤劳感谢日
KR 03-01 Independence Movement Day|三一节
KR 08-15 Liberation Day|光复节
KR 10-03 National Foundation Day|开天节
AU 01-26 Australia Day|澳大利亚国庆日
AU 04-25 Anzac Day|澳新军团日
NZ 02-06 Waitangi Day|怀唐伊日
NZ 04-25 Anzac Day|澳新军团日$days$, '\n') as line;

-- China, 2026: notice of the General Office of the State Council of 4 November 2025 (国务院办公厅关于2026年部分节假日安排的通知).
insert into holiday (country, day, name_en, name_zh, kind)
select 'CN', day::date, name_en, name_zh, 'holiday'
from (values
  (date '2026-01-01', date '2026-01-03', 'New Year''s Day', '元旦'),
  (date '2026-02-15', date '2026-02-23', 'Spring Festival', '春节'),
  (date '2026-04-04', date '2026-04-06', 'Qingming Festival', '清明节'),
  (date '2026-05-01', date '2026-05-05', 'Labour Day', '劳动节'),
  (date '2026-06-19', date '2026-06-21', 'Dragon Boat Festival', '端午节'),
  (date '2026-09-25', date '2026-09-27', 'Mid-Autumn Festival', '中秋节'),
  (date '2026-10-01', date '2026-10-07', 'National Day', '国庆节')
) as off (first, last, name_en, name_zh), generate_series(first, last, interval '1 day') as day;
insert into holiday (country, day, name_en, name_zh, kind) values
  ('CN', '2026-01-04', 'New Year''s Day', '元旦', 'makeup'),
  ('CN', '2026-02-14', 'Spring Festival', '春节', 'makeup'),
  ('CN', '2026-02-28', 'Spring Festival', '春节', 'makeup'),
  ('CN', '2026-05-09', 'Labour Day', '劳动节', 'makeup'),
  ('CN', '2026-09-20', 'National Day', '国庆节', 'makeup'),
  ('CN', '2026-10-10', 'National Day', '国庆节', 'makeup');

-- Customers that are there already get their completeness and their next date by a job; the scheduler takes it up.
insert into background_job (kind, payload)
select 'refresh-records', '{}' where exists (select 1 from customer);
