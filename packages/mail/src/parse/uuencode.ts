/** Uuencoded bodies, as mail had them before MIME. */

/** "begin 644 name" … "end"; null where there is no such block. */
export function decodeUuencode(text: string): Buffer | null {
  const begin = /^begin [0-7]{3,4} [^\r\n]*\r?\n/m.exec(text);
  if (!begin) return null;
  const pieces: Buffer[] = [];
  let at = begin.index + begin[0].length;
  while (at < text.length) {
    let lineEnd = text.indexOf('\n', at);
    if (lineEnd < 0) lineEnd = text.length;
    const line = text.slice(at, lineEnd).replace(/\r$/, '');
    at = lineEnd + 1;
    if (line === 'end' || line === '' || line === '`') break;
    pieces.push(decodeUuLine(line));
  }
  return Buffer.concat(pieces);
}

function decodeUuLine(line: string): Buffer {
  const length = (line.charCodeAt(0) - 32) & 63;
  const out = Buffer.alloc(length);
  let to = 0;
  for (let i = 1; to < length; i += 4) {
    const [a, b, c, d] = [0, 1, 2, 3].map((k) => ((line.charCodeAt(i + k) || 32) - 32) & 63) as [
      number,
      number,
      number,
      number,
    ];
    const group = (a << 18) | (b << 12) | (c << 6) | d;
    for (let shift = 16; shift >= 0 && to < length; shift -= 8) out[to++] = (group >> shift) & 255;
  }
  return out;
}
