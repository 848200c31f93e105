-- Made by scripts/dump-schema.ts from the migrations; a test holds the two together.

CREATE OR REPLACE FUNCTION public.refuse_audit_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end $function$;

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
CREATE INDEX activity_customer ON public.activity USING btree (customer_id, id DESC);
CREATE INDEX activity_market_problem ON public.activity USING btree (done_at DESC, id DESC) WHERE ((kind = 'note'::text) AND (channel = 'market-problem'::text));
CREATE INDEX activity_planned ON public.activity USING btree (assignee_id, planned_at) WHERE (state = 'planned'::text);

create table activity_file (
  activity_id bigint not null,
  file_id bigint not null,
  constraint activity_file_pkey PRIMARY KEY (activity_id, file_id),
  constraint activity_file_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activity(id) ON DELETE CASCADE,
  constraint activity_file_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id)
);

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

create table api_token (
  id bigint not null generated always as identity,
  user_id bigint not null,
  name text not null,
  token_hash bytea not null,
  scope text not null,
  created_at timestamp with time zone not null default now(),
  last_used_at timestamp with time zone,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint api_token_pkey PRIMARY KEY (id),
  constraint api_token_token_hash_key UNIQUE (token_hash),
  constraint api_token_scope_check CHECK ((scope = ANY (ARRAY['read'::text, 'write'::text]))),
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
CREATE TRIGGER audit_log_append_only BEFORE DELETE OR UPDATE ON public.audit_log FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
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
  constraint contact_pkey PRIMARY KEY (id),
  constraint contact_relationship_level_check CHECK (((relationship_level >= 1) AND (relationship_level <= 5))),
  constraint contact_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id) ON DELETE CASCADE
);
CREATE INDEX contact_customer ON public.contact USING btree (customer_id);

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
CREATE INDEX contact_channel_normal ON public.contact_channel USING btree (normal);

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
  constraint customer_pkey PRIMARY KEY (id),
  constraint customer_completeness_check CHECK (((completeness >= 0) AND (completeness <= 100))),
  constraint customer_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint customer_grade_check CHECK ((grade = ANY (ARRAY['A'::text, 'B'::text, 'C'::text, 'D'::text]))),
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
CREATE INDEX customer_merged_into ON public.customer USING btree (merged_into_id) WHERE (merged_into_id IS NOT NULL);
CREATE INDEX customer_name ON public.customer USING btree (lower(name));
CREATE INDEX customer_owner ON public.customer USING btree (owner_id);
CREATE INDEX customer_pool ON public.customer USING btree (pooled_at DESC, id DESC) WHERE (pooled_at IS NOT NULL);
CREATE INDEX customer_recycle_contact ON public.customer USING btree (GREATEST(owned_since, last_contact_at)) WHERE ((owner_id IS NOT NULL) AND (archived_at IS NULL) AND (merged_into_id IS NULL));
CREATE INDEX customer_recycle_order ON public.customer USING btree (owned_since) WHERE ((owner_id IS NOT NULL) AND (archived_at IS NULL) AND (merged_into_id IS NULL) AND (stage <> ALL (ARRAY['contract'::text, 'delivery'::text, 'after-sales'::text])));

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
  constraint customer_change_field_check CHECK ((field = ANY (ARRAY['grade'::text, 'stage'::text, 'owner'::text, 'relationship'::text, 'key-account'::text, 'pool'::text]))),
  constraint customer_change_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES app_user(id),
  constraint customer_change_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id)
);
CREATE INDEX customer_change_page ON public.customer_change USING btree (customer_id, at DESC, id DESC);

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

