/** Departments, the second factor, sessions, sign-in by OpenID Connect. */
import Type from 'typebox';
import { Id, Nullable, Timestamp } from './common.ts';

export const DepartmentName = Type.String({ minLength: 1, maxLength: 100 });

export const Department = Type.Object({
  id: Id,
  name: Type.String(),
  /** Null: at the top. */
  parentId: Nullable(Id),
  /** Managers who lead it besides those whose own department it is. */
  headIds: Type.Array(Id),
  /** Active people in it, not below it. */
  members: Type.Integer(),
});
export type Department = Type.Static<typeof Department>;

export const UserSession = Type.Object({
  id: Id,
  /** The one that asks. */
  current: Type.Boolean(),
  via: Type.Union([Type.Literal('password'), Type.Literal('link'), Type.Literal('openid')]),
  /** As the browser calls itself. */
  userAgent: Nullable(Type.String()),
  ip: Nullable(Type.String()),
  startedAt: Timestamp,
  /** Written every five minutes at most. */
  lastSeenAt: Timestamp,
});
export type UserSession = Type.Static<typeof UserSession>;

/** How one person signs in. */
export const Security = Type.Object({
  hasPassword: Type.Boolean(),
  /** Null: no second factor. */
  secondFactor: Nullable(Type.Object({ since: Timestamp, recoveryCodesLeft: Type.Integer() })),
  /** The company demands one of this person. */
  secondFactorDemanded: Type.Boolean(),
  /** The label of the provider whose account is joined to this person's. */
  openId: Nullable(Type.String()),
  sessions: Type.Array(UserSession),
});
export type Security = Type.Static<typeof Security>;

export const OpenIdSettings = Type.Object({
  enabled: Type.Boolean(),
  issuer: Type.String(),
  clientId: Type.String(),
  /** Write-only. */
  hasSecret: Type.Boolean(),
  buttonLabel: Type.String(),
  createDomains: Type.Array(Type.String()),
  createRole: Type.Union([Type.Literal('salesperson'), Type.Literal('merchandiser'), Type.Literal('reader')]),
});
export const SignInSettings = Type.Object({
  /** Owners, administrators and sales managers need a second factor. */
  secondFactorForLeaders: Type.Boolean(),
  openId: Nullable(OpenIdSettings),
  /** To be told to the provider. */
  redirectUri: Type.String(),
});
export type SignInSettings = Type.Static<typeof SignInSettings>;

/** Why a sign-in by OpenID Connect did not come about; the page of the sign-in says it in words. */
export const OPENID_FAULTS = [
  'off',
  'provider-away',
  'refused',
  'expired',
  'not-verified',
  'unknown-user',
  'not-joined',
  'joined-elsewhere',
  'too-many',
] as const;
export type OpenIdFault = (typeof OPENID_FAULTS)[number];
