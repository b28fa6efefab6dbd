/*
 * The service worker of the demo: MSW's own (mockServiceWorker.js, unchanged), behind a gate. MSW 3 sends every
 * request of the page through its worker and back, scripts and styles too, which is what makes such demos slow.
 * This listener comes first and keeps everything but API calls from it: the browser then loads as if no worker were
 * there.
 */
const demoScope = new URL(self.registration.scope).pathname

addEventListener('fetch', (event) => {
  const { origin, pathname } = new URL(event.request.url)
  const path = pathname.slice(demoScope.length)
  const isCall = origin === self.location.origin && pathname.startsWith(demoScope) && /^(api|cloud)\//.test(path)
  if (!isCall || event.request.mode === 'navigate') event.stopImmediatePropagation()
})

/*
 * MSW takes its worker away when its last page closes. A page that is loaded at that moment, as after a reload, has
 * found the worker already and cannot update what is gone: it stays, for it does nothing where no page has started it.
 */
self.registration.unregister = () => Promise.resolve(false)

importScripts('./mockServiceWorker.js')
