/** How a contact took place, as a card says it → what an activity is. */
import type { ActivityKind } from '@tradepost/db';

export interface Mode {
  readonly kind: ActivityKind;
  /** Of a chat: its app. */
  readonly channel: string | null;
}

/** In this order: "展会拜访" is a fair, "video call by WeChat" a chat. */
const MODES: readonly (readonly [RegExp, ActivityKind, string | null])[] = [
  [/展会|展览|交易会|广交会|trade ?fair|trade ?show|exhibition|\bfair\b|\bexpo\b/, 'trade-fair', null],
  [/whats ?app/, 'chat', 'whatsapp'],
  [/微信|we ?chat/, 'chat', 'wechat'],
  [/\bqq\b/, 'chat', 'qq'],
  [/skype/, 'chat', 'skype'],
  [/telegram/, 'chat', 'telegram'],
  [/\bline\b/, 'chat', 'line'],
  [/viber/, 'chat', 'viber'],
  [/linkedin|领英/, 'chat', 'linkedin'],
  [/聊天|即时通讯|在线|\bchat\b|\bim\b|messenger/, 'chat', null],
  [/电话|通话|phone|\bcall\b|\btel\b/, 'call', null],
  [/传真|\bfax\b/, 'fax', null],
  [/拜访|来访|到访|走访|visit/, 'visit', null],
  [/会面|会议|会谈|面谈|面访|见面|洽谈|视频|meeting|\bmeet\b|video|conference|face to face/, 'meeting', null],
  [/备注|记录|其他|其它|邮件|note|other|e-?mail/, 'note', null],
];

/** @returns null for what is none of them. */
export function contactMode(text: string): Mode | null {
  const plain = text.normalize('NFKC').toLowerCase();
  const found = MODES.find(([pattern]) => pattern.test(plain));
  return found === undefined ? null : { kind: found[1], channel: found[2] };
}
