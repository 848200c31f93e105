import type { ReactNode } from 'react';
import s from './empty-state.module.css';

interface EmptyStateProps {
  title: string;
  text?: string;
  icon?: ReactNode;
  children?: ReactNode;
}

/** Says what is missing, and what the next step is. */
export function EmptyState({ title, text, icon, children }: EmptyStateProps) {
  return (
    <div className={s.empty}>
      {icon && <div className={s.icon}>{icon}</div>}
      <h2 className={s.title}>{title}</h2>
      {text && <p className={s.text}>{text}</p>}
      {children && <div className={s.steps}>{children}</div>}
    </div>
  );
}
