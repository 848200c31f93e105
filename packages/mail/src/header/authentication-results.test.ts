import { expect, it } from 'vitest';
import { parseAuthResults } from './authentication-results.ts';

const read = (field: string) => {
  const parsed = parseAuthResults(field);
  return (
    parsed && [
      parsed.authservId,
      ...parsed.results.map((one) => [`${one.method}=${one.result}`, Object.fromEntries(one.properties)]),
    ]
  );
};

it.each([
  ['mx.a.example; none', ['mx.a.example']],
  [
    'mx.a.example 1; spf=pass smtp.mailfrom=x@b.example',
    ['mx.a.example', ['spf=pass', { 'smtp.mailfrom': 'x@b.example' }]],
  ],
  [
    'MX.A.example; dkim=pass (good (really) ; dmarc=pass) header.d=B.example header.s=s1; spf=fail',
    ['mx.a.example', ['dkim=pass', { 'header.d': 'b.example', 'header.s': 's1' }], ['spf=fail', {}]],
  ],
  [
    'mx; spf=none reason="x; dkim=pass header.d=b.example" smtp.helo=h',
    ['mx', ['spf=none', { reason: 'x; dkim=pass header.d=b.example', 'smtp.helo': 'h' }]],
  ],
  [
    'mx; spf=pass smtp.mailfrom="a; dkim=pass header.d=c.example"@evil.example',
    ['mx', ['spf=pass', { 'smtp.mailfrom': 'a; dkim=pass header.d=c.example@evil.example' }]],
  ],
  [
    'spf=pass (sender IP is 1.2.3.4) smtp.mailfrom=b.example; dkim=pass header.d=b.example;',
    [null, ['spf=pass', { 'smtp.mailfrom': 'b.example' }], ['dkim=pass', { 'header.d': 'b.example' }]],
  ],
  ['mx; dkim=pass header.d=b.example (open', null],
  ['mx; spf=none reason="open', null],
  ['', null],
])('reads %s', (field, expected) => {
  expect(read(field)).toEqual(expected);
});
