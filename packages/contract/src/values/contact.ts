/** The ways to a person. */
export const CHANNEL_KINDS = [
  'phone',
  'mobile',
  'fax',
  'whatsapp',
  'wechat',
  'line',
  'telegram',
  'viber',
  'skype',
  'linkedin',
  'facebook',
  'instagram',
  'x',
  'qq',
  'other',
] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];
