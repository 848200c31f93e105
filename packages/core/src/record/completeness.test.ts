import type { CompletenessPart } from '@tradepost/contract';
import { COMPLETENESS_PARTS } from '@tradepost/contract/values';
import { describe, expect, it } from 'vitest';
import { completenessOf, type KnownParts } from './completeness.ts';

const parts = (known: (part: CompletenessPart) => boolean) =>
  Object.fromEntries(COMPLETENESS_PARTS.map((part) => [part, known(part)])) as KnownParts;

describe('S3-05 completeness', () => {
  it('is 0 for a name alone, and says what is missing, the weightiest first', () => {
    const nothing = completenessOf(parts(() => false));
    expect(nothing.percent).toBe(0);
    expect(nothing.missing).toHaveLength(COMPLETENESS_PARTS.length);
    expect(nothing.missing[0]).toBe('email');
  });

  it('is 100 only where nothing is missing', () => {
    expect(completenessOf(parts(() => true))).toEqual({ percent: 100, missing: [] });
    for (const part of COMPLETENESS_PARTS)
      expect(completenessOf(parts((one) => one !== part))).toMatchObject({ missing: [part] });
  });

  it('grows with each part that becomes known', () => {
    const percents = COMPLETENESS_PARTS.map(
      (_, known) => completenessOf(parts((part) => COMPLETENESS_PARTS.indexOf(part) <= known)).percent,
    );
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
    expect(new Set(percents).size).toBe(percents.length);
  });
});
