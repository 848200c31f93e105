import Type from 'typebox';
import { Body, EmailAddress, IdParams, Locale, Nothing } from '../resources/common.ts';
import { ApiToken, Role, SessionInfo, User } from '../resources/user.ts';
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
    summary: 'Use a one-time link: makes the user and signs in',
    params: Type.Object({ token: Type.String({ maxLength: 200 }) }),
    body: Body({
      name: Name,
      email: EmailAddress,
      password: Password,
      locale: Type.Optional(Locale),
      companyName: Type.Optional(Name),
    }),
    reply: SessionInfo,
  }),
  signIn: route({
    method: 'POST',
    path: '/api/v1/session',
    tag: 'session',
    access: 'public',
    summary: 'Sign in',
    body: Body({ email: EmailAddress, password: Type.String({ minLength: 1, maxLength: 200 }) }),
    reply: SessionInfo,
  }),
  getSession: route({
    method: 'GET',
    path: '/api/v1/session',
    tag: 'session',
    access: 'signed-in',
    summary: 'Who is signed in',
    reply: SessionInfo,
  }),
  signOut: route({
    method: 'DELETE',
    path: '/api/v1/session',
    tag: 'session',
    access: 'signed-in',
    summary: 'Sign out',
    reply: Nothing,
  }),
  updateMe: route({
    method: 'PATCH',
    path: '/api/v1/me',
    tag: 'session',
    access: 'signed-in',
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
    reply: Type.Object({ items: Type.Array(User) }),
  }),
  inviteUser: route({
    method: 'POST',
    path: '/api/v1/users/invite',
    tag: 'users',
    access: ADMINS,
    summary: 'Make a single-use invitation link, good for 72 hours',
    body: Body({ email: EmailAddress, role: Role }),
    reply: Type.Object({ url: Type.String(), expiresAt: Type.String() }),
  }),
  updateUser: route({
    method: 'PATCH',
    path: '/api/v1/users/:id',
    tag: 'users',
    access: ADMINS,
    summary: 'Change a role, or disable a person (never deleted)',
    params: IdParams,
    body: Body({ role: Type.Optional(Role), disabled: Type.Optional(Type.Boolean()) }),
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
    summary: 'Make an API token; its text is shown once',
    body: Body({
      name: Name,
      scope: Type.Union([Type.Literal('read'), Type.Literal('write')]),
      expiresInDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })),
    }),
    reply: Type.Object({ token: Type.String(), apiToken: ApiToken }),
  }),
  revokeApiToken: route({
    method: 'DELETE',
    path: '/api/v1/api-tokens/:id',
    tag: 'session',
    access: 'signed-in',
    summary: 'Revoke an own API token',
    params: IdParams,
    reply: Nothing,
  }),
};

/** The web app's page behind a one-time link. */
export const invitationPath = (token: string) => `/invitations/${token}`;
