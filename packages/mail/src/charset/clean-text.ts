/** Text that Postgres and a browser accept: well-formed, no NUL, no control characters, no bidi overrides. */

const controls = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g;
// Embedding, override and isolate marks can make a name read as another (Trojan Source); the plain
// left-to-right and right-to-left marks, which Hebrew and Arabic need, stay.
const lineControls = /[\0-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
const lineControlsAll = new RegExp(lineControls.source, 'g');

/** Body text: line ends as LF, no NUL or other control characters but tab, well-formed Unicode. */
export function cleanBlock(text: string): string {
  let clean = text;
  if (clean.includes('\r')) clean = clean.replace(/\r\n?/g, '\n');
  if (controls.test(clean)) clean = clean.replace(controls, '');
  controls.lastIndex = 0;
  return clean.toWellFormed();
}

/** One line for a heading: no control characters or bidi overrides, runs of blanks as one, trimmed. */
export function cleanLine(text: string): string {
  let clean = text;
  if (lineControls.test(clean)) clean = clean.replace(/[\t\r\n]/g, ' ').replace(lineControlsAll, '');
  return clean
    .replace(/[ \u3000]{2,}/g, ' ')
    .trim()
    .toWellFormed();
}

/** The first `limit` UTF-16 units, never ending within a surrogate pair. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit);
}
