/** A fault that no person can do anything about goes where developers look. */
export function report(error: unknown): void {
  // oxlint-disable-next-line no-console -- the browser's console is the page's only log.
  console.error(error);
}
