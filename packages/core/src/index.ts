/**
 * The rules of Tradepost: archive, filing, timeline, accounts, people, visibility.
 *
 * Terminology: docs/glossary.md. A function that writes several rows takes a `Transaction`; jobs are
 * enqueued and people told only after the commit.
 */
export * from './errors.ts';
