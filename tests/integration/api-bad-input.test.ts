/**
 * Every route of the contract with what no client should send: refused with a code and a sentence, never a fault
 * of the server's. The good call of each route, which is spoilt here, is that of the table of who sees what.
 */
import { validatorCompiler } from '@tradepost/api/validate';
import { ERROR_STATUS, type RouteName, type RouteSpec, routes } from '@tradepost/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makePerson, type Person, type Reply, signedIn, startTestApp, type TestApp } from './api-app.ts';
import { BAD_CURSORS, odd, refused } from './odd-input.ts';
import type { Area, Call, Row } from './visibility/area.ts';
import { AREAS } from './visibility/areas.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp({ requestsAMinute: 1_000_000 });
});
afterAll(() => test.close());

type Fields = Readonly<Record<string, object>>;
interface Spoilt {
  readonly what: string;
  readonly url: string;
  readonly body?: object | string;
}

const fieldsOf = (schema: object | undefined): Fields =>
  (schema as { properties?: Fields })?.properties ?? {};
const short = (value: unknown) => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 120 ? `${text.slice(0, 100)}… (${text.length})` : text;
};

/** `/customers/:id` of `/customers/7` with `id` replaced. */
function inPath(spec: RouteSpec, url: string, name: string, value: string): string {
  const [path = '', query] = url.split('?');
  const parts = path.split('/');
  const at = spec.path.split('/').indexOf(`:${name}`);
  parts[at] = encodeURIComponent(value);
  return parts.join('/') + (query === undefined ? '' : `?${query}`);
}

function inQuery(url: string, name: string, value: string): string {
  const [path = '', query] = url.split('?');
  const search = new URLSearchParams(query);
  search.set(name, value);
  return `${path}?${search.toString()}`;
}

/** At most a dozen, from all over. */
const some = (values: readonly unknown[]) => values.filter((_, i) => i % Math.ceil(values.length / 12) === 0);

const ONLY_TEXT = (value: unknown): value is string => typeof value === 'string' && value.isWellFormed();
const asText = (values: readonly unknown[]) => [
  ...new Set(
    values.flatMap((value) =>
      typeof value === 'number' ? [String(value)] : ONLY_TEXT(value) ? [value] : [],
    ),
  ),
];

/** What the schemas forbid. */
function* forbidden(spec: RouteSpec, { url, body }: Call): Generator<Spoilt> {
  for (const [name, schema] of Object.entries(fieldsOf(spec.params)))
    if ((schema as { type?: string }).type === 'integer')
      for (const value of ['1.5', "1' or '1'='1"])
        yield {
          what: `:${name}`,
          url: inPath(spec, url, name, value),
          ...(body === undefined ? {} : { body }),
        };
  for (const [name, schema] of Object.entries(fieldsOf(spec.query))) {
    const good = body === undefined ? {} : { body };
    const isText = (schema as { type?: string }).type === 'string';
    for (const value of asText(refused(schema)).reverse().slice(0, 2))
      if (
        value.length < 10_000 &&
        !(isText && value.isWellFormed() && !value.includes('\0')) &&
        !/^(?:1|true|yes)$/.test(value)
      )
        yield { what: `?${name}`, url: inQuery(url, name, value), ...good };
    if (name === 'cursor')
      for (const value of BAD_CURSORS) yield { what: `?cursor`, url: inQuery(url, name, value), ...good };
  }
  if (spec.body === undefined || body === undefined) return;
  for (const value of ['null', '{"a":']) yield { what: 'body', url, body: value };
  yield { what: 'body.unknown', url, body: { ...body, unknown_field: 1 } };
}

/** What they may allow. */
function* strange(spec: RouteSpec, { url, body }: Call): Generator<Spoilt> {
  const good = body === undefined ? {} : { body };
  for (const [name, schema] of Object.entries(fieldsOf(spec.params)))
    for (const value of asText(odd(schema)))
      if (value !== '' && value.length < 1000)
        yield { what: `:${name}`, url: inPath(spec, url, name, value), ...good };
  for (const [name, schema] of Object.entries(fieldsOf(spec.query)))
    for (const value of asText(odd(schema)))
      if (value.length < 10_000) yield { what: `?${name}`, url: inQuery(url, name, value), ...good };
  if (spec.body === undefined || body === undefined) return;
  for (const [name, schema] of Object.entries(fieldsOf(spec.body)))
    for (const value of some(odd(schema)))
      yield { what: `body.${name}`, url, body: { ...body, [name]: value } };
}

