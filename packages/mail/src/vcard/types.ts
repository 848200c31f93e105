/** A person's card, whatever version of vCard it came as. Text is decoded, unescaped and trimmed. */

export type NumberKind = 'phone' | 'mobile' | 'fax';
export type SocialKind =
  | 'whatsapp'
  | 'wechat'
  | 'line'
  | 'telegram'
  | 'viber'
  | 'skype'
  | 'linkedin'
  | 'facebook'
  | 'instagram'
  | 'x'
  | 'qq'
  | 'other';

export interface VcardNumber {
  readonly kind: NumberKind | SocialKind;
  readonly value: string;
}

export interface VcardPlace {
  /** Post box, extended address and street, as one line. */
  readonly street: string | null;
  readonly city: string | null;
  readonly region: string | null;
  readonly code: string | null;
  /** As it is written: a name in any language, or a code. */
  readonly country: string | null;
}

export interface Vcard {
  readonly name: string | null;
  readonly organisation: string | null;
  readonly department: string | null;
  readonly title: string | null;
  readonly emails: readonly string[];
  readonly numbers: readonly VcardNumber[];
  readonly places: readonly VcardPlace[];
  readonly websites: readonly string[];
  /** `YYYY-MM-DD`; null where the year is not told. */
  readonly birthday: string | null;
  readonly note: string | null;
}
