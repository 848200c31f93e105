/** What happened to a record, as a sentence in the reader's language; codes of grades and stages have words, too. */
import { COMPLAINT_STEPS, type EventEntry } from '@tradepost/contract';
import { timelineValue } from '../../i18n/en/activity.ts';
import { record } from '../../i18n/en/record.ts';
import { timelineEvent } from '../../i18n/en/timeline-event.ts';
import type { MessageKey, Translate } from '../../i18n/translate.ts';

type ValueKey = MessageKey & `timelineValue.${string}`;

export interface EventWords {
  readonly sentence: string;
  /** A second line: why, or how it begins. */
  readonly more: string | null;
}

export function eventWords({ event, detail }: EventEntry, t: Translate): EventWords {
  const text = (key: string): string | null => {
    const value = detail[key];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  /** A code's word; a code of a newer version stays as it is. */
  const word = (kind: string, code: string | null, none: ValueKey): string => {
    if (code === null) return t(none);
    const [own, ofRecord] = [`${kind}-${code}`, `${kind}.${code}`];
    if (Object.hasOwn(timelineValue, own)) return t(`timelineValue.${own}` as ValueKey);
    return Object.hasOwn(record, ofRecord) ? t(`record.${ofRecord}` as 'record.stage.target') : code;
  };
  const change = (kind: string, none: ValueKey) => ({
    from: word(kind, text('from'), none),
    to: word(kind, text('to'), none),
  });
  const reason = text('reason');
  const more = reason === null ? null : t('timelineEvent.reason', { reason });
  const dash = t('timelineValue.none');
  switch (event) {
    case 'grade-changed':
      return { sentence: t('timelineEvent.grade-changed', change('grade', 'timelineValue.noGrade')), more };
    case 'stage-changed':
      return { sentence: t('timelineEvent.stage-changed', change('stage', 'timelineValue.none')), more };
    case 'relationship-changed':
      return {
        sentence: t('timelineEvent.relationship-changed', change('relationship', 'timelineValue.none')),
        more,
      };
    case 'owner-changed':
      return { sentence: t('timelineEvent.owner-changed', change('owner', 'timelineValue.noOwner')), more };
    case 'key-account-changed': {
      const on = text('to') === 'yes';
      return { sentence: t(`timelineEvent.key-account-${on ? 'on' : 'off'}`), more };
    }
    case 'collision-decided':
      return {
        sentence: t('timelineEvent.collision-decided', {
          decision: word('decision', text('decision') ?? text('to'), 'timelineValue.none'),
        }),
        more,
      };
    case 'inquiry': {
      const about = [text('product'), text('quantity'), text('buyer')].filter((part) => part !== null);
      return {
        sentence: t('timelineEvent.inquiry', {
          platform: text('platform') ?? dash,
          about: about.join(' · ') || dash,
        }),
        more,
      };
    }
    case 'market-information':
      return {
        sentence: t('timelineEvent.market-information', { subject: text('subject') ?? dash }),
        more: text('preview'),
      };
    case 'quote-conflict':
      return {
        sentence: t('timelineEvent.quote-conflict', {
          from: text('from') ?? dash,
          to: text('to') ?? dash,
          product: text('product') ?? dash,
        }),
        more,
      };
    case 'complaint': {
      const step = COMPLAINT_STEPS.find((one) => one === text('step')) ?? 'changed';
      return {
        sentence: t(`complaints.event-${step}`, {
          about: text('about') ?? dash,
          name: text('assigneeName') ?? dash,
        }),
        more: step === 'opened' ? null : text('text'),
      };
    }
    case 'card-filed':
      return { sentence: t('timelineEvent.card-filed', { by: text('by') ?? dash }), more };
    default:
      return {
        sentence: Object.hasOwn(timelineEvent, event)
          ? t(`timelineEvent.${event as 'handed-over'}`, {
              from: text('from') ?? dash,
              to: text('to') ?? dash,
            })
          : event,
        more,
      };
  }
}
