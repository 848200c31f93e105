import { TIMELINE_EVENTS } from '@tradepost/contract';
import { describe, expect, it } from 'vitest';
import { en } from '../../i18n/en/index.ts';
import { makeTranslate } from '../../i18n/translate.ts';
import { zhCN } from '../../i18n/zh-CN/index.ts';
import { eventWords } from './event-words.ts';

const [english, chinese] = [makeTranslate(en, 'en'), makeTranslate(zhCN, 'zh-CN')];
const entry = (event: string, detail: Record<string, unknown>) => ({
  id: 1,
  kind: 'event' as const,
  occurredAt: '2026-11-22T01:30:00Z',
  event,
  detail,
  actorName: null,
});

describe('what happened to a record', () => {
  it.each([
    ['grade-changed', { from: 'C', to: 'A' }, 'Grade C → A', '等级 C → A'],
    ['grade-changed', { from: null, to: 'B' }, 'Grade no grade → B', '等级 未分级 → B'],
    [
      'stage-changed',
      { from: 'target', to: 'after-sales' },
      'Stage: Target → After-sales',
      '阶段：目标客户 → 售后',
    ],
    [
      'relationship-changed',
      { from: null, to: 'partner' },
      'Relationship: none → Partner',
      '关系类型：无 → 合作伙伴',
    ],
    ['key-account-changed', { from: 'no', to: 'yes' }, 'Made a key account', '设为重点客户'],
    [
      'collision-decided',
      { decision: 'shared' },
      'Collision decided: both work on it',
      '撞单已裁定：双方共同跟进',
    ],
    ['of-a-newer-version', {}, 'of-a-newer-version', 'of-a-newer-version'],
  ])('%s %j is a sentence in both languages', (event, detail, inEnglish, inChinese) => {
    expect(eventWords(entry(event, detail), english).sentence).toBe(inEnglish);
    expect(eventWords(entry(event, detail), chinese).sentence).toBe(inChinese);
  });

  it('leaves no hole open, whatever the event and however little is known of it', () => {
    for (const event of TIMELINE_EVENTS)
      for (const t of [english, chinese])
        expect(eventWords(entry(event, {}), t).sentence).not.toMatch(/[{}]|^$/);
  });

  it('says why', () => {
    expect(eventWords(entry('owner-changed', { from: 'Li', to: null, reason: 'left' }), english)).toEqual({
      sentence: 'Salesperson: Li → nobody',
      more: 'Reason: left',
    });
  });
});
