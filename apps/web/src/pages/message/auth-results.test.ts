import { describe, expect, it } from 'vitest';
import { isDoubtful, parseAuthResults } from './auth-results.ts';

const doubtful = (header: string) => isDoubtful(parseAuthResults(header));

describe('the sender check', () => {
  it('is read method by method', () => {
    expect(
      parseAuthResults(
        'mx.example; spf=pass smtp.mailfrom=a.example; dkim=fail (bad body) header.d=a; dmarc=none',
      ),
    ).toEqual([
      { method: 'SPF', result: 'pass' },
      { method: 'DKIM', result: 'fail' },
      { method: 'DMARC', result: 'none' },
    ]);
  });

  it('takes one good signature of several', () => {
    expect(parseAuthResults('mx; dkim=fail header.d=list; dkim=pass header.d=a')).toEqual([
      { method: 'DKIM', result: 'pass' },
    ]);
  });

  it('does not believe what a comment or a name says', () => {
    expect(parseAuthResults('mx; spf=fail (spf=pass) smtp.mailfrom=xdkim=pass.example')[0]).toEqual({
      method: 'SPF',
      result: 'fail',
    });
  });

  it('is empty where there is none', () => {
    expect(parseAuthResults(null)).toEqual([]);
    expect(isDoubtful([])).toBe(false);
  });

  it('warns where nobody vouches for the sender', () => {
    expect(doubtful('mx; spf=pass; dkim=pass; dmarc=fail')).toBe(true);
    expect(doubtful('mx; spf=softfail; dkim=none')).toBe(true);
    expect(doubtful('mx; dkim=fail')).toBe(true);
    expect(doubtful('mx; spf=softfail; dkim=pass; dmarc=none')).toBe(false);
    expect(doubtful('mx; spf=fail; dmarc=pass')).toBe(false);
  });
});
