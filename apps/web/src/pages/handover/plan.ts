import type { HandoverPlan, HandoverWay } from '@tradepost/contract';

/** What the wizard knows; the plan of the API is made of it. */
export interface Draft {
  readonly fromId: number | null;
  readonly which: 'all' | 'filter' | 'chosen';
  readonly countries: readonly string[];
  readonly grades: readonly ('A' | 'B' | 'C' | 'D')[];
  readonly ids: readonly number[];
  readonly way: HandoverWay;
  readonly heirs: readonly Heir[];
  /** With 'country'; null: stays with the predecessor. */
  readonly restTo: number | null;
  /** By account: a user, null for nobody. What is not there stays. */
  readonly accounts: Readonly<Record<number, number | null>>;
  readonly keepAccess: boolean;
}

export interface Heir {
  readonly userId: number | null;
  readonly countries: readonly string[];
  readonly regions: readonly string[];
  readonly customerIds: readonly number[];
}

export const NEW_HEIR: Heir = { userId: null, countries: [], regions: [], customerIds: [] };

export const newDraft = (fromId: number | null): Draft => ({
  fromId,
  which: 'all',
  countries: [],
  grades: [],
  ids: [],
  way: 'even',
  heirs: [NEW_HEIR],
  restTo: null,
  accounts: {},
  keepAccess: false,
});

/** One alone gets all: then there is nothing to divide. */
export const wayOf = (draft: Draft): HandoverWay => (draft.heirs.length < 2 ? 'even' : draft.way);

const whichOf = (draft: Draft): HandoverPlan['which'] => {
  if (draft.which === 'chosen') return { ids: [...draft.ids] };
  if (draft.which === 'all') return undefined;
  return {
    ...(draft.countries.length > 0 ? { countries: [...draft.countries] } : {}),
    ...(draft.grades.length > 0 ? { grades: [...draft.grades] } : {}),
  };
};

/** @returns null while something is missing. */
export function planOf(draft: Draft): HandoverPlan | null {
  const { fromId, heirs } = draft;
  if (fromId === null || heirs.some(({ userId }) => userId === null)) return null;
  const way = wayOf(draft);
  const which = whichOf(draft);
  return {
    fromId,
    way,
    to: heirs.map(({ userId, countries, regions, customerIds }) => ({
      userId: userId as number,
      ...(way === 'country' ? { countries: [...countries], regions: [...regions] } : {}),
      ...(way === 'chosen' ? { customerIds: [...customerIds] } : {}),
    })),
    ...(which === undefined ? {} : { which }),
    ...(way === 'country' && draft.restTo !== null ? { restTo: draft.restTo } : {}),
    accounts: Object.entries(draft.accounts).map(([accountId, toId]) => ({
      accountId: Number(accountId),
      toId,
    })),
    keepAccess: draft.keepAccess,
  };
}

/** Whether the step of this number is filled in. */
export function isReady(draft: Draft, step: number): boolean {
  if (step === 0) return draft.fromId !== null;
  if (step === 1) return draft.which !== 'chosen' || draft.ids.length > 0;
  const users = draft.heirs.map(({ userId }) => userId);
  if (users.includes(null) || new Set(users).size < users.length) return false;
  const way = wayOf(draft);
  if (way === 'country')
    return draft.heirs.some(({ countries, regions }) => countries.length + regions.length > 0);
  return way !== 'chosen' || draft.heirs.some(({ customerIds }) => customerIds.length > 0);
}
