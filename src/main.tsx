import { createRoot } from 'react-dom/client'
import { App } from '~/app/App.tsx'
import { restorePreferences } from '~/app/preferences.ts'

async function start(): Promise<void> {
  restorePreferences()
  if (__SIMULATED__) {
    const { startMocks } = await import('#mocks/browser/start.ts')
    await startMocks()
  }
  const root = document.getElementById('root')
  if (root) createRoot(root).render(<App />)
}

void start()
