/** The scheduler process: asks for what is due. Any number may run. */
import { runProcess } from '@tradepost/core/run-process';
import { startScheduler } from './scheduler.ts';

await runProcess(process.env, startScheduler);
