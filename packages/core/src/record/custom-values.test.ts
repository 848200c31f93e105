import { expect, it } from 'vitest';
import { mergeCustom } from './custom-values.ts';

const port = {
  key: 'port',
  kind: 'choice' as const,
  choices: [{ key: 'shanghai', en: 'Shanghai', zh: '上海' }],
  archived_at: null,
};

it('keeps a choice that is no longer in the list, sent again unchanged, and takes it as no new one', () => {
  expect(mergeCustom({ port: 'ningbo' }, { port: 'ningbo' }, [port])).toEqual({ port: 'ningbo' });
  expect(mergeCustom({ port: 'ningbo' }, { port: '上海' }, [port])).toEqual({ port: 'shanghai' });
  expect(() => mergeCustom({ port: 'shanghai' }, { port: 'ningbo' }, [port])).toThrow('not in the company');
});

it('leaves what an archived field has, and gives it no other value', () => {
  const archived = { ...port, archived_at: new Date() };
  expect(mergeCustom({ port: 'ningbo' }, { port: 'ningbo' }, [archived])).toEqual({ port: 'ningbo' });
  expect(() => mergeCustom({ port: 'ningbo' }, { port: 'shanghai' }, [archived])).toThrow('no field');
});
