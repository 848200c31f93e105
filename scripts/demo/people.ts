/** The sample company in the database: people, own domains, customers, mail accounts. Runs again without harm. */
import { addMailAccount } from '@tradepost/core/accounts/add';
import type { AccountDeps } from '@tradepost/core/accounts/deps';
import { createCustomer } from '@tradepost/core/customers/create';
import { TradepostError } from '@tradepost/core/errors';
import { updateCompany } from '@tradepost/core/users/company';
import { createUser } from '@tradepost/core/users/create';
import { MACHINE } from '@tradepost/core/users/viewer';
import { scopeOf } from '@tradepost/core/visibility/scope';
import { findUserByEmail } from '@tradepost/db/queries/users';
import { COLLEAGUES, type Colleague, COMPANY, OWNER } from './correspondence/company.ts';
import { CUSTOMERS, type SampleCustomer } from './correspondence/customers.ts';

/** The machine's administrator does this, as on the command line. */
const ACTOR = { viewer: null, scope: scopeOf(MACHINE) };

/** Contacts on file; the colleagues behind them are left unknown, so that filing by company domain has work. */
const knownContacts = (customer: SampleCustomer): number => (customer.grade === 'A' ? 2 : 1);

async function unless<T>(codes: readonly string[], work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    // Made by an earlier start.
    if (error instanceof TradepostError && codes.includes(error.code)) return null;
    throw error;
  }
}

async function userId(
  deps: AccountDeps,
  email: string,
  user: { name: string; role: 'owner' | 'manager' | 'salesperson'; password: string },
): Promise<number> {
  const known = await findUserByEmail(deps.db, email);
  if (known !== undefined) return known.id;
  return (await createUser(deps.db, { email, ...user, locale: 'zh-CN', timeZone: 'Asia/Shanghai' })).id;
}

/** How far the sample company has come with whom. */
const STAGE_OF = { A: 'contract', B: 'negotiation', C: 'first-contact', D: 'target' } as const;

const customerInput = (customer: SampleCustomer, ownerId: number) => ({
  name: customer.name,
  country: customer.country,
  grade: customer.grade,
  ownerId,
  city: customer.city,
  stage: STAGE_OF[customer.grade],
  keyAccount: customer.grade === 'A',
  source: customer.grade === 'A' ? '广交会 Canton Fair' : '平台询盘 B2B platform',
  ...(customer.domain === null
    ? {}
    : { website: `https://www.${customer.domain}`, domains: [customer.domain] }),
  contacts: customer.contacts
    .slice(0, knownContacts(customer))
    .map(({ name, title, address }) => ({ name, title, addresses: [address] })),
});

/** @param password of a person's address. */
export async function settleCompany(deps: AccountDeps, password: (address: string) => string): Promise<void> {
  await updateCompany(deps.db, null, { name: `${COMPANY.name} ${COMPANY.nameZh}`, domains: COMPANY.domains });
  await userId(deps, OWNER.email, { name: OWNER.name, role: 'owner', password: password(OWNER.email) });
  const ids = {} as Record<Colleague['id'], number>;
  for (const person of Object.values(COLLEAGUES)) {
    ids[person.id] = await userId(deps, person.address, {
      name: `${person.nameZh} ${person.first} ${person.last}`,
      role: person.role,
      password: password(person.address),
    });
  }
  for (const customer of CUSTOMERS) {
    await unless(
      ['address-taken', 'conflict'],
      createCustomer(deps, ACTOR, customerInput(customer, ids[customer.owner])),
    );
  }
}

/** Connects the four mailboxes; the host is loopback, which only the machine's administrator may name. */
export async function connectAccounts(
  deps: AccountDeps,
  { imapPort, smtpPort }: { readonly imapPort: number; readonly smtpPort: number },
  password: (address: string) => string,
): Promise<void> {
  for (const person of Object.values(COLLEAGUES)) {
    const user = await findUserByEmail(deps.db, person.address);
    await unless(
      ['conflict'],
      addMailAccount(
        deps,
        {
          address: person.address,
          aliases: [...person.aliases],
          displayName: person.name,
          password: password(person.address),
          imap: { host: '127.0.0.1', port: imapPort, security: 'none', user: person.address },
          smtp: { host: '127.0.0.1', port: smtpPort, security: 'none', user: null },
          ownerId: user?.id ?? null,
          provider: 'generic',
        },
        { viewer: null, privateHostAllowed: true },
      ),
    );
  }
}
