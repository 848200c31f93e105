import {
  ClockCircleOutlined,
  DeleteOutlined,
  DownOutlined,
  PaperClipOutlined,
  SendOutlined,
  SunOutlined,
} from '@ant-design/icons';
import type { Letter, LetterCheck, LetterWhen } from '@tradepost/contract';
import { Button, Dropdown, Space } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { useApi } from '../../api/use-api.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { knownZone } from '../record/local-clock.ts';
import { LocalTime } from '../record/local-time.tsx';
import s from './composer.module.css';
import type { Draft } from './draft.ts';
import { TimeModal } from './time-modal.tsx';

interface SendBarProps {
  letter: Letter;
  draft: Draft;
  check: LetterCheck | undefined;
  busy: boolean;
  onSend: (when: LetterWhen) => void;
  onFiles: (files: File[]) => void;
  onDiscard: () => void;
  template: ReactNode;
  /** What is said of saving. */
  children: ReactNode;
}

/** Send, and when; the clock at the customer; files, templates, and away with it. */
export function SendBar({
  draft,
  check,
  busy,
  onSend,
  onFiles,
  onDiscard,
  template,
  children,
}: SendBarProps) {
  const t = useT();
  const format = useFormat();
  const input = useRef<HTMLInputElement>(null);
  const [choosing, setChoosing] = useState(false);
  const customer = useApi(
    'getCustomer',
    { params: { id: draft.customerId ?? 0 } },
    { enabled: draft.customerId !== null },
  );
  const morning = check?.morning ?? null;
  return (
    <div className={s.sendBar}>
      <Space.Compact>
        <Button
          type="primary"
          icon={<SendOutlined />}
          loading={busy}
          title={`${t('letters.send')} (Ctrl+Enter)`}
          onClick={() => onSend({ kind: 'now' })}
        >
          {t(check && check.approval.length > 0 ? 'letters.askApproval' : 'letters.send')}
        </Button>
        <Dropdown
          trigger={['click']}
          // On a phone it is wider than what lies beside its button.
          align={{ overflow: { adjustX: false, shiftX: true, adjustY: true } }}
          menu={{
            items: [
              ...(morning
                ? [
                    {
                      key: 'morning',
                      icon: <SunOutlined />,
                      label: (
                        <span style={{ whiteSpace: 'nowrap' }}>
                          {t('letters.atMorning', { time: format.dateTime(morning.at) })}
                        </span>
                      ),
                      onClick: () => onSend({ kind: 'morning' }),
                    },
                  ]
                : []),
              {
                key: 'at',
                icon: <ClockCircleOutlined />,
                label: t('letters.chooseTime'),
                onClick: () => setChoosing(true),
              },
            ],
          }}
        >
          <Button
            type="primary"
            disabled={busy}
            icon={<DownOutlined />}
            aria-label={t('letters.sendLater')}
          />
        </Dropdown>
      </Space.Compact>
      {customer.data && customer.data.localZones.zones.length > 0 && (
        <span className={s.there}>
          <LocalTime customer={customer.data} />
        </span>
      )}
      <span className={s.saveState}>{children}</span>
      <span className={s.extras}>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label={t('letters.attach')}
          onChange={({ target }) => {
            onFiles([...(target.files ?? [])]);
            target.value = '';
          }}
        />
        <Button
          type="text"
          icon={<PaperClipOutlined />}
          title={t('letters.attach')}
          aria-label={t('letters.attach')}
          onClick={() => input.current?.click()}
        />
        {template}
        <Button
          type="text"
          icon={<DeleteOutlined />}
          title={t('letters.discard')}
          aria-label={t('letters.discard')}
          onClick={onDiscard}
        />
      </span>
      {choosing && (
        <TimeModal
          timeZone={morning?.timeZone ?? (customer.data ? knownZone(customer.data.localZones) : null)}
          onClose={() => setChoosing(false)}
          onChoose={(at) => {
            setChoosing(false);
            onSend({ kind: 'at', at });
          }}
        />
      )}
    </div>
  );
}