create table customer_domain (
  domain text not null,
  customer_id bigint not null,
  created_at timestamp with time zone not null default now(),
  constraint customer_domain_pkey PRIMARY KEY (domain),
  constraint customer_domain_domain_check CHECK ((domain = lower(domain))),
  constraint customer_domain_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id) ON DELETE CASCADE
);
CREATE INDEX customer_domain_customer ON public.customer_domain USING btree (customer_id);

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
  constraint filing_pkey PRIMARY KEY (id),
  constraint filing_confidence_check CHECK (((confidence >= (0)::double precision) AND (confidence <= (1)::double precision))),
  constraint filing_rule_check CHECK ((rule = ANY (ARRAY['contact'::text, 'thread'::text, 'platform'::text, 'domain'::text, 'manual'::text]))),
  constraint filing_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  constraint filing_filed_by_fkey FOREIGN KEY (filed_by) REFERENCES app_user(id),
  constraint filing_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id) ON DELETE CASCADE,
  constraint filing_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES app_user(id)
);
CREATE INDEX filing_customer ON public.filing USING btree (customer_id) WHERE (undone_at IS NULL);
CREATE UNIQUE INDEX filing_once ON public.filing USING btree (message_id, customer_id) WHERE (undone_at IS NULL);
CREATE INDEX filing_undone ON public.filing USING btree (message_id, customer_id) WHERE (undone_at IS NOT NULL);

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

create table invitation (
  token_hash bytea not null,
  kind text not null,
  email text,
  role text not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint invitation_pkey PRIMARY KEY (token_hash),
  constraint invitation_kind_check CHECK ((kind = ANY (ARRAY['first-admin'::text, 'invite'::text, 'reset'::text])))
);

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
  constraint mail_account_pkey PRIMARY KEY (id),
  constraint mail_account_auth_kind_check CHECK ((auth_kind = 'password'::text)),
  constraint mail_account_imap_port_check CHECK (((imap_port >= 1) AND (imap_port <= 65535))),
  constraint mail_account_imap_security_check CHECK ((imap_security = ANY (ARRAY['none'::text, 'starttls'::text, 'tls'::text]))),
  constraint mail_account_state_check CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text, 'removed'::text]))),
  constraint mail_account_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app_user(id)
);
CREATE UNIQUE INDEX mail_account_address ON public.mail_account USING btree (lower(address)) WHERE (state <> 'removed'::text);
CREATE INDEX mail_account_aliases ON public.mail_account USING gin (aliases);
CREATE INDEX mail_account_any_address ON public.mail_account USING btree (lower(address));
CREATE INDEX mail_account_due ON public.mail_account USING btree (next_attempt_at) WHERE (state = 'active'::text);

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
  constraint mailbox_kind_check CHECK ((kind = ANY (ARRAY['imap'::text, 'import'::text]))),
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
CREATE INDEX mailbox_message_message ON public.mailbox_message USING btree (message_id);

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
  constraint notice_pkey PRIMARY KEY (id),
  constraint notice_user_id_kind_dedupe_key_key UNIQUE (user_id, kind, dedupe_key),
  constraint notice_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  constraint notice_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);
CREATE INDEX notice_page ON public.notice USING btree (user_id, id DESC);
CREATE INDEX notice_unread ON public.notice USING btree (user_id) WHERE (read_at IS NULL);

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
  constraint outbox_mail_pkey PRIMARY KEY (id),
  constraint outbox_mail_rfc_message_id_key UNIQUE (rfc_message_id),
  constraint outbox_mail_to_address_kind_period_key UNIQUE (to_address, kind, period),
  constraint outbox_mail_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'failed'::text]))),
  constraint outbox_mail_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES app_user(id)
);
CREATE INDEX outbox_mail_due ON public.outbox_mail USING btree (next_attempt_at) WHERE (state = ANY (ARRAY['queued'::text, 'sending'::text]));

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

create table schema_migration (
  name text not null,
  sha256 text not null,
  applied_at timestamp with time zone not null default now(),
  constraint schema_migration_pkey PRIMARY KEY (name)
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
  constraint session_pkey PRIMARY KEY (token_hash),
  constraint session_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);
CREATE INDEX session_by_user ON public.session USING btree (user_id);

create table setting (
  key text not null,
  value jsonb not null,
  updated_at timestamp with time zone not null default now(),
  constraint setting_pkey PRIMARY KEY (key)
);

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
CREATE UNIQUE INDEX timeline_entry_message ON public.timeline_entry USING btree (message_id, customer_id) WHERE (message_id IS NOT NULL);
CREATE INDEX timeline_entry_page ON public.timeline_entry USING btree (customer_id, occurred_at DESC, id DESC) INCLUDE (kind, direction, message_id);
