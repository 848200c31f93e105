/** Every page and its address. Each page is a file of its own, loaded when it is opened. */
import type { ComponentType } from 'react';
import { createBrowserRouter, redirect } from 'react-router';
import { CrashPage } from './shell/crash-page.tsx';
import { NotFound } from './shell/not-found.tsx';
import { PageSkeleton } from './shell/page-skeleton.tsx';
import { Shell } from './shell/shell.tsx';

const page = (load: () => Promise<{ default: ComponentType }>) => async () => ({
  Component: (await load()).default,
});

export const router = createBrowserRouter([
  {
    ErrorBoundary: CrashPage,
    HydrateFallback: PageSkeleton,
    children: [
      { path: 'sign-in', lazy: page(() => import('./session/sign-in-page.tsx')) },
      {
        path: 'forgotten-password',
        lazy: page(() => import('./session/forgotten-password-page.tsx')),
      },
      ...['invite/:token', 'invitations/:token'].map((path) => ({
        path,
        lazy: page(() => import('./session/invitation-page.tsx')),
      })),
      { path: 'act/:token', lazy: page(() => import('./pages/act/act-page.tsx')) },
      {
        Component: Shell,
        children: [
          {
            ErrorBoundary: CrashPage,
            children: [
              { index: true, lazy: page(() => import('./pages/today/first-page.tsx')) },
              { path: 'today', lazy: page(() => import('./pages/today/today-page.tsx')) },
              { path: 'tasks/:id', lazy: page(() => import('./pages/today/task-page.tsx')) },
              { path: 'customers', lazy: page(() => import('./pages/customers/customers-page.tsx')) },
              {
                path: 'customers/:id',
                lazy: page(() => import('./pages/customers/customer-page.tsx')),
                children: [{ path: 'messages/:messageId', element: null }],
              },
              {
                path: 'customers/:id/handover',
                lazy: page(() => import('./pages/handover/customer-handover-page.tsx')),
              },
              {
                path: 'handovers',
                lazy: page(() => import('./pages/handover/handovers-page.tsx')),
                children: [
                  { index: true, lazy: page(() => import('./pages/handover/given-page.tsx')) },
                  { path: 'received', lazy: page(() => import('./pages/handover/received-page.tsx')) },
                ],
              },
              { path: 'handovers/new', lazy: page(() => import('./pages/handover/new-handover-page.tsx')) },
              { path: 'handovers/:id', lazy: page(() => import('./pages/handover/handover-page.tsx')) },
              { path: 'board', lazy: page(() => import('./pages/board/board-page.tsx')) },
              { path: 'board/far', lazy: page(() => import('./pages/board/far-page.tsx')) },
              { path: 'work', lazy: page(() => import('./pages/board/work-page.tsx')) },
              { path: 'collisions', lazy: page(() => import('./pages/collisions/collisions-page.tsx')) },
              { path: 'complaints', lazy: page(() => import('./pages/complaint/complaints-page.tsx')) },
              { path: 'complaints/:id', lazy: page(() => import('./pages/complaint/complaint-page.tsx')) },
              {
                path: 'collisions/quotes',
                lazy: page(() => import('./pages/collisions/quote-conflicts-page.tsx')),
              },
              { path: 'collisions/:id', lazy: page(() => import('./pages/collisions/case-page.tsx')) },
              {
                path: 'competitors',
                lazy: page(() => import('./pages/competitor/competitors-page.tsx')),
              },
              { path: 'reviews', lazy: page(() => import('./pages/record/reviews-page.tsx')) },
              {
                path: 'search',
                lazy: page(() => import('./pages/search/search-page.tsx')),
                children: [{ path: 'messages/:messageId', element: null }],
              },
              { path: 'messages/:messageId', lazy: page(() => import('./pages/message/message-page.tsx')) },
              {
                path: 'pool',
                lazy: page(() => import('./pages/pool/pool-page.tsx')),
                children: [
                  { index: true, lazy: page(() => import('./pages/pool/pool-list-page.tsx')) },
                  { path: 'claims', lazy: page(() => import('./pages/pool/claims-page.tsx')) },
                  { path: 'recycling', lazy: page(() => import('./pages/pool/recycling-page.tsx')) },
                  { path: 'rules', lazy: page(() => import('./pages/pool/rules-page.tsx')) },
                ],
              },
              {
                path: 'letters',
                lazy: page(() => import('./pages/letter/letters-page.tsx')),
                children: [
                  { index: true, lazy: page(() => import('./pages/letter/box-page.tsx')) },
                  ...['outbox', 'trouble', 'sent'].map((path) => ({
                    path,
                    lazy: page(() => import('./pages/letter/box-page.tsx')),
                  })),
                  { path: 'approvals', lazy: page(() => import('./pages/letter/approvals-page.tsx')) },
                  { path: 'templates', lazy: page(() => import('./pages/letter/templates-page.tsx')) },
                ],
              },
              {
                path: 'mass-mails',
                lazy: page(() => import('./pages/mass-mail/mass-mails-page.tsx')),
                children: [
                  { index: true, lazy: page(() => import('./pages/mass-mail/list-page.tsx')) },
                  {
                    path: 'unsubscribed',
                    lazy: page(() => import('./pages/mass-mail/unsubscribed-page.tsx')),
                  },
                ],
              },
              { path: 'mass-mails/:id', lazy: page(() => import('./pages/mass-mail/mass-mail-page.tsx')) },
              { path: 'letters/approvals/:id', lazy: page(() => import('./pages/letter/approval-page.tsx')) },
              { path: 'letters/:id', lazy: page(() => import('./pages/letter/letter-page.tsx')) },
              { path: 'imports', lazy: page(() => import('./pages/intake/imports-page.tsx')) },
              { path: 'imports/:id', lazy: page(() => import('./pages/intake/import-page.tsx')) },
              { path: 'batches', lazy: page(() => import('./pages/intake/batches-page.tsx')) },
              { path: 'batches/:id', lazy: page(() => import('./pages/intake/batch-page.tsx')) },
              { path: 'inquiries', lazy: page(() => import('./pages/intake/inquiries-page.tsx')) },
              { path: 'notices', lazy: page(() => import('./pages/notices/notices-page.tsx')) },
              { path: 'plans', lazy: page(() => import('./pages/activity/plans-page.tsx')) },
              { path: 'market-problems', lazy: page(() => import('./pages/activity/problems-page.tsx')) },
              { path: 'duplicates', lazy: page(() => import('./pages/merge/duplicates-page.tsx')) },
              { path: 'unfiled', lazy: page(() => import('./pages/unfiled/unfiled-page.tsx')) },
              {
                path: 'unified',
                lazy: page(() => import('./pages/unified/unified-page.tsx')),
                children: [
                  { index: true, lazy: page(() => import('./pages/unified/items-page.tsx')) },
                  ...['market', 'problems', 'forwarded', 'all'].map((path) => ({
                    path,
                    lazy: page(() => import('./pages/unified/items-page.tsx')),
                  })),
                  { path: 'report', lazy: page(() => import('./pages/unified/report-page.tsx')) },
                  { path: 'forms', lazy: page(() => import('./pages/unified/forms-page.tsx')) },
                ],
              },
              { path: 'unified/:id', lazy: page(() => import('./pages/unified/item-page.tsx')) },
              { path: 'accounts', lazy: page(() => import('./pages/accounts/accounts-page.tsx')) },
              { path: 'accounts/:id', lazy: page(() => import('./pages/accounts/account-page.tsx')) },
              {
                path: 'settings',
                lazy: page(() => import('./pages/settings/settings-page.tsx')),
                children: [
                  { index: true, loader: () => redirect('/settings/profile') },
                  { path: 'profile', lazy: page(() => import('./pages/settings/profile-page.tsx')) },
                  { path: 'signature', lazy: page(() => import('./pages/letter/signature-page.tsx')) },
                  { path: 'reminders', lazy: page(() => import('./pages/reminder/reminders-page.tsx')) },
                  { path: 'security', lazy: page(() => import('./pages/settings/security-page.tsx')) },
                  { path: 'people', lazy: page(() => import('./pages/settings/people-page.tsx')) },
                  { path: 'sign-in', lazy: page(() => import('./pages/settings/sign-in-settings-page.tsx')) },
                  { path: 'company', lazy: page(() => import('./pages/settings/company-page.tsx')) },
                  { path: 'privacy', lazy: page(() => import('./pages/policy/privacy-page.tsx')) },
                  { path: 'outgoing', lazy: page(() => import('./pages/policy/outgoing-page.tsx')) },
                  { path: 'audit', lazy: page(() => import('./pages/audit/audit-page.tsx')) },
                  { path: 'follow-up', lazy: page(() => import('./pages/follow-up/policy-page.tsx')) },
                  { path: 'record', lazy: page(() => import('./pages/record/settings-page.tsx')) },
                  { path: 'calendar', lazy: page(() => import('./pages/calendar/calendar-page.tsx')) },
                  { path: 'tokens', lazy: page(() => import('./pages/settings/tokens-page.tsx')) },
                ],
              },
              { path: '*', Component: NotFound },
            ],
          },
        ],
      },
    ],
  },
]);
