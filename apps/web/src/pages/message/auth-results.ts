/** Authentication-Results (RFC 8601), as the receiving server wrote them: kept and shown, never trusted to allow. */
export interface AuthCheck {
  method: 'SPF' | 'DKIM' | 'DMARC';
  /** 'pass', 'fail', 'softfail', 'none', … */
  result: string;
}

const METHODS = ['SPF', 'DKIM', 'DMARC'] as const;

/** The result of each method; where DKIM has several signatures, a pass counts. */
export function parseAuthResults(header: string | null): AuthCheck[] {
  if (!header) return [];
  const text = header.slice(0, 2_000).replace(/\([^()]*\)/g, ' '); // Comments may hold anything.
  return METHODS.flatMap((method) => {
    const results = [...text.matchAll(new RegExp(`(?:^|[;\\s])${method}\\s*=\\s*([a-z]+)`, 'gi'))].map(
      (match) => (match[1] ?? '').toLowerCase(),
    );
    const result = results.includes('pass') ? 'pass' : results[0];
    return result ? [{ method, result }] : [];
  });
}

/** Whether a reader should be careful: DMARC failed, or there is none and neither SPF nor DKIM vouches. */
export function isDoubtful(checks: readonly AuthCheck[]): boolean {
  const of = (method: AuthCheck['method']) => checks.find((check) => check.method === method)?.result;
  if (of('DMARC') === 'fail') return true;
  if (of('DMARC') === 'pass') return false;
  const failed = (result: string | undefined) => result === 'fail' || result === 'softfail';
  return (failed(of('SPF')) && of('DKIM') !== 'pass') || (failed(of('DKIM')) && of('SPF') !== 'pass');
}
