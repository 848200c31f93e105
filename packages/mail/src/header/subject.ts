/** The base subject (RFC 5256 2.1), with the reply and forward marks of the world's mail programs. */

export interface BaseSubject {
  readonly base: string;
  /** The subject bore a reply or forward mark, or a forwarding trailer. */
  readonly isReply: boolean;
}

/** Marks beyond "re", "fw", "fwd": German, Nordic, Dutch, Spanish, French, Italian, Portuguese, Polish, Turkish, … */
const marks = [
  ...[
    're',
    'fwd',
    'fw',
    'aw',
    'wg',
    'sv',
    'vs',
    'vb',
    'vl',
    'antw',
    'doorst',
    'rv',
    'res',
    'enc',
    'tr',
    'rif',
  ],
  ...['odp', 'pd', 'ynt', 'ilt', 'İlt', 'atb', 'bls', 'ref', 'bsp', 'fs', 'vá', 'antwort', 'weitergeleitet'],
  // Italian Outlook and Lotus Notes; Greek, Hebrew, Arabic, Vietnamese.
  ...[
    'r',
    'i',
    'на',
    'ha',
    'απ',
    'πρθ',
    'σχετ',
    'תשובה',
    'השב',
    'رد',
    'إعادة توجيه',
    'trả lời',
    'chuyển tiếp',
  ],
  ...[
    '回复',
    '回覆',
    '答复',
    '答覆',
    '回信',
    '转发',
    '轉寄',
    '轉發',
    '转寄',
    '返信',
    '転送',
    '답장',
    '회신',
    '전달',
    'ответ',
    'пересл',
    'пересылка',
  ],
].join('|');

// RFC 5256 5: subj-leader, a mark, an optional [blob] or count, a colon (also the full-width one).
const leader = new RegExp(
  `^(?:${marks})\\s*(?:\\[[^\\[\\]]{0,100}\\]|\\(\\d{1,4}\\)|\\^?\\d{1,3})?\\s*[:：]\\s*`,
  'iu',
);
/** Also what spam filters write before a subject. */
const blob = /^(?:\[[^[\]]{0,200}\]|\*{2,5}\s?spam\s?\*{2,5}|\{spam\?{0,3}\})\s*/i;
const trailer = /\s*\(fwd\)\s*$/i;
/** Marks are taken off at most so often: a subject of 998 characters holds no more that matter. */
const stepLimit = 200;

/** @param subject decoded and unfolded */
export function baseSubject(subject: string): BaseSubject {
  let text = subject.replace(/\s+/g, ' ').trim();
  let isReply = false;
  for (let step = 0; step < stepLimit; step++) {
    const before = text;
    // (2) trailers
    while (trailer.test(text)) {
      text = text.replace(trailer, '');
      isReply = true;
    }
    // (3) leaders: [blobs] before a mark go with it
    const stripped = stripLeader(text);
    if (stripped !== null) {
      text = stripped;
      isReply = true;
    } else {
      // (4) a leading blob, where something is left after it
      const rest = text.replace(blob, '');
      if (rest !== '') text = rest;
    }
    // (6) [fwd: … ]
    const forwarded = /^\[fwd:(.*)\]$/i.exec(text);
    if (forwarded) {
      text = (forwarded[1] as string).trim();
      isReply = true;
    }
    if (text === before) break;
  }
  return { base: text, isReply };
}

function stripLeader(text: string): string | null {
  let rest = text;
  for (let blobs = 0; blobs < 10; blobs++) {
    const match = leader.exec(rest);
    if (match) return rest.slice(match[0].length);
    const shorter = rest.replace(blob, '');
    if (shorter === rest) return null;
    rest = shorter;
  }
  return null;
}

/** The subject without the reply and forward marks before it; brackets before a mark go with it, others stay. */
export function withoutLeaders(subject: string): string {
  let text = subject.replace(/\s+/g, ' ').trim();
  for (let step = 0; step < stepLimit; step++) {
    const stripped = stripLeader(text);
    if (stripped === null) return text;
    text = stripped;
  }
  return text;
}
