/**
 * What makes the link in a mail count: sealed with the key of the secrets, for one person and one task, until a day.
 * It lets its holder do what stands in that line and no more; it signs nobody in.
 */
import { openToken, sealToken } from '../sealed-token.ts';
import type { SecretBox } from '../secrets.ts';

/** What the seal is bound to, so that no other secret of the product passes for a link. */
const OWNER = 'task-link';
/** A digest that is older is of no use; the task is in the product still. */
const LIFE_DAYS = 30;
const DAY_MS = 86_400_000;

export interface LinkTarget {
  readonly taskId: number;
  readonly userId: number;
}

/** @returns letters, digits, `-`, `_` and one `.`: a part of a path. */
export function makeLinkToken(secrets: SecretBox, target: LinkTarget, now: Date): string {
  const until = Math.floor(now.getTime() / DAY_MS) + LIFE_DAYS;
  return sealToken(secrets, OWNER, `${target.taskId} ${target.userId} ${until}`);
}

/** @returns null for what we did not make, or whose day is over. */
export function readLinkToken(secrets: SecretBox, token: string, now: Date): LinkTarget | null {
  const text = openToken(secrets, OWNER, token);
  const fields = /^(\d+) (\d+) (\d+)$/.exec(text ?? '');
  if (fields === null || Number(fields[3]) * DAY_MS < now.getTime()) return null;
  return { taskId: Number(fields[1]), userId: Number(fields[2]) };
}
