/** Names of attachments, as a mail gives them, made safe to show and to save. */
import { cleanLine, cut } from '../charset/clean-text.ts';

/** Most file systems end at 255 octets; characters beyond ASCII take three, so this is already generous. */
const nameLimit = 200;

/**
 * No path, no control characters, no bidi override, no leading or trailing dots and blanks.
 * @returns null where nothing is left of the name
 */
export function cleanFileName(name: string | null): string | null {
  if (name === null) return null;
  // A sender's path, of Windows or Unix, says nothing here; only its last part is a name.
  const line = cleanLine(name);
  const base = line.slice(Math.max(line.lastIndexOf('/'), line.lastIndexOf('\\')) + 1);
  const trimmed = base.replace(/^[\s."']+|[\s."']+$/g, '');
  // A name that is all extension, as ".htaccess", keeps its letters without the dot.
  if (trimmed === '') return null;
  if (trimmed.length <= nameLimit) return trimmed;
  const extension = /\.[^.\s]{1,10}$/.exec(trimmed)?.[0] ?? '';
  return cut(trimmed, nameLimit - extension.length) + extension;
}
