/**
 * What an API token may do. `read` and `write` are for all daily work; an area's scope for that area only;
 * `admin` for what runs the company. What its owner may not do, no token may; and nothing but a session changes
 * people, tokens and sign-in (`session` of a route).
 */
import Type from 'typebox';

/** The areas, and the tags of the contract that belong to each. A tag in no area is closed to every token. */
export const TOKEN_AREAS = {
  customers: [
    'customers',
    'record',
    'segments',
    'search',
    'imports',
    'batches',
    'inquiries',
    'activities',
    'tasks',
    'answers',
    'follow-up',
    'promises',
    'merging',
    'hand-over',
    'pool',
    'collisions',
    'competitors',
    'complaints',
    'calendar',
    'jobs',
  ],
  mail: [
    'mail accounts',
    'messages',
    'filing',
    'unified mailbox',
    'letters',
    'letter approval',
    'letter templates',
    'mass mail',
    'unsubscribe',
  ],
  people: ['users', 'departments', 'company', 'session', 'notices', 'reminders', 'live'],
  admin: ['sign-in', 'audit', 'privacy', 'outgoing mail'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
type Area = keyof typeof TOKEN_AREAS;

export const TOKEN_SCOPES = [
  'read',
  'write',
  'customers:read',
  'customers:write',
  'mail:read',
  'mail:write',
  'people:read',
  'admin',
] as const;
export const TokenScope = Type.Enum(TOKEN_SCOPES);
export type TokenScope = (typeof TOKEN_SCOPES)[number];

const areaOf = (tag: string) =>
  (Object.keys(TOKEN_AREAS) as Area[]).find((area) => (TOKEN_AREAS[area] as readonly string[]).includes(tag));

/** Whether one of these scopes opens a route of this method and tag. Writing includes reading. */
export function scopesAllow(
  scopes: readonly TokenScope[],
  { method, tag }: { readonly method: string; readonly tag: string },
): boolean {
  const area = areaOf(tag);
  if (area === undefined) return false;
  const has = (scope: string) => (scopes as readonly string[]).includes(scope);
  if (area === 'admin') return has('admin');
  const mayWrite = has('write') || has(`${area}:write`);
  return method === 'GET' ? mayWrite || has('read') || has(`${area}:read`) : mayWrite;
}
