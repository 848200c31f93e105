/** `customer show`, `customer set`, `customer list-fields`: the record, for scripts of an administrator. */
import { updateCustomer } from '@tradepost/core/customers/update';
import { TradepostError } from '@tradepost/core/errors';
import { getRecordSettings } from '@tradepost/core/record/settings';
import { listContacts } from '@tradepost/db/queries/contacts';
import { findCustomer } from '@tradepost/db/queries/customers';
import { type Command, type CommandContext, UsageError } from '../command.ts';
import { CUSTOMER_FIELDS, readPatch } from '../customer-fields.ts';
import { ADMINISTRATOR, type Runtime, withRuntime } from '../runtime.ts';
import { table } from '../table.ts';

function readId(text: string | undefined): number {
  const id = Number(text);
  if (!Number.isSafeInteger(id) || id < 1) throw new UsageError('CUSTOMER is the number of a customer.');
  return id;
}

async function print(context: CommandContext, { db }: Runtime, id: number): Promise<void> {
  const row = await findCustomer(db, ADMINISTRATOR.scope, id);
  if (row === undefined) throw new TradepostError('not-found', `There is no customer ${id}.`);
  const contacts = await listContacts(db, ADMINISTRATOR.scope, id);
  const fields = Object.fromEntries(
    Object.entries(CUSTOMER_FIELDS).map(([name, { column }]) => [name, row[column]]),
  );
  const kept = {
    owner: row.owner_name,
    nextContactOn: row.next_contact_on,
    lastContactAt: row.last_contact_at?.toISOString() ?? null,
    completeness: row.completeness,
    verifiedAt: row.verified_at?.toISOString() ?? null,
    reviewedAt: row.reviewed_at?.toISOString() ?? null,
  };
  const people = contacts.map(({ id: contactId, name, title, addresses, invalid_at }) => ({
    id: contactId,
    name,
    title,
    addresses,
    valid: invalid_at === null,
  }));
  context.print({ id, ...fields, custom: row.custom, ...kept, contacts: people }, () => [
    ...table(
      ['field', 'value'],
      Object.entries({ ...fields, ...prefixed(row.custom), ...kept })
        .filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0))
        .map(([name, value]) => [name, Array.isArray(value) ? value.join('; ') : String(value)]),
    ),
    '',
    ...table(
      ['contact', 'name', 'position', 'addresses'],
      people.map((one) => [one.id, one.name, one.title, one.addresses.join(' ')]),
    ),
  ]);
}

const prefixed = (custom: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(custom).map(([key, value]) => [`custom.${key}`, value]));

const show: Command = {
  name: 'customer show',
  usage: 'CUSTOMER',
  summary: "A customer's record and contacts. CUSTOMER is its number.",
  args: [1, 1],
  run: (context) =>
    withRuntime(async (runtime) => {
      await print(context, runtime, readId(context.args[0]));
      return 0;
    }),
};

const set: Command = {
  name: 'customer set',
  usage: 'CUSTOMER FIELD=VALUE… [--reason TEXT]',
  summary: "Change fields of a customer's record; an empty value takes one away.",
  help: ['Fields: see "customer list-fields". Fields of the company’s own are called custom.KEY.'],
  options: { reason: { type: 'string' } },
  args: [2, 50],
  run: (context) =>
    withRuntime(async (runtime) => {
      const id = readId(context.args[0]);
      const patch = readPatch(context.args.slice(1));
      const { reason } = context.options;
      await updateCustomer(runtime, ADMINISTRATOR, id, {
        ...patch,
        ...(typeof reason === 'string' ? { reason } : {}),
      });
      await print(context, runtime, id);
      return 0;
    }),
};

const listFields: Command = {
  name: 'customer list-fields',
  usage: '',
  summary: 'Fields of a customer’s record, and what each takes; the company’s own too.',
  args: [0, 0],
  run: (context) =>
    withRuntime(async ({ db }) => {
      const { customFields, businessTypes, scales } = await getRecordSettings(db);
      const fields = [
        ...Object.entries(CUSTOMER_FIELDS).map(([name, { takes }]) => ({ name, takes })),
        ...customFields
          .filter(({ archived }) => !archived)
          .map(({ key, kind, choices }) => ({
            name: `custom.${key}`,
            takes: kind === 'choice' ? choices.map((choice) => choice.key).join(' | ') : kind,
          })),
      ];
      context.print({ fields, businessTypes, scales }, () => [
        ...table(
          ['field', 'takes'],
          fields.map(({ name, takes }) => [name, takes]),
        ),
        '',
        `businessType: ${businessTypes.map(({ key }) => key).join(', ')}`,
        `scale: ${scales.map(({ key }) => key).join(', ')}`,
      ]);
      return 0;
    }),
};

export const customerRecordCommands: readonly Command[] = [show, set, listFields];
