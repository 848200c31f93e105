/** A filter's values of the company's own fields, which stand in the address as lines of `key:value`. */

export type OwnValues = Record<string, string>;

export function readOwn(text: string | undefined): OwnValues {
  const values: OwnValues = {};
  for (const line of (text ?? '').split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) values[line.slice(0, colon)] = line.slice(colon + 1);
  }
  return values;
}

/** Undefined where nothing is asked for. */
export function writeOwn(values: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const lines = Object.entries(values ?? {}).flatMap(([key, value]) => {
    if (typeof value !== 'string' && typeof value !== 'number') return [];
    const text = String(value).replace(/\s+/g, ' ').trim();
    return text === '' ? [] : [`${key}:${text}`];
  });
  return lines.length === 0 ? undefined : lines.join('\n');
}
