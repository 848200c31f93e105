/**
 * The tables as Kysely sees them; `migrations/*.sql` is the authority and a test holds the two together.
 *
 * `bigint` columns arrive as `number`: ids and sizes stay far below 2^53, and the driver refuses a value
 * that does not (see `connect.ts`). `covered` (int8multirange) and `highest_modseq` (63 bits in RFC 7162)
 * are the exceptions and travel as text.
 */
import type { AccountsTables } from './schema/accounts.ts';
import type { ActTables } from './schema/act.ts';
import type { ActivityTables } from './schema/activity.ts';
import type { AnswerTables } from './schema/answer.ts';
import type { ArchiveTables } from './schema/archive.ts';
import type { AttachmentTextTables } from './schema/attachment-text.ts';
import type { CustomerListTables } from './schema/customer-list.ts';
import type { CustomerTables } from './schema/customer.ts';
import type { DealTables } from './schema/deal.ts';
import type { FilingTables } from './schema/filing.ts';
import type { HandoverTables } from './schema/handover.ts';
import type { IntakeTables } from './schema/intake.ts';
import type { LetterTables } from './schema/letter.ts';
import type { MassMailTables } from './schema/mass-mail.ts';
import type { MergeTables } from './schema/merge.ts';
import type { PeopleTables } from './schema/people.ts';
import type { PolicyTables } from './schema/policy.ts';
import type { PoolTables } from './schema/pool.ts';
import type { ReminderTables } from './schema/reminder.ts';
import type { SignInTables } from './schema/sign-in.ts';
import type { RecordTables } from './schema/record.ts';
import type { SearchTables } from './schema/search.ts';
import type { SystemTables } from './schema/system.ts';
import type { TaskTables } from './schema/task.ts';
import type { TellingTables } from './schema/telling.ts';
import type { UnifiedTables } from './schema/unified.ts';

export type * from './schema/accounts.ts';
export type * from './schema/act.ts';
export type * from './schema/activity.ts';
export type * from './schema/answer.ts';
export type * from './schema/archive.ts';
export type * from './schema/attachment-text.ts';
export type * from './schema/customer-list.ts';
export type * from './schema/customer.ts';
export type * from './schema/deal.ts';
export type * from './schema/filing.ts';
export type * from './schema/handover.ts';
export type * from './schema/intake.ts';
export type * from './schema/letter.ts';
export type * from './schema/mass-mail.ts';
export type * from './schema/merge.ts';
export type * from './schema/people.ts';
export type * from './schema/policy.ts';
export type * from './schema/pool.ts';
export type * from './schema/reminder.ts';
export type * from './schema/search.ts';
export type * from './schema/sign-in.ts';
export type * from './schema/record.ts';
export type * from './schema/system.ts';
export type * from './schema/task.ts';
export type * from './schema/telling.ts';
export type * from './schema/unified.ts';
export type * from './schema/values.ts';

export interface DB
  extends AccountsTables,
    ActTables,
    ActivityTables,
    AnswerTables,
    ArchiveTables,
    AttachmentTextTables,
    CustomerListTables,
    CustomerTables,
    DealTables,
    FilingTables,
    HandoverTables,
    IntakeTables,
    LetterTables,
    MassMailTables,
    MergeTables,
    PeopleTables,
    PolicyTables,
    PoolTables,
    SignInTables,
    RecordTables,
    ReminderTables,
    SearchTables,
    SystemTables,
    TaskTables,
    TellingTables,
    UnifiedTables {}
