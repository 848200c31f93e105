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
      ...['invite/:token', 'invitations/:token'].map((path) => ({
        path,
        lazy: page(() => import('./session/invitation-page.tsx')),
      })),
      {
        Component: Shell,
        children: [
          {
            ErrorBoundary: CrashPage,
            children: [
              { index: true, loader: () => redirect('/customers') },
              { path: 'customers', lazy: page(() => import('./pages/customers/customers-page.tsx')) },
              {
                path: 'customers/:id',
                lazy: page(() => import('./pages/customers/customer-page.tsx')),
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
              { path: 'unfiled', lazy: page(() => import('./pages/unfiled/unfiled-page.tsx')) },
              { path: 'accounts', lazy: page(() => import('./pages/accounts/accounts-page.tsx')) },
              { path: 'accounts/:id', lazy: page(() => import('./pages/accounts/account-page.tsx')) },
              {
                path: 'settings',
                lazy: page(() => import('./pages/settings/settings-page.tsx')),
                children: [
                  { index: true, loader: () => redirect('/settings/profile') },
                  { path: 'profile', lazy: page(() => import('./pages/settings/profile-page.tsx')) },
                  { path: 'people', lazy: page(() => import('./pages/settings/people-page.tsx')) },
                  { path: 'company', lazy: page(() => import('./pages/settings/company-page.tsx')) },
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
