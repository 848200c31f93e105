import type { Inquiry } from '@tradepost/contract';
import { Button, Tag } from 'antd';
import { Link } from 'react-router';
import { CountryName } from '../../components/country.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import s from './intake.module.css';
import { PLATFORM_NAME } from './platform-name.ts';

/** Who asks for what, how sure that is, and whose it became. */
export function InquiryRow({ inquiry, onHandle }: { inquiry: Inquiry; onHandle: () => void }) {
  const t = useT();
  const format = useFormat();
  const open = inquiry.state === 'queued' || inquiry.state === 'past' || inquiry.state === 'waiting';
  const who = inquiry.company ?? inquiry.buyerName ?? inquiry.email ?? inquiry.subject;
  const what = [inquiry.product, inquiry.quantity].filter((part) => part).join(' · ');
  return (
    <li className={s.inquiry}>
      <div className={s.inquiryText}>
        <div className={s.line}>
          <span className={s.name} dir="auto">
            {who}
          </span>
          {inquiry.company && inquiry.buyerName && <span dir="auto">{inquiry.buyerName}</span>}
          {inquiry.country && <CountryName code={inquiry.country} />}
          <span className={s.sub}>{PLATFORM_NAME[inquiry.platform]}</span>
          <time className={s.sub} dateTime={inquiry.receivedAt} title={format.dateTime(inquiry.receivedAt)}>
            {format.brief(inquiry.receivedAt)}
          </time>
        </div>
        <div className={s.sub} dir="auto">
          {what || inquiry.subject}
        </div>
        <div className={s.tags}>
          {inquiry.doubt && (
            <Tag color={inquiry.doubt === 'forged' || inquiry.doubt === 'lookalike' ? 'red' : 'orange'}>
              {t(`inquiries.doubt-${inquiry.doubt}`)}
            </Tag>
          )}
          {inquiry.sender === 'unverified' && <Tag>{t('inquiries.senderUnverified')}</Tag>}
          {inquiry.state === 'filed' && !inquiry.email && <Tag>{t('inquiries.prospect')}</Tag>}
          {inquiry.state === 'filed' && (
            <span className={s.sub}>
              {t('inquiries.filedTo')}{' '}
              {inquiry.customerId ? (
                <Link to={`/customers/${inquiry.customerId}`}>{inquiry.customerName}</Link>
              ) : (
                t('inquiries.hiddenCustomer')
              )}
              {inquiry.customerId && ` · ${inquiry.ownerName ?? t('inquiries.nobody')}`}
            </span>
          )}
          {inquiry.state === 'dismissed' && (
            <span className={s.sub}>
              {t('inquiries.dismissedBy', { name: inquiry.decidedByName ?? '–' })}
              {inquiry.reason && ` · ${inquiry.reason}`}
            </span>
          )}
        </div>
      </div>
      <div className={s.line}>
        <Link to={`/messages/${inquiry.messageId}`}>{t('inquiries.mail')}</Link>
        {open && (
          <Button type="primary" ghost onClick={onHandle}>
            {t('inquiries.handle')}
          </Button>
        )}
      </div>
    </li>
  );
}
