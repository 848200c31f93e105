import { EditOutlined } from '@ant-design/icons';
import type { NewLetter } from '@tradepost/contract';
import { Button, type ButtonProps } from 'antd';
import { useState } from 'react';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import { useCompose } from './compose-context.tsx';

interface WriteButtonProps extends Pick<ButtonProps, 'type' | 'size'> {
  /** What is begun; without a customer it is to be said in the letter. */
  letter?: Omit<NewLetter, 'kind'>;
  children?: React.ReactNode;
}

/** Begins a letter, wherever one thinks of it. */
export function WriteButton({ letter = {}, children, ...look }: WriteButtonProps) {
  const t = useT();
  const may = useMay();
  const { write } = useCompose();
  const [busy, setBusy] = useState(false);
  if (!may('createLetter')) return null;
  const begin = async () => {
    setBusy(true);
    await write({ ...letter, kind: 'new' });
    setBusy(false);
  };
  return (
    <Button {...look} icon={<EditOutlined />} loading={busy} onClick={() => void begin()}>
      {children ?? t('letters.write')}
    </Button>
  );
}
