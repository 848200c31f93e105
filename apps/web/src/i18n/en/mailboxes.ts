import type { QuarantineCode } from '@tradepost/contract';

export const mailboxes = {
  title: 'Folders',
  folder: 'Folder',
  server: 'On the server',
  archived: 'Archived',
  duplicates: 'Same as another',
  quarantined: 'In quarantine',
  skipped: 'Skipped',
  missing: 'Still missing',
  vanished: 'Gone from the server',
  serverHint: 'Mails the server reports now',
  archivedHint: 'Stored in the archive from this folder',
  duplicatesHint: 'The same mail is already in the archive from another folder or account',
  quarantinedHint: 'Stored as they came, but they could not be read whole',
  skippedHint: 'Left out by a rule',
  missingHint: 'Not fetched yet',
  vanishedHint: 'Deleted or moved on the server since; kept in the archive',
  sums: 'On the server = archived + same as another + quarantine + skipped + missing. It adds up.',
  sumsOff: 'The numbers do not add up yet: a check is under way.',
  total: 'Total',
  choice: 'Archive',
  choiceRule: 'By the rule',
  choiceInclude: 'Archive',
  choiceExclude: 'Leave out',
  choiceLabel: 'Archive the folder {path}?',
  included: 'Archived',
  leftOut: 'Left out',
  leftOutByRule: '{count} {count|mail|mails} skipped by the company’s never-archive list',
  leftOutWhy: 'Left out: {why}',
  vanishedFolder: 'The folder is gone from the server',
  imported: 'Imported from files',
  sentFromHere: 'Sent from Tradepost',
  lastChecked: 'Compared with the server {time}.',
  excludeTitle: 'Leave {path} out?',
  excludeText: 'New mail of this folder is no longer archived. What is archived stays.',
  empty: 'No folders known yet. They show after the first connection.',
  quarantineTitle: 'Quarantine',
  quarantineEmpty: 'Every mail could be read.',
  quarantineText:
    'These mails are safe in the archive, exactly as they came, but could not be read whole. Open one to see what there is, or read it again.',
} as const;

export const specialUse = {
  inbox: 'Inbox',
  sent: 'Sent',
  drafts: 'Drafts',
  junk: 'Junk',
  trash: 'Trash',
  archive: 'Archive',
  all: 'All mail',
  flagged: 'Starred',
} as const;

export const skipReason = {
  junk: 'junk mail',
  trash: 'deleted mail',
  drafts: 'unfinished drafts',
  'not-selectable': 'holds no mail itself',
  'all-mail-elsewhere': 'its mail is in “All mail”',
  chosen: 'chosen by a person',
} as const;

export const quarantineReason = {
  'too-many-parts': 'it has too many parts',
  'nested-too-deep': 'its parts are nested too deeply',
  'header-too-large': 'its headers are too large',
  'too-many-addresses': 'it names too many addresses',
  'parser-timeout': 'reading it took too long',
  'parser-out-of-memory': 'reading it needed too much memory',
  'parser-crash': 'reading it failed',
  'parser-error': 'it is damaged and reading it failed',
} as const satisfies Record<QuarantineCode, string>;
