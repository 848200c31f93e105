import { ArrowLeftOutlined, CloseOutlined, ExportOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useT } from '../../i18n/language.tsx';
import s from './message.module.css';
import { MessageView } from './message-view.tsx';

interface MessagePaneProps {
  id: number;
  /** From whose page it was opened. */
  customerId?: number;
  /** The search that led to it: its words are marked. */
  find?: string;
  /** The list without it. */
  closeTo: string;
  /** The address of another message beside the same list. */
  hrefOf: (messageId: number) => string;
  /** Takes the whole page, where there is no room beside the list. */
  full: boolean;
}

/** A message opened from a list: a timeline, the results of a search. */
export function MessagePane({ id, customerId, find, closeTo, hrefOf, full }: MessagePaneProps) {
  const t = useT();
  const navigate = useNavigate();
  return (
    <section className={full ? s.page : s.pane}>
      <div className={s.bar}>
        {full ? (
          <Button
            type="text"
            icon={<ArrowLeftOutlined />}
            onClick={() => void navigate(closeTo, { preventScrollReset: true })}
          >
            {t('common.back')}
          </Button>
        ) : (
          <>
            <Button
              type="text"
              icon={<CloseOutlined />}
              aria-label={t('common.close')}
              title={`${t('common.close')} (Esc)`}
              onClick={() => void navigate(closeTo, { preventScrollReset: true })}
            />
            <span className={s.space} />
            <Link to={`/messages/${id}`}>
              <Button type="text" icon={<ExportOutlined />} tabIndex={-1}>
                {t('message.openFull')}
              </Button>
            </Link>
          </>
        )}
      </div>
      <MessageView
        key={id}
        id={id}
        {...(customerId === undefined ? {} : { customerId })}
        {...(find === undefined ? {} : { find })}
        hrefOf={hrefOf}
      />
    </section>
  );
}
