import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const alias = { '~': at('./src'), '#mocks': at('./mocks') }

/**
 * Four builds from one file:
 *   (default)      the app, for the BFF to serve                → dist/app
 *   --mode demo    the app with the simulated cloud in it       → dist/demo
 *   --mode server  the BFF and the simulated cloud for Node     → dist/server
 *   dev            the app with the simulated cloud, hot reload
 */
export default defineConfig(({ mode, command }) => {
  const simulated = mode === 'demo' || (command === 'serve' && mode === 'development')
  if (mode === 'server') {
    return {
      resolve: { alias },
      publicDir: false,
      ssr: { target: 'node' },
      build: {
        ssr: true,
        target: 'node24',
        outDir: 'dist/server',
        emptyOutDir: true,
        rollupOptions: { input: { main: at('./src/bff/main.ts'), cloud: at('./mocks/http/main.ts') } },
      },
    }
  }
  return {
    // MSW's cookie jar brings the public suffix list along; the simulation uses no cookies.
    resolve: { alias: simulated ? { ...alias, 'tough-cookie': at('./mocks/browser/noCookies.ts') } : alias },
    plugins: [react()],
    define: { __SIMULATED__: JSON.stringify(simulated) },
    build: { target: 'es2023', outDir: mode === 'demo' ? 'dist/demo' : 'dist/app', emptyOutDir: true, modulePreload: { polyfill: false } },
    test: { include: ['src/**/*.test.{ts,tsx}', 'mocks/**/*.test.ts', 'scripts/**/*.test.ts'], environment: 'node' },
  }
})
