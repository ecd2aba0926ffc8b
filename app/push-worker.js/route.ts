/**
 * The command room's service worker: it shows alerts that come by push while no page of ours is open, and leads to the
 * alert. Its scope is /command; the tablet's worker (app/sw.js) keeps the rest. It keeps and fetches nothing.
 */
export const dynamic = 'force-static'

const WORKER = `
self.addEventListener('install', () => self.skipWaiting())

self.addEventListener('push', (event) => {
  if (!event.data) return
  const { title, body, tag, link, stays } = event.data.json()
  event.waitUntil(self.registration.showNotification(title, {
    body,
    tag,
    renotify: true,
    requireInteraction: stays === true,
    data: { link },
  }))
})

async function open(link) {
  const address = new URL(link, self.location.origin)
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  // A page that shows the map already goes there by itself, and keeps what it has loaded.
  const page = pages.find((one) => new URL(one.url).pathname === address.pathname)
  if (!page) return self.clients.openWindow(address.href)
  page.postMessage({ open: address.pathname + address.search })
  return page.focus()
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const { link } = event.notification.data || {}
  if (typeof link === 'string') event.waitUntil(open(link))
})
`

export function GET(): Response {
  return new Response(WORKER, {
    headers: { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'no-cache' },
  })
}
