/** Values that columns of text may have; the migrations hold the same lists as checks. */
export type Role = 'owner' | 'admin' | 'manager' | 'salesperson' | 'merchandiser' | 'reader';
export type Locale = 'en' | 'zh-CN';
/** The same list as the contract's. */
export type TokenScope =
  | 'read'
  | 'write'
  | 'customers:read'
  | 'customers:write'
  | 'mail:read'
  | 'mail:write'
  | 'people:read'
  | 'admin';
export type ImapSecurity = 'none' | 'starttls' | 'tls';
export type AccountState = 'active' | 'paused' | 'removed';
export type MailboxSkipReason =
  | 'junk'
  | 'trash'
  | 'drafts'
  | 'not-selectable'
  | 'all-mail-elsewhere'
  | 'chosen';
export type Direction = 'inbound' | 'outbound' | 'internal';
export type Automatic = 'auto-reply' | 'bounce' | 'list' | 'bulk' | 'auto-generated';
export type ParseTier = 'full' | 'headers' | 'raw';
export type AddressRole = 'from' | 'sender' | 'reply-to' | 'to' | 'cc' | 'bcc';
export type FilingRule = 'contact' | 'thread' | 'platform' | 'domain' | 'manual';
export type Grade = 'A' | 'B' | 'C' | 'D';

export type Stage =
  | 'target'
  | 'first-contact'
  | 'negotiation'
  | 'agreement'
  | 'contract'
  | 'delivery'
  | 'after-sales';
export type RelationshipType = 'vendor' | 'preferred-supplier' | 'partner' | 'strategic-alliance';
export type BatchKind = 'trade-fair' | 'platform' | 'website' | 'referral' | 'purchased' | 'other';
export type ChangedField =
  | 'name'
  | 'local-name'
  | 'grade'
  | 'stage'
  | 'owner'
  | 'relationship'
  | 'key-account'
  | 'pool';
export type ActivityKind = 'call' | 'fax' | 'meeting' | 'visit' | 'trade-fair' | 'chat' | 'note';
export type ChannelKind =
  | 'phone'
  | 'mobile'
  | 'fax'
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
export type Difficulty =
  | 'price'
  | 'quality'
  | 'delivery'
  | 'demand'
  | 'competition'
  | 'regulation'
  | 'payment'
  | 'channel'
  | 'service'
  | 'other';
/** library: proposed by a data set, and taken over. */
export type HolidaySource = 'shipped' | 'person' | 'file' | 'library';
export type TaskKind =
  | 'follow-up'
  | 'new-customer'
  | 'answer'
  | 'promise'
  | 'address-invalid'
  | 'complaint'
  | 'verify-profile'
  | 'birthday'
  | 'todo';
export type TaskOutcome = 'contacted' | 'replied' | 'done' | 'dismissed' | 'kept' | 'withdrawn' | 'over';
export type LetterKind = 'new' | 'reply' | 'reply-all' | 'forward';
export type LetterState =
  | 'draft'
  | 'waiting-approval'
  | 'scheduled'
  | 'queued'
  | 'sending'
  | 'sent'
  | 'unknown'
  | 'failed'
  | 'cancelled';
export type TemplateKind = 'thank-you' | 'dunning' | 'promotion' | 'follow-up' | 'quotation' | 'general';
export type MassMailState =
  | 'draft'
  | 'waiting-approval'
  | 'sending'
  | 'paused'
  | 'stopped'
  | 'cancelled'
  | 'done';
export type LeftOut =
  | 'no-contact'
  | 'invalid'
  | 'unsubscribed'
  | 'open-complaint'
  | 'mailed-lately'
  | 'never-archive'
  | 'internal'
  | 'not-yours'
  | 'missing-fields'
  | 'by-hand';
/** Reminders that come at an hour of their own. */
export type ReminderSlotKind = 'daily' | 'exceptions' | 'weekly' | 'brief';
