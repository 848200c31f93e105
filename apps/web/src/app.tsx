import { QueryClientProvider } from '@tanstack/react-query';
import { App as AntdApp, ConfigProvider } from 'antd';
import { RouterProvider } from 'react-router/dom';
import { queryClient } from './api/query-client.ts';
import { LanguageProvider, useLanguage } from './i18n/language.tsx';
import { router } from './routes.tsx';
import { useStill } from './components/use-media.ts';
import { stillTheme, theme } from './theme.ts';

function Themed() {
  const { antd } = useLanguage();
  const still = useStill();
  return (
    <ConfigProvider
      theme={still ? stillTheme : theme}
      locale={antd as never}
      button={{ autoInsertSpace: false }}
    >
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
