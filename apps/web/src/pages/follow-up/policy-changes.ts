/** What two policies differ in: the path of each setting, and its value in both. */
import type { FollowUpPolicy } from '@tradepost/contract';

export type PolicyValue = number | string | readonly number[] | null;

export interface PolicyChange {
  /** As `late.leader.A`. */
  readonly path: string;
  readonly before: PolicyValue;
  readonly after: PolicyValue;
}

/** In the order of the policy. */
export function policyChanges(before: FollowUpPolicy, after: FollowUpPolicy): PolicyChange[] {
  const [old, fresh] = [new Map(leaves(before, '')), new Map(leaves(after, ''))];
  return [...fresh]
    .map(([path, value]) => ({ path, before: old.get(path) ?? null, after: value }))
    .filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after));
}

function* leaves(part: object, path: string): Generator<[string, PolicyValue]> {
  for (const [key, value] of Object.entries(part) as [string, PolicyValue | object][]) {
    const here = path === '' ? key : `${path}.${key}`;
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) yield* leaves(value, here);
    else yield [here, value as PolicyValue];
  }
}
