import { verifyAudit } from '@tradepost/core/audit/verify';
import type { Command } from '../command.ts';
import { withRuntime } from '../runtime.ts';

export const auditVerify: Command = {
  name: 'audit verify',
  usage: '',
  summary: 'Prove that no record of the audit log was changed or taken out.',
  args: [0, 0],
  run: (context) =>
    withRuntime(async (runtime) => {
      const result = await verifyAudit(runtime.db);
      context.print(result, () => [
        result.brokenAt === null
          ? `${result.rows} records, all whole.`
          : `Record ${result.brokenAt} was changed, or one before it was taken out; ${result.rows} records before it are whole.`,
      ]);
      return result.brokenAt === null ? 0 : 1;
    }),
};
