import { QueryClientProvider } from '@tanstack/react-query';
import { App as AntdApp, ConfigProvider } from 'antd';
import { RouterProvider } from 'react-router/dom';
import { queryClient } from './api/query-client.ts';
import { LanguageProvider, useLanguage } from './i18n/language.tsx';
import { router } from './routes.tsx';
import { theme } from './theme.ts';

function Themed() {
  const { antd } = useLanguage();
  return (
    <ConfigProvider theme={theme} locale={antd as never} button={{ autoInsertSpace: false }}>
      <AntdApp style={{ height: '100%' }} message={{ maxCount: 3 }}>
        <RouterProvider router={router} />
      </AntdApp>
    </ConfigProvider>
  );
}

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <LanguageProvider>
        <Themed />
      </LanguageProvider>
    </QueryClientProvider>
  );
}
