import { defineConfig } from "vite";

export default defineConfig({
  // Next to the classes, so that the page travels inside the jar.
  build: {
    outDir: "../target/classes/web",
    emptyOutDir: true,
    // A data: address would need a wider content policy than 'self'.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
  },
  // `npm run dev` beside a running `bin/daping serve`.
  server: { proxy: { "/api": "http://127.0.0.1:8080" } },
});
