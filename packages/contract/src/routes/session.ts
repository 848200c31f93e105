import Type from 'typebox';
import { Body, EmailAddress, Id, IdParams, Locale, Nothing, Nullable } from '../resources/common.ts';
import { TokenScope } from '../resources/token-scope.ts';
import { ApiToken, Role, SessionInfo, SignedIn, User } from '../resources/user.ts';
import { ADMINS, route } from './route.ts';

const Password = Type.String({ minLength: 12, maxLength: 200 });
const Name = Type.String({ minLength: 1, maxLength: 200 });

export const sessionRoutes = {
  checkInvitation: route({
    method: 'GET',
    path: '/api/v1/invitations/:token',
    tag: 'session',
    access: 'public',
    summary: 'Whether a one-time link is still good, and for whom',
    params: Type.Object({ token: Type.String({ maxLength: 200 }) }),
    reply: Type.Object({ kind: Type.String(), email: Type.Union([Type.String(), Type.Null()]), role: Role }),
  }),
  acceptInvitation: route({
    method: 'POST',
    path: '/api/v1/invitations/:token',
    tag: 'session',
    access: 'public',
    summary: 'Use a one-time link: makes the user, or sets a new password, and signs in',
    params: Type.Object({ token: Type.String({ maxLength: 200 }) }),
    body: Body({
      /** Needed where a user is made. */
      name: Type.Optional(Name),
      email: EmailAddress,
      password: Password,
      locale: Type.Optional(Locale),
      companyName: Type.Optional(Name),
    }),
    reply: SignedIn,
  }),
  signIn: route({
    method: 'POST',
    path: '/api/v1/session',
    tag: 'session',
    access: 'public',
    summary: 'Sign in with a password; a second factor, where there is one, is asked for next',
    body: Body({ email: EmailAddress, password: Type.String({ minLength: 1, maxLength: 200 }) }),
    reply: SignedIn,
  }),
  getSession: route({
    method: 'GET',
    path: '/api/v1/session',
    tag: 'session',
    access: 'signed-in',
    beforeEnrolment: true,
    summary: 'Who is signed in',
    reply: SessionInfo,
  }),
  signOut: route({
    method: 'DELETE',
    path: '/api/v1/session',
    tag: 'session',
    access: 'signed-in',
    beforeEnrolment: true,
    summary: 'Sign out',
    reply: Nothing,
  }),
  updateMe: route({
    method: 'PATCH',
    path: '/api/v1/me',
    tag: 'session',
    access: 'signed-in',
    session: true,
    beforeEnrolment: true,
    summary: 'Change own name, language, time zone or password',
    body: Body({
      name: Type.Optional(Name),
      locale: Type.Optional(Locale),
      timeZone: Type.Optional(Type.String({ maxLength: 100 })),
      currentPassword: Type.Optional(Type.String({ maxLength: 200 })),
      newPassword: Type.Optional(Password),
    }),
    reply: User,
  }),
  listUsers: route({
    method: 'GET',
    path: '/api/v1/users',
    tag: 'users',
    access: 'signed-in',
    summary: 'People of the company',
    query: Type.Object({
      /** Those of this department and all below it. */
      departmentId: Type.Optional(Id),
    }),
    reply: Type.Object({ items: Type.Array(User) }),
  }),
  inviteUser: route({
    method: 'POST',
    path: '/api/v1/users/invite',
    tag: 'users',
    access: ADMINS,
    session: true,
    summary: 'Make a single-use invitation link, good for 72 hours',
    body: Body({ email: EmailAddress, role: Role, departmentId: Type.Optional(Nullable(Id)) }),
    reply: Type.Object({ url: Type.String(), expiresAt: Type.String() }),
  }),
  makeResetLink: route({
    method: 'POST',
    path: '/api/v1/users/:id/reset-link',
    tag: 'users',
    access: ADMINS,
    session: true,
    summary: 'Make a single-use link, good for 72 hours, with which a person sets a new password',
    params: IdParams,
    reply: Type.Object({ url: Type.String(), expiresAt: Type.String() }),
  }),
  updateUser: route({
    method: 'PATCH',
    path: '/api/v1/users/:id',
    tag: 'users',
    access: ADMINS,
    session: true,
    summary: 'Change name, role or department, or disable a person (never deleted)',
    params: IdParams,
    body: Body({
      name: Type.Optional(Name),
      role: Type.Optional(Role),
      departmentId: Type.Optional(Nullable(Id)),
      disabled: Type.Optional(Type.Boolean()),
    }),
    reply: User,
  }),
  getCompany: route({
    method: 'GET',
    path: '/api/v1/company',
    tag: 'company',
    access: 'signed-in',
    summary: 'The company: name and own mail domains',
    reply: Type.Object({ name: Type.String(), domains: Type.Array(Type.String()) }),
  }),
  updateCompany: route({
    method: 'PATCH',
    path: '/api/v1/company',
    tag: 'company',
    access: ADMINS,
    session: true,
    summary: 'Change the company name or its own mail domains',
    body: Body({
      name: Type.Optional(Name),
      domains: Type.Optional(Type.Array(Type.String({ maxLength: 253 }), { maxItems: 100 })),
    }),
    reply: Type.Object({ name: Type.String(), domains: Type.Array(Type.String()) }),
  }),
  listApiTokens: route({
    method: 'GET',
    path: '/api/v1/api-tokens',
    tag: 'session',
    access: 'signed-in',
    summary: 'Own API tokens',
    reply: Type.Object({ items: Type.Array(ApiToken) }),
  }),
  createApiToken: route({
    method: 'POST',
    path: '/api/v1/api-tokens',
    tag: 'session',
    access: 'signed-in',
    session: true,
    summary: 'Make an API token; its text is shown once',
    body: Body({
      name: Name,
      scopes: Type.Array(TokenScope, { minItems: 1, maxItems: 20 }),
      expiresInDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })),
    }),
    reply: Type.Object({ token: Type.String(), apiToken: ApiToken }),
  }),
  revokeApiToken: route({
    method: 'DELETE',
    path: '/api/v1/api-tokens/:id',
    tag: 'session',
    access: 'signed-in',
    session: true,
    summary: 'Revoke an own API token',
    params: IdParams,
    reply: Nothing,
  }),
};

/** The web app's page behind a one-time link. */
export const invitationPath = (token: string) => `/invitations/${token}`;
