import type { TaskKind } from '@tradepost/contract';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useT } from '../../i18n/language.tsx';
import s from './today.module.css';

/** Of a mail that needs no answer, what it mostly is. */
const COMMON = ['today.reasonThanks', 'today.reasonAdvert', 'today.reasonElsewhere'] as const;

interface DismissModalProps {
  kind: TaskKind;
  pending: boolean;
  error: unknown;
  onCancel: () => void;
  onDismiss: (reason: string) => void;
}

/** Why there is nothing to do: the reason stays with the task. */
export function DismissModal({ kind, pending, error, onCancel, onDismiss }: DismissModalProps) {
  const t = useT();
  const [reason, setReason] = useState('');
  const isAnswer = kind === 'answer';
  return (
    <Modal
      open
      title={t(isAnswer ? 'today.noAnswerTitle' : 'today.dismissTitle')}
      okText={t('common.save')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: reason.trim() === '' }}
      confirmLoading={pending}
      onCancel={onCancel}
      onOk={() => onDismiss(reason.trim())}
    >
      {isAnswer && (
        <div className={s.reasons}>
          {COMMON.map((key) => (
            <Button key={key} size="small" onClick={() => setReason(t(key))}>
              {t(key)}
            </Button>
          ))}
        </div>
      )}
      <Input.TextArea
        autoFocus
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={2000}
        placeholder={t('today.reason')}
        aria-label={t('today.reason')}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      {isAnswer && <p className={s.soft}>{t('today.noAnswerHint')}</p>}
      {error !== null && error !== undefined && <ErrorNotice error={error} />}
    </Modal>
  );
}
