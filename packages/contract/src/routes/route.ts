import type Type from 'typebox';
import type { Role } from '../resources/user.ts';

/** Who may call a route at all; what they see there is decided by `visibility` in core. */
export type Access = 'public' | 'signed-in' | readonly Role[];

export interface RouteSpec {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Fastify's form: `/api/v1/customers/:id`. */
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  readonly access: Access;
  /** Only for a person at the web app: what an API token may do must not outlive or outgrow the token. */
  readonly session?: true;
  /** Open to a person who has yet to set up the second factor that the company demands. */
  readonly beforeEnrolment?: true;
  readonly params?: Type.TSchema;
  readonly query?: Type.TSchema;
  readonly body?: Type.TSchema;
  /**
   * A body that is a file: its octets as they are, read as a stream. Or what the form of a plain page sends, also as
   * multipart/form-data: read as a text.
   */
  readonly consumes?: 'application/octet-stream' | 'application/x-www-form-urlencoded';
  /** Called by machines and pages of other origins: nothing in it goes by who is signed in. */
  readonly anyOrigin?: true;
  /** Schema of the JSON reply; absent where the reply is not JSON (a file, an event stream). */
  readonly reply?: Type.TSchema;
  /** Media type of a reply that is not JSON. */
  readonly produces?: string;
}

/** Keeps the literal types, so that the client and the server infer from them. */
export const route = <const R extends RouteSpec>(spec: R): R => spec;

export const LEADERS = ['owner', 'admin', 'manager'] as const;
export const ADMINS = ['owner', 'admin'] as const;
export const STAFF = ['owner', 'admin', 'manager', 'salesperson', 'merchandiser'] as const;
