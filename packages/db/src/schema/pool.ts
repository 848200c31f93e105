/** The public pool. */
import type { Generated, GeneratedAlways } from 'kysely';
import type { Day, DefaultTime, Time } from './columns.ts';

export interface PoolClaimTable {
  id: GeneratedAlways<number>;
  customer_id: number;
  user_id: number;
  state: 'asked' | 'granted' | 'refused' | 'withdrawn';
  note: string | null;
  reason: string | null;
  asked_at: DefaultTime;
  decided_at: Time | null;
  decided_by: number | null;
}

export interface PoolWarningTable {
  customer_id: number;
  deadline: Day;
  days_before: number;
  warned_at: DefaultTime;
}

export interface AssignmentRuleTable {
  id: GeneratedAlways<number>;
  position: number;
  countries: Generated<string[]>;
  regions: Generated<string[]>;
  products: Generated<string[]>;
  user_ids: number[];
  most_held: number | null;
  last_user_id: number | null;
}

export interface PoolTables {
  pool_claim: PoolClaimTable;
  pool_warning: PoolWarningTable;
  assignment_rule: AssignmentRuleTable;
}
