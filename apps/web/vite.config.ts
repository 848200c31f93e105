import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contractTable } from './build/contract-table.ts';
import { precompress } from './build/precompress.ts';

/** Where `vite dev` finds the API; the built app is served by the API itself. */
const API = 'http://127.0.0.1:8420';

export default defineConfig({
  plugins: [contractTable(), react(), precompress()],
  build: {
    target: 'es2023',
    // Pictures stay files, so that a page loads only the flags it shows.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  server: { port: 5173, strictPort: true, proxy: { '/api': { target: API, changeOrigin: true } } },
});
