import { existsSync, readFileSync } from 'node:fs';
import { Parser } from 'htmlparser2';
import { describe, expect, test } from 'vitest';
import { cleanHtml } from './clean-html.ts';

const OPTIONS = { inlineImageUrl: () => null, allowRemoteImages: false };

/** The published collection of hostile HTML lies beside the repository, not in it. */
const COLLECTION = new URL('../../../../../shared/corpora/dompurify/expect.json', import.meta.url);
const payloads = existsSync(COLLECTION)
  ? (JSON.parse(readFileSync(COLLECTION, 'utf8')) as { title?: string; payload: string }[])
  : [];
if (payloads.length === 0)
  process.stderr.write('shared/corpora/dompurify is absent: its payloads are not tested\n');

describe.skipIf(payloads.length === 0)('every published hostile payload is harmless', () => {
  test.each(payloads.map(({ title, payload }, i) => [`${i} ${title ?? ''}`, payload] as const))(
    '%s',
    (_, payload) => {
      const { html } = cleanHtml(payload, OPTIONS);
      expect(faultsOf(html)).toEqual([]);
      // Cleaning what is clean changes nothing: no second meaning hides in the output.
      expect(cleanHtml(html, OPTIONS).html.replaceAll('mail-mail-', 'mail-')).toBe(html);
    },
  );
});

/** An independent reading of the output: the names that may never be there, rather than the allow-list. */
function faultsOf(html: string): string[] {
  const faults: string[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      if (
        /^(?:script|style|svg|math|form|base|meta|link|object|embed|iframe|frame|input|button|template|video|audio|noscript|xmp|textarea|select)$/.test(
          name,
        )
      ) {
        faults.push(`<${name}>`);
      }
      for (const [key, value] of Object.entries(attributes)) {
        if (
          /^on|^(?:srcset|background|action|formaction|poster|class|name|xlink:href|srcdoc|ping)$/.test(key)
        )
          faults.push(key);
        if (key === 'href' && !/^(?:https?:\/\/|mailto:|tel:|#mail-)/.test(value)) faults.push(value);
        if (key === 'src' && !/^data:image\/(?:png|jpe?g|gif|webp);base64,/.test(value)) faults.push(value);
        if (key === 'style' && /url|expression|position|\\|@|import|behavio/i.test(value)) faults.push(value);
      }
    },
    oncomment: () => faults.push('comment'),
    onprocessinginstruction: () => faults.push('instruction'),
  });
  parser.end(html);
  return faults;
}
