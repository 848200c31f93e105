import type { LetterKind, Message } from '@tradepost/contract';
import { Button } from 'antd';
import { useState } from 'react';
import { usePhone } from '../../components/use-media.ts';
import { useT } from '../../i18n/language.tsx';
import { useMay } from '../../session/session.tsx';
import { useCompose } from './compose-context.tsx';
import s from './letter.module.css';

const WAYS = ['reply', 'reply-all', 'forward'] as const satisfies readonly LetterKind[];

interface ReplyButtonsProps {
  message: Message;
  /** From whose page. */
  customerId: number | null;
}

/** Answers to the mail that is open. */
export function ReplyButtons({ message, customerId }: ReplyButtonsProps) {
  const t = useT();
  const may = useMay();
  const phone = usePhone();
  const { write } = useCompose();
  const [busy, setBusy] = useState<LetterKind | null>(null);
  if (!may('createLetter')) return null;
  const several = message.to.length + message.cc.length > 1;
  const begin = async (kind: LetterKind) => {
    setBusy(kind);
    // A mail that lies on the right stays in sight.
    await write(
      { kind, messageId: message.id, ...(customerId === null ? {} : { customerId }) },
      phone || customerId === null ? 'right' : 'left',
    );
    setBusy(null);
  };
  return (
    <div className={s.replies}>
      {WAYS.filter((kind) => kind !== 'reply-all' || several).map((kind) => (
        <Button
          key={kind}
          size="small"
          type={kind === 'reply' ? 'primary' : 'default'}
          loading={busy === kind}
          onClick={() => void begin(kind)}
        >
          {t(`letters.kind.${kind}`)}
        </Button>
      ))}
    </div>
  );
}
