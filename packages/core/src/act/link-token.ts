/**
 * What makes the link in a mail count: sealed with the key of the secrets, for one person and one task, until a day.
 * It lets its holder do what stands in that line and no more; it signs nobody in.
 */
import { SecretError, type SecretBox } from '../secrets.ts';

/** What the seal is bound to, so that no other secret of the product passes for a link. */
const OWNER = 'task-link';
/** A digest that is older is of no use; the task is in the product still. */
const LIFE_DAYS = 30;
const DAY_MS = 86_400_000;
const LONGEST_TOKEN = 300;

export interface LinkTarget {
  readonly taskId: number;
  readonly userId: number;
}

/** @returns letters, digits, `-`, `_` and one `.`: a part of a path. */
export function makeLinkToken(secrets: SecretBox, target: LinkTarget, now: Date): string {
  const until = Math.floor(now.getTime() / DAY_MS) + LIFE_DAYS;
  const { keyId, sealed } = secrets.seal(OWNER, `${target.taskId} ${target.userId} ${until}`);
  return `${Buffer.from(keyId).toString('base64url')}.${sealed.toString('base64url')}`;
}

/** @returns null for what we did not make, or whose day is over. */
export function readLinkToken(secrets: SecretBox, token: string, now: Date): LinkTarget | null {
  const parts = /^([\w-]{1,100})\.([\w-]{1,200})$/.exec(token.slice(0, LONGEST_TOKEN));
  if (parts === null) return null;
  const text = open(
    secrets,
    Buffer.from(parts[1] ?? '', 'base64url').toString(),
    Buffer.from(parts[2] ?? '', 'base64url'),
  );
  const fields = /^(\d+) (\d+) (\d+)$/.exec(text ?? '');
  if (fields === null || Number(fields[3]) * DAY_MS < now.getTime()) return null;
  return { taskId: Number(fields[1]), userId: Number(fields[2]) };
}

function open(secrets: SecretBox, keyId: string, sealed: Buffer): string | null {
  try {
    return secrets.open(OWNER, keyId, sealed);
  } catch (error) {
    // Of another key, altered, or made up: the same to whoever holds it.
    if (error instanceof SecretError) return null;
    throw error;
  }
}
