import type { ApprovalReason } from '@tradepost/contract';
import { letterNote } from '../../i18n/en/letter.ts';
import { approvalRule } from '../../i18n/en/letter-approval.ts';
import { useT } from '../../i18n/language.tsx';
import { useFieldNamesIn } from './use-field-name.ts';

/** Why a letter cannot go out, or what to think of before it does; a code of a newer server stays as it is. */
export function useLetterNote(): (code: string, about: readonly string[]) => string {
  const t = useT();
  const named = useFieldNamesIn();
  return (code, about) =>
    Object.hasOwn(letterNote, code)
      ? t(`letterNote.${code as keyof typeof letterNote}`, {
          about: (code === 'missing-fields' ? about.map(named) : about).slice(0, 5).join(t('letters.comma')),
          first: about[0] ?? '',
          second: about[1] ?? '',
        } as never)
      : [code, ...about].join(' ');
}

export function useApprovalReason(): (reason: ApprovalReason) => string {
  const t = useT();
  return ({ rule, found }) =>
    Object.hasOwn(approvalRule, rule)
      ? t(`approvalRule.${rule as keyof typeof approvalRule}`, { found } as never)
      : `${rule} ${found}`;
}
