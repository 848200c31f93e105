/** The scheduler process: asks for what is due. Any number may run. */
import { loadConfig } from '@tradepost/core/config/config';
import { startScheduler } from './scheduler.ts';

const scheduler = await startScheduler(loadConfig(process.env));
const stop = () => {
  scheduler.close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
