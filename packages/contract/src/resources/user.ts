import Type from 'typebox';
import { Id, Locale, Nullable, Timestamp } from './common.ts';
import { TokenScope } from './token-scope.ts';

export const ROLES = ['owner', 'admin', 'manager', 'salesperson', 'merchandiser', 'reader'] as const;
export const Role = Type.Enum(ROLES);
export type Role = (typeof ROLES)[number];

export const User = Type.Object({
  id: Id,
  email: Type.String(),
  name: Type.String(),
  role: Role,
  locale: Locale,
  timeZone: Type.String(),
  /** Null: at the top of the company; a manager there leads all of it. */
  departmentId: Nullable(Id),
  disabledAt: Nullable(Timestamp),
  createdAt: Timestamp,
});
export type User = Type.Static<typeof User>;

export const SessionInfo = Type.Object({
  user: User,
  csrfToken: Type.String(),
  companyName: Type.String(),
  /** Days on which something is due are days there. */
  companyTimeZone: Type.String(),
  /** The company demands a second factor that this person has not set up: until then nothing else is open. */
  mustEnrol: Type.Boolean(),
});
export type SessionInfo = Type.Static<typeof SessionInfo>;

/** The first factor was right. What proves it is in a cookie; the code of the second one is awaited. */
export const CodeStep = Type.Object({ step: Type.Literal('code') });
export const SignedIn = Type.Union([SessionInfo, CodeStep]);
export type SignedIn = Type.Static<typeof SignedIn>;

export const ApiToken = Type.Object({
  id: Id,
  name: Type.String(),
  scopes: Type.Array(TokenScope),
  createdAt: Timestamp,
  lastUsedAt: Nullable(Timestamp),
  expiresAt: Nullable(Timestamp),
});
export type ApiToken = Type.Static<typeof ApiToken>;
