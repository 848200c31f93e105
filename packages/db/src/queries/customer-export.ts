/** Customers as lines of an export. */
import { type Kysely, sql } from 'kysely';
import type { ChannelKind, DB } from '../schema.ts';
import type { Scope } from './scope.ts';

export interface ExportRow {
  readonly id: number;
  readonly name: string;
  readonly local_name: string | null;
  readonly country: string | null;
  readonly region: string | null;
  readonly city: string | null;
  readonly address: string | null;
  readonly time_zone: string | null;
  readonly language: string | null;
  readonly website: string | null;
  readonly grade: string | null;
  readonly stage: string;
  readonly relationship_type: string | null;
  readonly key_account: boolean;
  readonly owner_name: string | null;
  readonly source: string | null;
  readonly batch_name: string | null;
  readonly business_type: string | null;
  readonly scale: string | null;
  readonly tags: string[];
  readonly products_of_interest: string[];
  readonly products_in_use: string[];
  readonly usage_note: string | null;
  readonly evaluation: string | null;
  readonly suppliers: string | null;
  readonly preferred_channel: string | null;
  readonly note: string | null;
  readonly custom: Record<string, unknown>;
  readonly completeness: number;
  readonly contact_name: string | null;
  readonly contact_title: string | null;
  readonly emails: string | null;
  readonly phones: string | null;
  readonly whatsapp: string | null;
  readonly wechat: string | null;
  readonly last_contact_at: Date | null;
  readonly next_contact_on: string | null;
  readonly verified_at: Date | null;
  readonly created_at: Date;
}

/** Of the contact `k`. */
const channels = (...kinds: readonly ChannelKind[]) => sql`(
  select string_agg(h.value, '; ' order by h.position, h.id) from contact_channel h
  where h.contact_id = k.id and h.kind = any(${kinds}::text[]) and h.invalid_at is null)`;

/** In the order of the ids; what may no longer be seen is left out. */
export async function listExportRows(
  db: Kysely<DB>,
  scope: Scope,
  ids: readonly number[],
): Promise<ExportRow[]> {
  const { rows } = await sql<ExportRow>`
    select c.id, c.name, c.local_name, c.country, c.region, c.city, c.address, c.time_zone, c.language, c.website,
      c.grade, c.stage, c.relationship_type, c.key_account, u.name as owner_name, c.source, b.name as batch_name,
      c.business_type, c.scale, c.tags, c.products_of_interest, c.products_in_use, c.usage_note, c.evaluation,
      (select string_agg(concat_ws(': ', s.name, s.product), '; ' order by s.id) from customer_supplier s
        where s.customer_id = c.id) as suppliers,
      c.preferred_channel, c.note, c.custom, c.completeness, k.name as contact_name, k.title as contact_title, k.emails,
      k.phones, k.whatsapp, k.wechat, c.last_contact_at, c.next_contact_on, c.verified_at, c.created_at
    from customer c
    left join app_user u on u.id = c.owner_id
    left join batch b on b.id = c.batch_id
    left join lateral (
      select coalesce(k.name, k.local_name) as name, k.title,
        (select string_agg(a.address, '; ' order by a.position, a.address) from contact_address a
          where a.contact_id = k.id and a.invalid_at is null) as emails,
        ${channels('phone', 'mobile')} as phones, ${channels('whatsapp')} as whatsapp, ${channels('wechat')} as wechat
      from contact k where k.customer_id = c.id and k.invalid_at is null order by k.is_main desc, k.id limit 1
    ) k on true
    where c.id = any(${[...ids]}::bigint[]) and ${scope.customer('c')} order by c.id`.execute(db);
  return rows;
}
