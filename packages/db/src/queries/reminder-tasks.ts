/** What stands in people's morning mails: their open tasks, with what helps to do them. For many people in one statement. */
import { type Kysely, sql } from 'kysely';
import type { ChannelKind, DB, Grade, TaskKind } from '../schema.ts';
import type { Condition } from './scope.ts';

/** For whom, and which day it is there. */
export interface DigestPerson {
  readonly id: number;
  /** His day, `YYYY-MM-DD`. */
  readonly day: string;
  /** Its beginning, RFC 3339: a customer that was contacted since is not to be contacted today. */
  readonly day_start: string;
  /** Himself and his people; `sees_all`: everybody's. */
  readonly owners: readonly number[];
  readonly sees_all: boolean;
  /** Reads what mail says: not an administrator of a company that has decided so. */
  readonly reads_mail: boolean;
}

export type DigestSection = 'unanswered' | 'overdue' | 'today' | 'promises' | 'notes';

export interface DigestTask {
  readonly person_id: number;
  readonly section: DigestSection;
  readonly rank: number;
  /** Of the section; more than are listed. */
  readonly total: number;
  readonly id: number;
  readonly kind: TaskKind;
  readonly subject_key: string;
  readonly title: string | null;
  readonly note: string | null;
  readonly detail: Record<string, unknown>;
  readonly due_on: string;
  readonly due_at: Date | null;
  readonly times_moved: number;
  readonly escalation_level: number;
  /** Of the person who gave it to him; null: a rule, or himself. */
  readonly given_by: string | null;
  readonly customer_id: number | null;
  readonly customer_name: string | null;
  readonly country: string | null;
  readonly region: string | null;
  readonly city: string | null;
  readonly time_zone: string | null;
  readonly grade: Grade | null;
  readonly key_account: boolean;
  readonly last_contact_at: Date | null;
  readonly verified_at: Date | null;
  readonly contact_name: string | null;
  /** What he likes to be reached by, and his number or name there. */
  readonly channel: ChannelKind | 'email' | null;
  readonly channel_value: string | null;
  readonly message_id: number | null;
  readonly message_subject: string | null;
  readonly message_preview: string | null;
  readonly message_at: Date | null;
  readonly message_from: string | null;
  readonly promise: string | null;
}

export interface DigestQuery {
  readonly people: readonly DigestPerson[];
  /** `(person, customer)`: this person may see this customer. */
  readonly sees: (person: string, customer: string) => Condition;
  /** `(person, message)`: it lies in an account of this person's. */
  readonly inOwnAccount: (person: string, message: string) => Condition;
  /** Tasks listed of each section. */
  readonly most: number;
  /** Days ahead that a promise is told of. */
  readonly promiseDays: number;
}

/** @returns those that are listed, by person, section and rank. */
export async function listDigestTasks(db: Kysely<DB>, query: DigestQuery): Promise<DigestTask[]> {
  const { people, sees, inOwnAccount, most, promiseDays } = query;
  if (people.length === 0) return [];
  const { rows } = await sql<DigestTask>`
    with person as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(people)}::jsonb)
        as p(id bigint, day date, day_start timestamptz, owners bigint[], sees_all boolean, reads_mail boolean)
    ), due as materialized (
      select person.id as person_id, t.id, c.id as seen_customer_id,
        case when t.kind = 'answer' then 'unanswered' when t.kind = 'promise' then 'promises'
          when t.kind in ('address-invalid', 'birthday', 'verify-profile') then 'notes'
          when t.due_on < person.day then 'overdue' else 'today' end as section,
        (not coalesce(c.key_account, false), coalesce(c.grade, 'E'), t.due_at, t.due_on, t.id) as place
      from person
      join task t on t.assignee_id = person.id and t.state = 'open'
        and (t.due_on <= person.day or t.kind = 'answer' or (t.kind = 'promise' and t.due_on <= person.day + ${promiseDays}::int))
      left join customer c on c.id = t.customer_id and ${sees('person', 'c')}
      where (c.id is not null or t.customer_id is null or t.kind = 'todo')
        and not (t.kind in ('follow-up', 'new-customer') and coalesce(c.last_contact_at >= person.day_start, false))
    ), ranked as (
      select person_id, id, seen_customer_id, section,
        (row_number() over (partition by person_id, section order by place))::int as rank,
        (count(*) over (partition by person_id, section))::int as total
      from due
    )
    select r.person_id, r.section, r.rank, r.total, t.id, t.kind, t.subject_key, t.title, t.note, t.detail, t.due_on,
      t.due_at, t.times_moved, t.escalation_level, giver.name as given_by, c.id as customer_id, c.name as customer_name, c.country,
      c.region, c.city, c.time_zone, c.grade, coalesce(c.key_account, false) as key_account, c.last_contact_at,
      coalesce(c.verified_at, c.created_at) as verified_at,
      whom.name as contact_name, coalesce(whom.preferred_channel, c.preferred_channel) as channel,
      way.value as channel_value, m.id as message_id, m.subject as message_subject, m.preview as message_preview, m.occurred_at as message_at,
      coalesce(nullif(m.from_name, ''), m.from_address) as message_from, mark.text as promise
    from ranked r
    join person on person.id = r.person_id
    join task t on t.id = r.id
    left join app_user giver on giver.id = t.created_by and giver.id <> t.assignee_id
    left join customer c on c.id = r.seen_customer_id
    left join lateral (
      select k.id, coalesce(k.name, k.local_name) as name, k.preferred_channel from contact k
      where k.customer_id = c.id and k.merged_into_id is null and (k.id = t.contact_id or k.invalid_at is null)
      order by k.id is distinct from t.contact_id, not k.is_main, k.id limit 1
    ) whom on true
    left join lateral (
      select value from (
        select ch.value, 0 as sort, ch.position, ch.id from contact_channel ch
        where ch.contact_id = whom.id and ch.kind = coalesce(whom.preferred_channel, c.preferred_channel) and ch.invalid_at is null
        union all
        select ca.address, 1, ca.position, 0 from contact_address ca
        where ca.contact_id = whom.id and ca.invalid_at is null
          and coalesce(whom.preferred_channel, c.preferred_channel, 'email') = 'email'
      ) ways order by sort, position, id limit 1
    ) way on true
    left join message m on m.id = t.message_id and t.kind in ('answer', 'promise') and m.private_at is null and person.reads_mail
      and (exists (select from filing f where f.message_id = m.id and f.customer_id = c.id and f.undone_at is null)
        or (t.customer_id is null and ${inOwnAccount('person', 'm')}))
    left join mail_mark mark on mark.id = t.mark_id and (mark.message_id = m.id)
    where r.rank <= ${most}
    order by r.person_id, r.section, r.rank`.execute(db);
  return rows;
}
