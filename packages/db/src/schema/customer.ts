/** Customers, contacts, and how they change. */
import type { Generated, GeneratedAlways } from 'kysely';
import type { DefaultJson, DefaultTime, Day, Time } from './columns.ts';
import type { Grade, Stage, RelationshipType, BatchKind, ChangedField, ChannelKind } from './values.ts';

export interface CustomerTable {
  id: GeneratedAlways<number>;
  name: string;
  country: string | null;
  grade: Grade | null;
  website: string | null;
  source: string | null;
  note: string | null;
  owner_id: number | null;
  created_by: number | null;
  created_at: DefaultTime;
  updated_at: DefaultTime;
  archived_at: Time | null;
  local_name: string | null;
  region: string | null;
  city: string | null;
  address: string | null;
  time_zone: string | null;
  language: string | null;
  batch_id: number | null;
  /** Kept by a trigger. */
  batch_at: Time | null;
  business_type: string | null;
  scale: string | null;
  evaluation: string | null;
  stage: Generated<Stage>;
  relationship_type: RelationshipType | null;
  key_account: Generated<boolean>;
  preferred_channel: ChannelKind | 'email' | null;
  tags: Generated<string[]>;
  custom: DefaultJson<Record<string, unknown>>;
  completeness: Generated<number>;
  /** Kept with the completeness: names of those it buys from, and of contact, email and phone those that it has none of. */
  suppliers: Generated<string[]>;
  lacks: Generated<string[]>;
  verified_at: Time | null;
  verified_by: number | null;
  reviewed_at: Time | null;
  reviewed_by: number | null;
  owned_since: DefaultTime;
  pooled_at: Time | null;
  pool_reason: string | null;
  former_owner_id: number | null;
  last_entry_at: Time | null;
  last_inbound_at: Time | null;
  last_outbound_at: Time | null;
  last_contact_at: Time | null;
  /** Newer of the last inbound and outbound mail. */
  last_mail_at: GeneratedAlways<Date | null>;
  merged_into_id: number | null;
  products_of_interest: Generated<string[]>;
  products_in_use: Generated<string[]>;
  usage_note: string | null;
  grade_at: Time | null;
  next_contact_on: Day | null;
  next_contact_manual: Generated<boolean>;
}

export interface CustomerDomainTable {
  domain: string;
  customer_id: number;
  created_at: DefaultTime;
}

export interface ContactTable {
  id: GeneratedAlways<number>;
  customer_id: number;
  name: string | null;
  title: string | null;
  created_at: DefaultTime;
  local_name: string | null;
  department: string | null;
  is_main: Generated<boolean>;
  birthday: Day | null;
  family: string | null;
  hobbies: string | null;
  note: string | null;
  relationship_level: number | null;
  preferred_channel: ChannelKind | 'email' | null;
  invalid_at: Time | null;
  invalid_reason: string | null;
  merged_into_id: number | null;
}

export interface ContactAddressTable {
  address: string;
  contact_id: number;
  customer_id: number;
  created_at: DefaultTime;
  invalid_at: Time | null;
  position: Generated<number>;
}

export interface BatchTable {
  id: GeneratedAlways<number>;
  name: string;
  kind: BatchKind;
  held_on: Day | null;
  place: string | null;
  note: string | null;
  created_by: number | null;
  created_at: DefaultTime;
  archived_at: Time | null;
}

export interface CustomerCollaboratorTable {
  user_id: number;
  customer_id: number;
  can_edit: Generated<boolean>;
  added_by: number | null;
  added_at: DefaultTime;
}

export interface CustomerChangeTable {
  id: GeneratedAlways<number>;
  customer_id: number;
  field: ChangedField;
  old_value: string | null;
  new_value: string | null;
  reason: string | null;
  actor_id: number | null;
  at: DefaultTime;
}

export interface ContactChannelTable {
  id: GeneratedAlways<number>;
  contact_id: number;
  customer_id: number;
  kind: ChannelKind;
  value: string;
  normal: string;
  position: Generated<number>;
  invalid_at: Time | null;
  created_at: DefaultTime;
}

export interface CompetitorTable {
  id: GeneratedAlways<number>;
  name: string;
  aliases: Generated<string[]>;
  countries: Generated<string[]>;
  products: string | null;
  strengths: string | null;
  weaknesses: string | null;
  strategy: string | null;
  note: string | null;
  created_by: number | null;
  created_at: DefaultTime;
  archived_at: Time | null;
}

export interface CustomerTables {
  customer: CustomerTable;
  customer_domain: CustomerDomainTable;
  contact: ContactTable;
  contact_address: ContactAddressTable;
  batch: BatchTable;
  customer_collaborator: CustomerCollaboratorTable;
  customer_change: CustomerChangeTable;
  contact_channel: ContactChannelTable;
  competitor: CompetitorTable;
}
