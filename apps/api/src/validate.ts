/** Validation by TypeBox itself: bodies are taken as they are, parameters and queries are text and converted. */
import { ADDRESS_PATTERN, COUNTRY_PATTERN } from '@tradepost/contract';
import { TradepostError } from '@tradepost/core/errors';
import type { FastifySchemaCompiler } from 'fastify';
import type Type from 'typebox';
import { Compile, type Validator } from 'typebox/compile';

/** More faults than this in one request help nobody. */
const MOST_FAULTS = 20;

export interface FieldFault {
  /** Dotted path of the field, '' for the whole. */
  readonly field: string;
  readonly problem: string;
}

const validators = new WeakMap<Type.TSchema, Validator>();

/** Compiled with the first request that needs it: most of a start would go into those that nobody asks for. */
function validatorOf(schema: Type.TSchema): Validator {
  let validator = validators.get(schema);
  if (validator === undefined) {
    validator = Compile(schema);
    validators.set(schema, validator);
  }
  return validator;
}

export const validatorCompiler: FastifySchemaCompiler<Type.TSchema> = ({ schema, httpPart }) => {
  const isText = httpPart !== 'body';
  const wholeNames = isText ? namesOfIntegers(schema) : [];
  return (input: unknown) => {
    const odd = findOddText(input);
    if (odd !== null) {
      const fault = { field: odd, problem: 'has a character that is none (NUL or half of a pair)' };
      return { error: new TradepostError('invalid-request', sentence([fault]), { details: [fault] }) };
    }
    const fraction = isText ? wholeNames.find((name) => isFraction(input, name)) : undefined;
    if (fraction !== undefined) {
      const fault = { field: fraction, problem: 'must be integer' };
      return { error: new TradepostError('invalid-request', sentence([fault]), { details: [fault] }) };
    }
    const validator = validatorOf(schema);
    const value = validator.Default(isText ? validator.Convert(input ?? {}) : (input ?? null));
    if (validator.Check(value)) return { value };
    const faults = describeFaults(validator.Errors(value), httpPart);
    return {
      error: new TradepostError('invalid-request', sentence(faults), { details: faults }),
    };
  };
};

const namesOfIntegers = (schema: Type.TSchema) =>
  Object.entries((schema as { properties?: Record<string, { type?: string }> }).properties ?? {})
    .filter(([, { type }]) => type === 'integer')
    .map(([name]) => name);

/** Conversion cuts "1.5" down to 1, and so would delete what was never named. */
function isFraction(input: unknown, name: string): boolean {
  const text = (input as Record<string, unknown> | undefined)?.[name];
  return text !== undefined && !(typeof text === 'string' && /^-?\d+$/.test(text));
}

/**
 * Postgres holds neither NUL nor lone surrogates; asked to, it fails in the middle of the work.
 * @returns the dotted path of the first text with one, or null. No recursion: the input may be deep.
 */
function findOddText(input: unknown): string | null {
  const open: { readonly path: string; readonly value: unknown }[] = [{ path: '', value: input }];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const { path, value } = at;
    if (typeof value === 'string' && isOdd(value)) return path;
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, inner] of Object.entries(value)) {
      if (isOdd(name)) return path;
      if (typeof inner === 'string' ? isOdd(inner) : typeof inner === 'object')
        open.push({ path: path === '' ? name : `${path}.${name}`, value: inner });
    }
  }
  return null;
}

const isOdd = (text: string) => text.includes('\0') || !text.isWellFormed();

interface SchemaFault {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: object;
  readonly message: string;
}

/** What a pattern means, where people write what it is for. */
const MEANS = new Map([
  [ADDRESS_PATTERN, 'is not an e-mail address, as anna@example.com is'],
  [COUNTRY_PATTERN, 'is not a country’s code, as DE is'],
]);

function describeFaults(errors: readonly SchemaFault[], httpPart: string | undefined): FieldFault[] {
  const faults = new Map<string, FieldFault>();
  for (const error of errors) {
    // The members of a union fail one by one beside the union itself; the first one says it best.
    const params = error.params as {
      requiredProperties?: string[];
      additionalProperties?: string[];
      pattern?: string | RegExp;
    };
    const base = error.instancePath.slice(1).replaceAll('/', '.');
    const at = (name: string) => (base === '' ? name : `${base}.${name}`);
    const add = (field: string, problem: string) => {
      if (!faults.has(field) && faults.size < MOST_FAULTS) faults.set(field, { field, problem });
    };
    if (error.keyword === 'required')
      for (const name of params.requiredProperties ?? []) add(at(name), 'is missing');
    else if (error.keyword === 'additionalProperties')
      for (const name of params.additionalProperties ?? [])
        faults.set(at(name), { field: at(name), problem: 'is not known here' });
    else if (error.keyword !== 'boolean')
      add(base, MEANS.get(patternOf(params)) ?? (error.message || 'is not valid'));
  }
  if (faults.size === 0) faults.set('', { field: '', problem: `the ${httpPart ?? 'request'} is not valid` });
  return [...faults.values()].slice(0, MOST_FAULTS);
}

const patternOf = ({ pattern = '' }: { readonly pattern?: string | RegExp }) =>
  typeof pattern === 'string' ? pattern : pattern.source;

function sentence(faults: readonly FieldFault[]): string {
  const parts = faults.map(({ field, problem }) => (field === '' ? problem : `"${field}" ${problem}`));
  return `The request is not valid: ${parts.join('; ')}.`;
}
