/** The ingest process: watches accounts, syncs mailboxes, runs long jobs. Any number may run. */
import { loadConfig } from '@tradepost/core/config/config';
import { startIngest } from './ingest.ts';

const ingest = await startIngest(loadConfig(process.env));
const stop = () => {
  ingest.close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