async function send(person: Person, spec: RouteSpec, { url, body }: Spoilt, call: Call): Promise<Reply> {
  if (spec.path.endsWith('/events')) {
    const reply = await person.open(url);
    if (reply.statusCode === 200) reply.stream().destroy();
    return reply;
  }
  const isText = typeof body === 'string';
  return person.call(spec.method, url, body as object, {
    ...(isText ? { 'content-type': 'application/json' } : {}),
    ...call.headers,
  });
}

/** @returns what is wrong with the reply, or null. */
function faultOf(spec: RouteSpec, reply: Reply, mustRefuse: boolean): string | null {
  if (reply.statusCode >= 500) return `${reply.statusCode}`;
  if (reply.statusCode < 400) return mustRefuse ? `${reply.statusCode}: taken` : null;
  if (spec.produces === 'text/html') return null;
  const { error } = reply.json<{ error?: { code: string; message: string } }>();
  if (error === undefined || !(error.code in ERROR_STATUS)) return `${reply.statusCode}: no code`;
  if (!/\s[^]*[.?!]$/.test(error.message) || error.message.length > 3000)
    return `${reply.statusCode}: no sentence: ${error.message.slice(0, 200)}`;
  return null;
}

const rowsOf = ({ rows }: Area) => Object.entries(rows) as [RouteName, Row<unknown>][];
const ROUTES = Object.values(AREAS).flatMap((area) =>
  rowsOf(area).map(([name, row]) => ({ name, area, row })),
);

it('every body of the contract refuses wrong types, sizes, words and fields, wherever they stand', () => {
  const taken: string[] = [];
  for (const [name, spec] of Object.entries<RouteSpec>(routes)) {
    if (spec.body === undefined) continue;
    const validate = validatorCompiler({ schema: spec.body as never, method: '', url: '', httpPart: 'body' });
    for (const value of refused(spec.body)) {
      const { error } = validate(value) as { error?: Error };
      if (error === undefined) taken.push(`${name} ${short(value)}`);
      else if (!/^The request is not valid: [^]+\.$/.test(error.message))
        taken.push(`${name}: ${error.message}`);
    }
  }
  expect(taken).toEqual([]);
});

it('an address and a country that are none are called so, in words', () => {
  const body = { name: 'Acme', country: 'Germany', contacts: [{ addresses: ['nobody'] }] };
  const validate = validatorCompiler({
    schema: routes.createCustomer.body as never,
    method: '',
    url: '',
    httpPart: 'body',
  });
  const { error } = validate(body) as { error?: Error };
  expect(error?.message).toBe(
    'The request is not valid: "country" is not a country’s code, as DE is; "contacts.0.addresses.0" is not an e-mail address, as anna@example.com is.',
  );
});

it('every route refuses what its schemas forbid, with a code and a sentence', async () => {
  const faults: string[] = [];
  for (const area of Object.values(AREAS)) {
    const person = await makePerson(test, 'owner');
    // What is refused changes nothing: the things of an area do for all its routes.
    const things = await area.make(test, person.user.id);
    for (const [name, row] of rowsOf(area)) {
      const spec: RouteSpec = routes[name];
      const call = await row.call(test, things as never);
      for (const spoilt of forbidden(spec, call)) {
        const fault = faultOf(spec, await send(person, spec, spoilt, call), true);
        if (fault !== null)
          faults.push(`${name} ${spoilt.what} ${spoilt.url} ${short(spoilt.body)} → ${fault}`);
      }
    }
  }
  expect(faults).toEqual([]);
});

it('no route fails of what its schemas may allow, whatever else is asked meanwhile', async () => {
  const faults: string[] = [];
  const waiting = ROUTES.values();
  const lane = async () => {
    // One iterator for all lanes: each route is taken once.
    for (const one of waiting) await spoil(one);
  };
  const spoil = async ({ name, area, row }: (typeof ROUTES)[number]) => {
    const spec: RouteSpec = routes[name];
    const owner = await makePerson(test, 'owner');
    const call = await row.call(test, (await area.make(test, owner.user.id)) as never);
    let person = owner;
    for (const spoilt of strange(spec, call)) {
      let reply = await send(person, spec, spoilt, call);
      // The call before may have ended his session.
      if (reply.statusCode === 401) {
        person = await signedIn(test, owner.user);
        reply = await send(person, spec, spoilt, call);
      }
      const fault = faultOf(spec, reply, false);
      if (fault !== null)
        faults.push(`${name} ${spoilt.what} ${spoilt.url} ${short(spoilt.body)} → ${fault}`);
    }
  };
  await Promise.all([lane(), lane(), lane()]);
  expect(faults).toEqual([]);
}, 240_000);
