/** Where each invariant of the design is held: the file, and the sentence in it that fails without the rule. */
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

interface Held {
  readonly invariant: string;
  /** Path from the repository's root, and the sentence. */
  readonly by: readonly (readonly [file: string, sentence: string])[];
}

const at = (name: string) => `tests/integration/${name}.test.ts`;

const INVARIANTS: readonly Held[] = [
  {
    invariant: 'I1 nothing is lost',
    by: [
      [at('invariants-coverage'), 'that fails anywhere in its transaction moves neither coverage nor places'],
      [at('invariants-coverage'), 'covers of a fetch that breaks off only what came'],
      [at('invariants-coverage'), 'leaves uncovered what the server lists and does not hand out'],
      [at('archive-faults'), 'when ingest is killed at random points of a backfill, 21 times'],
      [at('archive-faults'), 'is quarantined, visible, and the rest arrives'],
      [at('fault-network'), 'connections that end inside a literal (%s): every one of them brings something'],
      [
        at('fault-lying-server'),
        'is a named fault of its mailbox, counted as missing, and the rest is archived',
      ],
      [at('fault-services-down'), 'Postgres is killed and recovers, again and again'],
      [at('fault-storage'), 'of the archive: a named fault, nothing lost'],
      [at('corpora'), '%s: every message is archived byte-exact, none is lost'],
    ],
  },
  {
    invariant: 'I2 nothing is there twice',
    by: [
      [at('invariants-coverage'), 'of another generation writes nothing at all'],
      [at('archive-timeline'), 'keeps a mail in three accounts as one message in three places'],
      [at('archive-timeline'), 'knows the sent copy and the delivered copy of a mail as one'],
      [at('archive-faults'), 'when the mailbox gets another UIDVALIDITY'],
      [at('fault-two-owners'), 'writes nothing twice and loses nothing'],
      [at('fault-services-down'), 'connections to Postgres end at any octet'],
      [at('cli-archive'), 'a second time it makes no double'],
    ],
  },
  {
    invariant: 'I3 the archive never mirrors deletion',
    by: [
      [at('archive-faults'), 'when mail vanishes from the server: it stays, marked'],
      [at('fault-other-clients'), 'deletes a mailbox and makes it anew under its name'],
      [at('fault-accounts'), 'that is removed stops, its password is wiped and its archive stays'],
    ],
  },
  {
    invariant: 'I4 read-only',
    by: [
      [at('invariants-read-only'), 'send no command that could change anything'],
      [at('archive-timeline'), 'leaves the flags on the server as they were'],
    ],
  },
  {
    invariant: 'I5 Redis is disposable',
    by: [
      [at('archive-faults'), 'when Redis is emptied in the middle of a backfill'],
      [at('archive-faults'), 'when Redis dies and comes back empty'],
      [at('fault-jobs'), 'goes on where it was when its process is killed half-way'],
    ],
  },
  {
    invariant: 'I6 no answer is silent',
    by: [
      [
        at('fault-lying-server'),
        'of every list, while it counts them: the mailbox says so instead of being synced',
      ],
      [at('fault-lying-server'), 'stays a named fault when new mail arrives beside it'],
      [at('cli-archive'), 'ends with 0 when all adds up, and with 1 naming what is missing'],
      [at('fault-storage'), 'of another installation: a fault that says what to do'],
    ],
  },
  {
    invariant: 'I7 every filing is explained and can be undone',
    by: [
      [at('archive-timeline'), 'files by thread and by company domain, and says by which rule'],
      [at('fault-jobs'), 'does not repeat what a person has undone'],
    ],
  },
  // I8: there are no reminders yet.
  {
    invariant: 'I9 nobody sees what is not theirs',
    by: [
      [at('visibility'), 'gets of every route what the table says'],
      [at('visibility'), 'is in the audit log, once, whatever of the mail is read'],
    ],
  },
  {
    invariant: 'I10 mail is hostile',
    by: [
      [at('hostile-html'), 'hostile HTML in a real browser'],
      [at('fault-odd-mails'), 'with 20 MB of hostile HTML delays no other'],
      [at('fault-odd-mails'), 'within 400 MB of memory'],
      [at('fault-canary'), 'no password and no word of a mail is in a log'],
    ],
  },
  {
    invariant: 'I11 cost is flat',
    by: [
      [at('api-messages'), 'reads a page from the index, whatever its place'],
      [at('indexes'), 'the own addresses of a batch are found by index among thousands of accounts'],
    ],
  },
];

it.each(INVARIANTS)('$invariant: its tests are there', async ({ by }) => {
  for (const [file, sentence] of by)
    expect(await readFile(new URL(`../../${file}`, import.meta.url), 'utf8'), file).toContain(sentence);
});
