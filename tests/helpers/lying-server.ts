/** A whole mail server for the engine, of scripted mailboxes, that lies where a test tells it to. */
import {
  type FakeCommand,
  type FakeHandler,
  type FakeImapServer,
  startFakeImap,
} from './fake-imap-server.ts';
import { mail } from './mails.ts';
import { sha256 } from './oracle.ts';

export interface LyingMail {
  readonly uid: number;
  readonly raw: string;
  /** What RFC822.SIZE claims. */
  readonly claimedSize?: number;
  readonly internalDate?: string;
}

/** What a FETCH asks for. */
export type Purpose = 'uids' | 'sizes' | 'source';

export interface LyingMailbox {
  mails: LyingMail[];
  uidValidity: number;
  /** What EXAMINE says; null leaves it out; undefined tells the truth. */
  uidNext?: number | null;
  /** What EXAMINE says there is. */
  exists?: number;
  /** EXAMINE is answered with this NO. */
  refusal?: string | undefined;
  /** Called before EXAMINE is answered; 'stop' leaves it without an answer. */
  beforeExamine?: (command: FakeCommand) => 'stop' | undefined;
  /** Mails that a FETCH for this purpose does not mention. */
  hides?: (uid: number, purpose: Purpose) => boolean;
  /** Called before a source goes out; 'silent' gives the row without octets, 'stop' nothing more at all. */
  beforeSource?: (uid: number, command: FakeCommand) => 'silent' | 'stop' | undefined;
}

export interface LyingServer {
  readonly server: FakeImapServer;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly mailboxes: Record<string, LyingMailbox>;
  /** Sources handed out or refused so far, by UID, in order. */
  readonly asked: number[];
  /** How often EXAMINE came. */
  examines(): number;
}

export async function startLyingServer(
  mailboxes: Record<string, LyingMailbox>,
  handlers: Record<string, FakeHandler> = {},
): Promise<LyingServer> {
  const asked: number[] = [];
  const opened = new Map<object, string>();
  const boxOf = (command: FakeCommand) => mailboxes[opened.get(command.socket) ?? ''];
  const nameOf = (args: string) => /^"?([^" (]+)"?/.exec(args)?.[1] ?? '';
  const fetch = (command: FakeCommand, byUid: boolean): void => {
    const box = boxOf(command);
    const [, set = '', items = ''] = /^(\S+) (.*)$/.exec(command.args) ?? [];
    if (box === undefined) return command.send(`${command.tag} BAD no mailbox`);
    const sorted = [...box.mails].sort((a, b) => a.uid - b.uid);
    const part = /BODY\.PEEK\[\](?:<(\d+)\.(\d+)>)?/.exec(items);
    const purpose: Purpose = part ? 'source' : items.includes('RFC822.SIZE') ? 'sizes' : 'uids';
    const last = sorted.at(-1)?.uid ?? 0;
    const wanted = parseSet(set, byUid ? last : sorted.length);
    for (const [index, mail] of sorted.entries()) {
      if (!wanted(byUid ? mail.uid : index + 1) || box.hides?.(mail.uid, purpose)) continue;
      const octets = Buffer.from(mail.raw);
      const facts = [
        `UID ${mail.uid}`,
        ...(items.includes('INTERNALDATE')
          ? [`INTERNALDATE "${mail.internalDate ?? '01-Jan-2026 00:00:00 +0000'}"`]
          : []),
        ...(items.includes('RFC822.SIZE') ? [`RFC822.SIZE ${mail.claimedSize ?? octets.length}`] : []),
      ].join(' ');
      if (part === null) {
        command.send(`* ${index + 1} FETCH (${facts})`);
        continue;
      }
      asked.push(mail.uid);
      const whim = box.beforeSource?.(mail.uid, command);
      if (whim === 'stop') return;
      if (whim === 'silent') {
        command.send(`* ${index + 1} FETCH (${facts})`);
        continue;
      }
      const from = Number(part[1] ?? 0);
      const piece = part[1] === undefined ? octets : octets.subarray(from, from + Number(part[2]));
      const name = part[1] === undefined ? 'BODY[]' : `BODY[]<${from}>`;
      command.send(`* ${index + 1} FETCH (${facts} ${name} {${piece.length}}`, piece, Buffer.from(')\r\n'));
    }
    command.ok();
  };
  const server = await startFakeImap({
    LIST: ({ send, ok }) => {
      send(...Object.keys(mailboxes).map((name) => `* LIST () "/" "${name}"`));
      ok();
    },
    EXAMINE: (command) => {
      const name = nameOf(command.args);
      const box = mailboxes[name];
      opened.delete(command.socket);
      if (box === undefined) return command.send(`${command.tag} NO no such mailbox`);
      if (box.refusal !== undefined) return command.send(`${command.tag} NO ${box.refusal}`);
      if (box.beforeExamine?.(command) === 'stop') return undefined;
      opened.set(command.socket, name);
      command.send(
        `* ${box.exists ?? box.mails.length} EXISTS`,
        `* OK [UIDVALIDITY ${box.uidValidity}] valid`,
      );
      const next =
        box.uidNext === undefined ? Math.max(0, ...box.mails.map((mail) => mail.uid)) + 1 : box.uidNext;
      if (next !== null) command.send(`* OK [UIDNEXT ${next}] next`);
      command.ok('[READ-ONLY] done');
    },
    STATUS: (command) => {
      const name = nameOf(command.args);
      const box = mailboxes[name];
      if (box === undefined || box.refusal !== undefined) return command.send(`${command.tag} NO no`);
      command.send(`* STATUS "${name}" (MESSAGES ${box.exists ?? box.mails.length})`);
      command.ok();
    },
    'UID FETCH': (command) => fetch(command, true),
    FETCH: (command) => fetch(command, false),
    ...handlers,
  });
  return {
    server,
    port: server.port,
    user: `liar-${server.port}`,
    password: 'not-the-point',
    mailboxes,
    asked,
    examines: () => server.commands().filter((name) => name === 'EXAMINE').length,
  };
}

/** `1:3,7,9:*`; in `n:*` with n beyond the end the last one is meant (RFC 3501 6.4.8). */
function parseSet(set: string, last: number): (number: number) => boolean {
  const ranges = set.split(',').map((item) => {
    const [from, to = from] = item.split(':').map((end) => (end === '*' ? last : Number(end)));
    return [Math.min(from as number, to as number), Math.max(from as number, to as number)] as const;
  });
  return (number) => ranges.some(([from, to]) => number >= from && number <= to);
}

/** So many small mails, with UIDs from `from` on. */
export const mails = (count: number, from = 1): LyingMail[] =>
  Array.from({ length: count }, (_, index) => ({
    uid: from + index,
    raw: mail({ from: 'a@acme.example', to: 'liar@tradepost.test', subject: `Mail ${from + index}` }),
  }));

/** UID → SHA-256, as the oracle has it of the archive. */
export const digests = (list: readonly LyingMail[]) =>
  new Map(list.map(({ uid, raw }) => [uid, sha256(raw)]));
