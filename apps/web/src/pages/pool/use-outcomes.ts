import type { PoolOutcome } from '@tradepost/contract';
import { App } from 'antd';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';

/** Says what became of several customers: how many were done, asked for, refused and why. */
export function useOutcomes(): (items: readonly PoolOutcome[]) => void {
  const t = useT();
  const say = useSay();
  const { message } = App.useApp();
  return (items) => {
    const count = (outcome: PoolOutcome['outcome']) =>
      items.filter((item) => item.outcome === outcome).length;
    if (count('done') > 0) say.done(t('pool.done', { count: count('done') }));
    if (count('asked') > 0) say.done(t('pool.someAsked', { count: count('asked') }));
    const faults = new Set(items.flatMap(({ fault }) => (fault === null ? [] : [fault])));
    if (faults.size > 0)
      void message.warning(
        t('pool.someRefused', {
          count: count('refused'),
          why: [...faults].map((fault) => t(`poolFault.${fault}`)).join(' · '),
        }),
        6,
      );
  };
}
