/** What the OpenAPI page says beyond the contract's schemas: who may call a route, common parameters, examples. */
import type { RouteName, RouteSpec } from '@tradepost/contract';

/** Who may call a route; what he then sees is decided by what he may see. */
export function accessWords({ access, session }: RouteSpec): string {
  if (access === 'public') return 'Open to anyone.';
  const who = access === 'signed-in' ? 'Everyone who is signed in' : `Only roles ${access.join(', ')}`;
  return session === true ? `${who}; not with an API token.` : `${who}.`;
}

/** Parameters that mean the same in every route. */
const PARAMETERS: Readonly<Record<string, string>> = {
  cursor: 'The `nextCursor` of the page before; absent for the first page.',
  limit: 'Rows of a page at most.',
  country: 'ISO 3166-1 alpha-2, in capitals: `DE`.',
  language: 'BCP 47: `en`, `zh-CN`.',
  from: 'The beginning, inclusive.',
  to: 'The end.',
  token: 'What stands in the link.',
  find: 'The search that led here: its words are marked.',
  images: 'Also pictures on other machines, whose senders then learn that the mail was opened.',
  partPath: 'The part’s number (RFC 3501, 6.4.5), as `attachments` give it: `2`, `1.3`.',
  direction: '`inbound` from the customer, `outbound` from us, `internal` among ourselves.',
  grade: 'Grades of customers, by comma; `-` for none.',
  format: 'The file’s format.',
  year: 'Of the Gregorian calendar.',
};

/** Of `id` by what stands before it in the path: "customers/{id}". */
function idWords(path: string, name: string): string | undefined {
  const before = new RegExp(`([a-z-]+)/\\{${name}\\}`).exec(path)?.[1];
  return before === undefined ? undefined : `Number of the one of ${before.replaceAll('-', ' ')}.`;
}

/** Bodies that can be sent as they stand, but for numbers and names of one's own. */
export const EXAMPLES: Partial<Record<RouteName, object>> = {
  signIn: { email: 'anna@example.com', password: 'the password' },
  createApiToken: { name: 'ERP', scopes: ['customers:read', 'mail:read'], expiresInDays: 365 },
  createMailAccount: {
    address: 'sales@example.com',
    password: 'the app password',
    imap: { host: 'imap.example.com', port: 993, security: 'tls', user: 'sales@example.com' },
  },
  createCustomer: {
    name: 'Lindqvist Marine AB',
    country: 'SE',
    grade: 'B',
    domains: ['lindqvist-marine.example'],
    contacts: [{ name: 'Maria Lindqvist', addresses: ['maria@lindqvist-marine.example'] }],
  },
  updateCustomer: { grade: 'A', website: 'https://lindqvist-marine.example' },
  addContact: { name: 'Erik Lindqvist', title: 'Purchasing', addresses: ['erik@lindqvist-marine.example'] },
  makeCustomerFromSender: {
    address: 'maria@lindqvist-marine.example',
    name: 'Lindqvist Marine AB',
    withDomain: true,
  },
  fileMessage: { customerId: 17 },
  createLetter: { kind: 'reply', messageId: 118 },
};

interface Operation {
  operationId?: string;
  summary?: string;
  parameters?: { name: string; in: string; description?: string }[];
  requestBody?: { content?: Record<string, { example?: unknown }> };
  responses?: Record<string, { description?: string }>;
}

/** Adds the words to the document that was made of the schemas. */
export function addWords<T extends { paths?: object }>(document: T): T {
  for (const [path, operations] of Object.entries(document.paths ?? {})) {
    for (const operation of Object.values(operations as Record<string, Operation>)) describe(path, operation);
  }
  return document;
}

function describe(path: string, operation: Operation): void {
  for (const parameter of operation.parameters ?? []) {
    const words = idWords(path, parameter.name) ?? PARAMETERS[parameter.name];
    if (words !== undefined) parameter.description ??= words;
  }
  const example = EXAMPLES[operation.operationId as RouteName];
  const json = operation.requestBody?.content?.['application/json'];
  if (example !== undefined && json !== undefined) json.example = example;
  const reply = operation.responses?.['200'];
  if (reply?.description === 'Default Response') reply.description = operation.summary ?? '';
}
