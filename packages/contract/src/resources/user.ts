import Type from 'typebox';
import { Id, Locale, Nullable, Timestamp } from './common.ts';

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
  disabledAt: Nullable(Timestamp),
  createdAt: Timestamp,
});
export type User = Type.Static<typeof User>;

export const SessionInfo = Type.Object({ user: User, csrfToken: Type.String(), companyName: Type.String() });
export type SessionInfo = Type.Static<typeof SessionInfo>;

export const ApiToken = Type.Object({
  id: Id,
  name: Type.String(),
  scope: Type.Union([Type.Literal('read'), Type.Literal('write')]),
  createdAt: Timestamp,
  lastUsedAt: Nullable(Timestamp),
  expiresAt: Nullable(Timestamp),
});
export type ApiToken = Type.Static<typeof ApiToken>;
