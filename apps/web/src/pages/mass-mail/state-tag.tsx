import type { MassMailState as State } from '@tradepost/contract';
import { Tag } from 'antd';
import { useT } from '../../i18n/language.tsx';

const COLOURS: Record<State, string> = {
  draft: 'default',
  'waiting-approval': 'processing',
  sending: 'processing',
  paused: 'warning',
  stopped: 'error',
  cancelled: 'default',
  done: 'success',
};

export function MassMailState({ state }: { state: State }) {
  const t = useT();
  return (
    <Tag color={COLOURS[state]} style={{ margin: 0 }}>
      {t(`massMailState.${state}`)}
    </Tag>
  );
}
