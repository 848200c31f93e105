/** Authentication-Results (RFC 8601 2.2): what the receiving server found of a mail's sender. */

export interface AuthResult {
  /** Lower case: spf, dkim, dmarc … */
  readonly method: string;
  /** Lower case: pass, fail, none … */
  readonly result: string;
  /** "ptype.property" in lower case → the first value that it has: smtp.mailfrom, header.d, header.from. */
  readonly properties: ReadonlyMap<string, string>;
}

export interface AuthResults {
  /** Who says so, in lower case; null where the field begins with a result, as some servers write it. */
  readonly authservId: string | null;
  readonly results: readonly AuthResult[];
}

/** Statements of one field that are read. */
const MOST_STATEMENTS = 50;

/** @param field unfolded. @returns null where quotation marks or comments do not close: such a field proves nothing. */
export function parseAuthResults(field: string): AuthResults | null {
  const statements = splitStatements(field);
  if (statements === null) return null;
  const [head = '', ...rest] = statements;
  const first = readResult(head);
  // RFC 8601 2.2: authserv-id [ CFWS authres-version ].
  const id = first === null ? /^\s*"?([^\s";=]{1,255})"?(?:\s+\d+)?\s*$/.exec(head)?.[1] : undefined;
  if (first === null && id === undefined) return null;
  return {
    authservId: id?.toLowerCase() ?? null,
    results: (first === null ? rest : statements)
      .slice(0, MOST_STATEMENTS)
      .map(readResult)
      .filter((result) => result !== null),
  };
}

/** By semicolons that stand in no quoted string; comments (RFC 5322 3.2.2, they nest) are left out. */
function splitStatements(field: string): string[] | null {
  const statements: string[] = [];
  let text = '';
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < field.length; i++) {
    const sign = field[i] as string;
    if (sign === '\\' && (quoted || depth > 0)) {
      if (depth === 0) text += sign + (field[i + 1] ?? '');
      i++;
    } else if (sign === '"' && depth === 0) {
      quoted = !quoted;
      text += sign;
    } else if (quoted) text += sign;
    else if (sign === '(') depth++;
    else if (sign === ')') depth = Math.max(0, depth - 1);
    else if (depth > 0) continue;
    else if (sign === ';') {
      statements.push(text);
      text = '';
    } else text += sign;
  }
  if (quoted || depth > 0) return null;
  return [...statements, text];
}

const VALUE = /"((?:[^"\\]|\\.)*)"|([^\s;"]+)/y;
const METHOD = /^\s*([a-z][a-z0-9-]*)\s*(?:\/\s*\d+\s*)?=\s*([a-z]+)/i;
const PROPERTY = /\s+([a-z][a-z0-9-]*)(?:\s*\.\s*([a-z0-9_-]+))?\s*=\s*/iy;

function readResult(statement: string): AuthResult | null {
  const head = METHOD.exec(statement);
  if (head === null) return null;
  const properties = new Map<string, string>();
  let at = head[0].length;
  for (;;) {
    PROPERTY.lastIndex = at;
    const name = PROPERTY.exec(statement);
    if (name === null) break;
    VALUE.lastIndex = PROPERTY.lastIndex;
    const value = VALUE.exec(statement);
    if (value === null) break;
    // An address whose local part is quoted goes on behind the quotation mark.
    let end = VALUE.lastIndex;
    let text = value[1] ?? value[2] ?? '';
    const tail = value[1] === undefined ? '' : (/^@[^\s;"]+/.exec(statement.slice(end))?.[0] ?? '');
    end += tail.length;
    text += tail;
    const key = (name[2] === undefined ? (name[1] as string) : `${name[1]}.${name[2]}`).toLowerCase();
    if (!properties.has(key)) properties.set(key, text.toLowerCase());
    at = end;
  }
  return { method: (head[1] as string).toLowerCase(), result: (head[2] as string).toLowerCase(), properties };
}
