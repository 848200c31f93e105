/** I4: the archive changes nothing on the server. Held by what is sent, not by what happened to come of it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Company, startCompany } from '../helpers/company.ts';
import { startLyingServer } from '../helpers/lying-server.ts';
import { mail } from '../helpers/mails.ts';
import { addAccount, healthOf, inArchive, look } from '../helpers/oracle.ts';
import { waitFor } from '../helpers/wait-for.ts';

/** Commands that change no mailbox and no flag (RFC 3501 6, RFC 2177, RFC 2971). */
const READING = new Set([
  'CAPABILITY',
  'ID',
  'LOGIN',
  'AUTHENTICATE',
  'NAMESPACE',
  'LIST',
  'LSUB',
  'EXAMINE',
  'STATUS',
  'UID FETCH',
  'FETCH',
  'NOOP',
  'IDLE',
  'DONE',
  'CLOSE',
  'UNSELECT',
  'LOGOUT',
]);

let company: Company;
beforeAll(async () => {
  company = await startCompany();
  await company.startServices();
});
afterAll(() => company.stop());

it('listing, backfill, proof, large mails and watching send no command that could change anything', async () => {
  const letter = (subject: string, body?: string) =>
    mail({
      from: 'a@acme.example',
      to: 'x@tradepost.test',
      subject,
      ...(body === undefined ? {} : { body }),
    });
  const liar = await startLyingServer({
    INBOX: {
      mails: [
        { uid: 1, raw: letter('One') },
        { uid: 2, raw: letter('Large', 'x'.repeat(9_000_000)) },
        { uid: 3, raw: letter('Wrong size'), claimedSize: 5 },
      ],
      uidValidity: 7,
    },
    Sent: { mails: [{ uid: 9, raw: letter('Sent') }], uidValidity: 8 },
  });
  try {
    const accountId = await addAccount(company, liar);
    await look(company, accountId);
    expect((await inArchive(company, accountId)).size).toBe(3);
    await waitFor(async () => (await healthOf(company, accountId)).watch_owner);
    await waitFor(() => liar.server.commands().includes('IDLE'));
    await company.verify(accountId);
    const sent = liar.server.commands();
    expect(sent).toContain('UID FETCH');
    expect(sent.filter((name) => !READING.has(name))).toEqual([]);
    // BODY[] without PEEK sets \Seen where a server forgets that the mailbox is open for reading only.
    expect(liar.server.received.filter((line) => /\b(BODY\[|RFC822(\.TEXT)?[ )])/.test(line))).toEqual([]);
  } finally {
    await liar.server.stop();
  }
});
