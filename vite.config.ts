import { defineConfig } from 'vite';

/** The pages: src/ui into dist/ui, with nothing from elsewhere and nothing inline, as the content policy of the daemon demands. */
export default defineConfig({
  root: 'src/ui',
  publicDir: false,
  build: {
    outDir: '../../dist/ui',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    reportCompressedSize: false,
    rolldownOptions: {
      onLog(level, log, say) {
        // Libraries mark what is for browsers; all of this is.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') say(level, log);
      },
    },
  },
});
