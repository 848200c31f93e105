import type { Command } from '../command.ts';

/** By their first word, in the order of the overview. A command loads what it needs, and nothing of the others. */
const MODULES: ReadonlyMap<string, () => Promise<readonly Command[]>> = new Map([
  [
    'account',
    async () => [
      ...(await import('./account.ts')).accountCommands,
      ...(await import('./account-password.ts')).accountPasswordCommands,
      ...(await import('./account-sending.ts')).accountSendingCommands,
    ],
  ],
  ['department', async () => (await import('./department.ts')).departmentCommands],
  ['user', async () => (await import('./user.ts')).userCommands],
  ['sync', async () => [(await import('./sync.ts')).sync]],
  ['import', async () => [(await import('./import.ts')).importFiles]],
  ['verify', async () => [(await import('./verify.ts')).verify]],
  [
    'customer',
    async () => [
      (await import('./customer-import.ts')).customerImport,
      ...(await import('./customer-record.ts')).customerRecordCommands,
    ],
  ],
  ['card', async () => [(await import('./card.ts')).cardForm]],
  ['handover', async () => (await import('./handover.ts')).handoverCommands],
  ['complaint', async () => [(await import('./complaint.ts')).complaintList]],
  ['calendar', async () => [(await import('./calendar.ts')).calendarImport]],
  ['timeline', async () => [(await import('./timeline.ts')).timeline]],
  ['attachments', async () => [(await import('./attachments.ts')).attachments]],
  ['search', async () => [(await import('./search.ts')).search]],
  ['message', async () => [(await import('./message.ts')).messageShow]],
  [
    'audit',
    async () => {
      const { auditList, auditVerify } = await import('./audit.ts');
      return [auditVerify, auditList];
    },
  ],
  ['outgoing', async () => (await import('./outgoing.ts')).outgoingCommands],
  ['key', async () => [(await import('./key.ts')).keyRotate]],
  [
    'bench',
    async () => [
      (await import('./bench.ts')).bench,
      (await import('./bench-customers.ts')).benchCustomersCommand,
      (await import('./bench-search.ts')).benchSearchCommand,
      (await import('./bench-search-notmuch.ts')).benchSearchNotmuchCommand,
      (await import('./bench-follow-up.ts')).benchFollowUpCommand,
      (await import('./bench-digests.ts')).benchDigestsCommand,
    ],
  ],
]);

/** Those whose first word this is. */
export async function commandsOf(word: string): Promise<readonly Command[]> {
  return (await MODULES.get(word)?.()) ?? [];
}

export async function allCommands(): Promise<readonly Command[]> {
  return (await Promise.all([...MODULES.values()].map((load) => load()))).flat();
}
