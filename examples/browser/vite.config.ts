import { defineConfig } from 'vite';
import { isolationHeaders } from './serve.mjs';

/** Optional packages that this page does not use: what is not external would be bundled where it is installed. */
const external = ['@faker-js/faker', /^@tensorflow\//];

export default defineConfig({
  root: import.meta.dirname,
  // Paths relative to the page, so that it can lie in any folder of a site.
  base: './',
  build: { target: 'es2022', rolldownOptions: { external } },
  worker: { format: 'es', rolldownOptions: { external } },
  // Packages that start workers beside their own files are served as they are.
  optimizeDeps: { exclude: ['@cvd/core', '@cvd/engine', '@cvd/ctgan'] },
  server: { host: '127.0.0.1', headers: isolationHeaders },
});
