/** The ingest process: watches accounts, syncs mailboxes, runs long jobs. Any number may run. */
import { runProcess } from '@tradepost/core/run-process';
import { startIngest } from './ingest.ts';

await runProcess(process.env, startIngest);
