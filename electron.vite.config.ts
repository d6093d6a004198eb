import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// Three builds: `out/main` (Electron's main process and the command line, which share the bench), `out/preload`
// (one bundled file, as a sandboxed preload must be) and `out/renderer` (the window, for Electron and for browsers).
export default defineConfig({
  main: {
    build: {
      rollupOptions: {
        input: { index: 'electron/main/index.ts', cli: 'electron/bench/cli.ts' },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      rollupOptions: {
        input: { index: 'electron/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    build: { minify: true, rollupOptions: { input: { index: 'renderer/index.html' } } },
  },
});
