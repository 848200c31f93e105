import { IMPORT_FIELDS, STAGES } from '@tradepost/contract/values';
import type { ExportRow } from '@tradepost/db/queries/customer-export';
import { describe, expect, it } from 'vitest';
import { proposeMapping } from '../intake/columns.ts';
import { draftOf } from '../intake/line-draft.ts';
import { columnsOf, type ExportLanguage } from './export-columns.ts';

const LISTS = {
  businessTypes: [{ key: 'importer', en: 'Importer', zh: '进口商' }],
  scales: [{ key: '50-199', en: '50 to 199 people', zh: '50–199 人' }],
};
const field = (key: string, kind: 'text' | 'number' | 'yes-no' | 'choice', archived = false) => ({
  id: 1,
  key,
  kind,
  label_en: `Own ${key}`,
  label_zh: `自有${key}`,
  choices: [{ key: 'lc', en: 'L/C at sight', zh: '即期信用证' }],
  position: 0,
  created_by: null,
  created_at: new Date(),
  archived_at: archived ? new Date() : null,
});
const columns = columnsOf({
  lists: LISTS,
  timeZone: 'Asia/Shanghai',
  fields: [
    field('port', 'text'),
    field('terms', 'choice'),
    field('seen', 'yes-no'),
    field('old', 'text', true),
  ],
});
const cells = (row: Partial<ExportRow>, language: ExportLanguage) => {
  const whole = {
    tags: [],
    products_of_interest: [],
    products_in_use: [],
    custom: {},
    ...row,
  } as unknown as ExportRow;
  return Object.fromEntries(columns.map((column) => [column[language], column.of(whole, language)]));
};

describe.each(['en', 'zh-CN'] as const)('the columns of an export in %s', (language) => {
  it('are known again by the import, where it takes them', () => {
    const known = proposeMapping(columns.map((column) => column[language])).filter((one) => one !== null);
    const taken = [
      'name',
      'localName',
      'country',
      'region',
      'city',
      'address',
      'website',
      'grade',
      'stage',
      'source',
      'businessType',
      'scale',
      'productsOfInterest',
      'productsInUse',
      'evaluation',
      'tags',
      'note',
      'owner',
      'contact',
      'title',
      'email',
      'phone',
      'whatsapp',
      'wechat',
    ];
    expect(IMPORT_FIELDS).toEqual(expect.arrayContaining(taken));
    expect(known.sort()).toEqual(taken.sort());
  });

  it.each(STAGES)('write the stage %s so that the import reads it', (stage) => {
    const written = String(cells({ stage }, language)[language === 'en' ? 'Stage' : '阶段']);
    expect(draftOf(['Acme', written], ['name', 'stage'])).toMatchObject({ customer: { stage }, fault: null });
  });
});

it('what is kept by a key is written in words, the company’s own fields too, and days are the company’s', () => {
  const row = {
    business_type: 'importer',
    scale: '50-199',
    products_in_use: ['Brass valves', 'Pumps'],
    evaluation: 'Good price',
    // Already the next day in Shanghai.
    created_at: new Date('2026-05-11T16:30:00Z'),
    custom: { port: 'Hamburg', terms: 'lc', seen: false, old: 'x' },
  };
  expect(cells(row, 'en')).toMatchObject({
    'Business type': 'Importer',
    'Company size': '50 to 199 people',
    'Products in use': 'Brass valves; Pumps',
    Evaluation: 'Good price',
    Created: '2026-05-12',
    'Own port': 'Hamburg',
    'Own terms': 'L/C at sight',
    'Own seen': 'no',
  });
  expect(cells(row, 'zh-CN')).toMatchObject({ 客户类型: '进口商', 自有terms: '即期信用证', 自有seen: '否' });
  expect(Object.keys(cells(row, 'en'))).not.toContain('Own old');
});
