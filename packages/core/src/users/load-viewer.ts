/** What the rules must know of who asks: his role, his team, and what the company lets him read. */
import type { DB, Role } from '@tradepost/db';
import { getSetting } from '@tradepost/db/queries/settings';
import { listTeam } from '@tradepost/db/queries/departments';
import type { Kysely } from 'kysely';
import type { Viewer } from './viewer.ts';

/** The company's answers to what reasonable companies answer differently. */
export interface VisibilitySettings {
  /** An administrator reads mail that is not his own. */
  readonly adminReadsMail: boolean;
  /** A manager reads mail of his people that stands on no customer's timeline. */
  readonly managerReadsUnfiled: boolean;
}

export const DEFAULT_VISIBILITY: VisibilitySettings = { adminReadsMail: true, managerReadsUnfiled: false };

export const VISIBILITY_KEY = 'visibility';

/** @param value of the setting; null or undefined: nobody has set it. */
export const readVisibility = (value: unknown): VisibilitySettings => ({
  ...DEFAULT_VISIBILITY,
  ...(value as Partial<VisibilitySettings> | null | undefined),
});

export async function getVisibility(db: Kysely<DB>): Promise<VisibilitySettings> {
  return readVisibility(await getSetting(db, VISIBILITY_KEY));
}

/** @param known the settings, where the caller has just read them. */
export async function loadViewer(
  db: Kysely<DB>,
  user: { readonly id: number; readonly role: Role; readonly department_id: number | null },
  known?: VisibilitySettings,
): Promise<Viewer> {
  const { id, role } = user;
  if (role === 'owner') return { id, role, team: 'all', readsAllMail: true, readsTeamMail: true };
  if (role === 'admin') {
    const { adminReadsMail } = known ?? (await getVisibility(db));
    return { id, role, team: 'all', readsAllMail: adminReadsMail, readsTeamMail: adminReadsMail };
  }
  if (role !== 'manager') return { id, role, team: [], readsAllMail: false, readsTeamMail: false };
  const { managerReadsUnfiled } = known ?? (await getVisibility(db));
  const team = user.department_id === null ? ('all' as const) : await listTeam(db, id);
  return { id, role, team, readsAllMail: false, readsTeamMail: managerReadsUnfiled };
}
