/** The web app, built once before any browser opens it: a build during the tests would change it under their feet. */
import { buildWeb } from '../../scripts/launch/web-build.ts';

/** @public Vitest calls it. */
export default async function setup(): Promise<void> {
  await buildWeb(() => {}, new AbortController().signal);
}
