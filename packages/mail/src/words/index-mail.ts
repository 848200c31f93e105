/** A mail as what a search finds it by: of the mail as it was just parsed, and of its rows in the archive alike. */
import { splitQuoted } from '../html/split-quoted.ts';
import type { AddressRole } from '../parse/types.ts';
import { attachmentType } from './attachment-type.ts';
import { type IndexedPerson, type IndexedText, indexText } from './index-text.ts';
import { TRAIT } from './term.ts';

export interface MailToIndex {
  readonly subject: string;
  readonly text: string;
  readonly addresses: readonly {
    readonly role: AddressRole;
    readonly address: string;
    readonly name: string | null;
  }[];
  readonly attachments: readonly {
    readonly fileName: string | null;
    readonly contentType: string;
    readonly inline: boolean;
  }[];
}

/**
 * Blind copies are left out: a mail is found by many who may not know who got one (see `copy_visible` of a message).
 */
const ROLES: Readonly<Record<AddressRole, IndexedPerson['role'] | null>> = {
  from: 'from',
  sender: 'from',
  to: 'to',
  cc: 'copy',
  'reply-to': 'copy',
  bcc: null,
};

const LINK = /https?:\/\//i;

/** @param attached text of attachments, where it is known. */
export function indexMail(mail: MailToIndex, attached = ''): IndexedText {
  const { newText, quotedText } = splitQuoted(mail.text);
  return indexText({
    subject: mail.subject,
    text: newText,
    quoted: attached === '' ? quotedText : `${quotedText}\n\n${attached}`,
    people: mail.addresses.flatMap(({ role, name, address }) => {
      const as = ROLES[role];
      return as === null ? [] : [{ role: as, name, address }];
    }),
    files: mail.attachments.flatMap(({ fileName, inline }) =>
      fileName === null || inline ? [] : [fileName],
    ),
    traits: traitsOf(mail),
  });
}

/** What it is filtered by that is seen in its parts; direction, language and others are the archive's to say. */
function traitsOf({ attachments, text }: MailToIndex): ReadonlySet<string> {
  const traits = new Set<string>();
  if (LINK.test(text)) traits.add(TRAIT.link);
  for (const { fileName, contentType, inline } of attachments) {
    const type = attachmentType(fileName, contentType);
    // A picture within the text is one that people look for; an attachment it is not.
    if (!inline || type === 'image') traits.add(TRAIT.type(type));
    if (!inline) traits.add(TRAIT.attachment);
  }
  return traits;
}
