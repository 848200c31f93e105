import { describe, expect, it } from 'vitest';
import { complete, fieldsFor, valuesFor, wordAtEnd } from './suggest.ts';

describe('suggestions', () => {
  it.each([
    ['steel fr', { field: null, text: 'fr', from: 6 }],
    ['发件人:张', { field: 'from', text: '张', from: 0 }],
    ['a -has:att', { field: 'has', text: 'att', from: 3 }],
    ['customer:"Acme Gm', { field: 'customer', text: 'Acme Gm', from: 0 }],
    ['steel from: an', { field: 'from', text: 'an', from: 6 }],
    ['Re: off', { field: null, text: 'off', from: 4 }],
    ['steel ', null],
    ['"steel hin', null],
    ['nofield:x', null],
  ])('know what is being typed at the end of %s', (q, word) => {
    if (word === null) expect(wordAtEnd(q)).toBeNull();
    else expect(wordAtEnd(q)).toMatchObject(word);
  });

  it('offer fields and values by their beginning, in the reader’s language', () => {
    expect(fieldsFor('f', 'en')).toEqual(['from:', 'filename:']);
    expect(fieldsFor('发', 'zh-CN')).toEqual(['发件人:']);
    expect(fieldsFor('fr', 'zh-CN')).toEqual(['发件人:']);
    expect(valuesFor('has', 'a', 'zh-CN')).toEqual([{ value: 'attachment', written: '有:附件' }]);
    expect(valuesFor('after', '7', 'en')).toEqual([{ value: '7d', written: 'after:7d' }]);
    const word = wordAtEnd('steel fr');
    expect(word && complete('steel fr', word, 'from:', true)).toBe('steel from:');
  });
});
