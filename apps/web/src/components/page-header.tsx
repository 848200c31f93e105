import { ArrowLeftOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import s from './page-header.module.css';

interface PageHeaderProps {
  title: string;
  /** What stands in place of the plain title. */
  heading?: ReactNode;
  intro?: ReactNode;
  actions?: ReactNode;
  back?: { to: string; label: string };
}

/** The head of a page; also names the browser's tab. */
export function PageHeader({ title, heading, intro, actions, back }: PageHeaderProps) {
  return (
    <header className={s.header}>
      <title>{`${title} · Tradepost`}</title>
      {back && (
        <Link to={back.to} className={s.back}>
          <ArrowLeftOutlined /> {back.label}
        </Link>
      )}
      <div className={s.row}>
        <h1 className={s.title}>{heading ?? title}</h1>
        {actions && <div className={s.actions}>{actions}</div>}
      </div>
      {intro && <p className={s.intro}>{intro}</p>}
    </header>
  );
}
