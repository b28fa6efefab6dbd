import { globSync, readdirSync, readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { configDefaults, defineConfig } from 'vitest/config'
import { brotliParams } from './scripts/brotli.ts'
import { dist } from './scripts/places.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const alias = { '~': at('./src'), '#mocks': at('./mocks') }

/**
 * Few chunks: all that the shell needs at once is one; what lists share, what menus and popovers need, and what forms
 * and dialogs need are one each. Pages stay apart. Plain text fields are one too, so that signing in takes no more.
 */
const chunks = [
  { name: 'shell', tags: ['$initial' as const], priority: 50 },
  {
    name: 'inputs',
    test: /node_modules[\\/]@mantine[\\/]core[\\/]esm[\\/]components[\\/](Input|InputBase|TextInput|PasswordInput)[\\/]/,
    priority: 42,
  },
  {
    name: 'menus',
    test: /node_modules[\\/](@floating-ui|@mantine[\\/]core[\\/]esm[\\/]components[\\/](Menu|Popover|Floating|Tooltip|Portal))|[\\/]src[\\/]components[\\/](MenuPanel|PopoverPanel|ActionItems|table[\\/]RowMenu)/,
    priority: 40,
  },
  {
    name: 'forms',
    test: /node_modules[\\/]@mantine[\\/](form|core[\\/]esm[\\/]components[\\/](Modal|Drawer|Combobox|Select|MultiSelect|Autocomplete|TagsInput|Pill|PillsInput|NumberInput|Switch|Textarea|ScrollArea|Chip|Radio))|[\\/]src[\\/]components[\\/](Field|Form|SideForm|PageForm|Confirm|Bulk|Review|Request|PlaceFacts|validate|curl|formErrors|formMessages|fieldMessages|useUnsavedGuard|ItemBox|DateTimeField)/,
    priority: 30,
  },
  {
    name: 'lists',
    test: /[\\/]src[\\/](components[\\/](table[\\/](?!RowMenu|ViewsPanel|ViewName|viewMessages)|DataTable|ScrollBox|OneRefresh|PageHeader|StatusBadge|NumberText|EmptyState|ErrorState|States|Copy|IconButton|ActionButton|UpdatedAgo|Bar\.|csv|numbers|time\.|Time\.|useNow|useZone)|api[\\/](useList|listView|pages|query\.)|lib[\\/](?!limiter|localPath|newId))|node_modules[\\/]@tanstack[\\/](virtual|react-virtual)/,
    priority: 45,
  },
]

/** Puts a brotli twin beside each text file, so that the server starts with it instead of compressing for seconds. */
function compressed(): Plugin {
  return {
    name: 'gantry-compressed',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const names = Object.keys(bundle).filter((name) => /\.(js|css|html|svg)$/.test(name))
      await Promise.all(
        names.map(async (name) => {
          const body = await readFile(join(dir, name))
          const params = brotliParams(body.length)
          await writeFile(join(dir, `${name}.br`), await promisify(brotliCompress)(body, { params }))
        }),
      )
    },
  }
}

/** What the demo loads before its first page: the simulation, and the family that the first page lists. */
const firstOfDemo =
  /mocks\/(browser\/start|rocketmq\/index)\.ts$|contract\/rocketmq\/(generated\/(operations|schemas)\.ts|errors\.json)$/

/** Has the demo's browser fetch them at once, instead of one after the other as each asks for the next. */
function preloaded(): Plugin {
  let base = '/'
  return {
    name: 'gantry-preloaded',
    apply: 'build',
    configResolved(config) {
      base = config.base
    },
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {}, chunk: entry }) {
        const wanted = new Set<string>()
        const add = (name: string) => {
          const chunk = bundle[name]
          if (chunk?.type !== 'chunk' || wanted.has(name) || name === entry?.fileName) return
          wanted.add(name)
          chunk.imports.forEach(add)
        }
        for (const chunk of Object.values(bundle))
          if (chunk.type === 'chunk' && firstOfDemo.test(chunk.facadeModuleId ?? '')) add(chunk.fileName)
        return [...wanted].map((name) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `${base}${name}` },
          injectTo: 'head' as const,
        }))
      },
    },
  }
}

/** The files of `npm run unit`; those that need a browser are component.config.ts's. */
const tests = ['src/**/*.test.{ts,tsx}', 'mocks/**/*.test.ts', 'scripts/**/*.test.ts']
const notUnit = [...configDefaults.exclude, '**/*.browser.test.tsx']

/** Test files that replace modules, which would stay replaced for the files after them. */
const replacing = () =>
  globSync(tests, { cwd: at('.') }).filter((file) =>
    /\bvi\.(mock|doMock|resetModules)\(/.test(readFileSync(at(file), 'utf8')),
  )

/** The others share a process and what it has loaded: to load all of it again for each takes longer than the tests. */
const unitProjects = (apart: string[]) => [
  { extends: true as const, test: { name: 'unit', include: tests, exclude: [...notUnit, ...apart], isolate: false } },
  { extends: true as const, test: { name: 'apart', include: apart, exclude: notUnit } },
]

/** The service workers of the simulation: served as they are at the root, and never part of the product. */
function workers(): Plugin {
  const folder = at('./mocks/browser/workers')
  const names = readdirSync(folder)
  return {
    name: 'gantry-workers',
    buildStart() {
      if (this.environment.mode === 'build')
        for (const fileName of names)
          this.emitFile({ type: 'asset', fileName, source: readFileSync(join(folder, fileName)) })
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const name = request.url?.split('?')[0]?.slice(1) ?? ''
        if (!names.includes(name)) return next()
        response.setHeader('content-type', 'text/javascript').end(readFileSync(join(folder, name)))
      })
    },
  }
}

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
        outDir: join(dist, 'server'),
        emptyOutDir: true,
        rollupOptions: { input: { main: at('./src/bff/main.ts'), cloud: at('./mocks/http/main.ts') } },
      },
    }
  }
  return {
    // MSW's cookie jar brings the public suffix list along; the simulation uses no cookies.
    resolve: { alias: simulated ? { ...alias, 'tough-cookie': at('./mocks/browser/noCookies.ts') } : alias },
    plugins: simulated ? [react(), preloaded(), workers()] : [react(), compressed()],
    define: { __SIMULATED__: JSON.stringify(simulated) },
    build: {
      target: 'es2023',
      outDir: join(dist, mode === 'demo' ? 'demo' : 'app'),
      emptyOutDir: true,
      manifest: true,
      modulePreload: { polyfill: false },
      rollupOptions: { output: { codeSplitting: { groups: chunks } } },
    },
    test: {
      projects: unitProjects(replacing()),
      unstubGlobals: true,
      environment: 'node',
      // All cores: by default one would be left idle.
      maxWorkers: '100%',
      // Slow machines are slow; what is too slow is measured by the bench.
      testTimeout: 30_000,
    },
  }
})
