/** P6: whatever is killed, work goes on soon, with nobody's help. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Company, startCompany } from '../helpers/company.ts';
import { holdMailsUpTo } from '../helpers/hold-mails.ts';
import { mail } from '../helpers/mails.ts';
import { addAccount, expectWhole, fillInbox, healthOf, inArchive, placesOf } from '../helpers/oracle.ts';
import { type RunningProcess, startProcess } from '../helpers/process.ts';
import { startTcpProxy, type TcpProxy } from '../helpers/tcp-proxy.ts';
import { waitFor } from '../helpers/wait-for.ts';

let company: Company;
let proxy: TcpProxy;
const processes: RunningProcess[] = [];
beforeAll(async () => {
  company = await startCompany();
  proxy = await startTcpProxy({ port: company.dovecot.port });
});
afterAll(async () => {
  for (const one of processes) await one.kill();
  await proxy.stop();
  await company.stop();
});

it('ingest and scheduler, killed in the middle of a backfill while they hold every lease', async () => {
  const run = (app: 'ingest' | 'scheduler') => {
    const one = startProcess(`apps/${app}/src/main.ts`, company.env);
    processes.push(one);
    return one;
  };
  const user = await company.dovecot.createUser();
  const count = await fillInbox(company, user, 1_000, { octets: 4_000 });
  proxy.set({ hold: holdMailsUpTo(count - 300) });
  const accountId = await addAccount(company, { ...user, port: proxy.port });
  const killed = [run('scheduler'), run('ingest')];
  await waitFor(async () => {
    const { sync_owner: syncs, watch_owner: watches } = await healthOf(company, accountId);
    return syncs !== null && watches !== null && (await placesOf(company, accountId)) > 0;
  });
  for (const one of killed) await one.kill();
  expect(await placesOf(company, accountId)).toBeLessThan(count);
  proxy.set({});

  run('ingest');
  run('scheduler');
  await company.dovecot.deliver(
    user,
    mail({ from: 'a@acme.example', to: user.address, subject: 'Meanwhile' }),
  );
  // Nothing is put right by hand here: the leases run out by the clock.
  await waitFor(async () => (await inArchive(company, accountId)).size === count + 1, {
    intervalMs: 200,
  });
  expect(await expectWhole(company, accountId, user)).toBe(count + 1);
  // And the account is watched again.
  await waitFor(async () => {
    const { watch_owner: owner } = await healthOf(company, accountId);
    return owner !== null;
  });
});
