import { createRoot } from 'react-dom/client'
import { App } from '~/app/App.tsx'
import { restorePreferences } from '~/app/preferences.ts'
import { createRouter } from '~/app/router.tsx'

async function start(): Promise<void> {
  restorePreferences()
  if (__SIMULATED__) {
    const { startMocks } = await import('#mocks/browser/start.ts')
    await startMocks()
  }
  const root = document.getElementById('root')
  if (root) createRoot(root).render(<App router={createRouter()} />)
}

void start()
