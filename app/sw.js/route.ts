/**
 * The tablet's service worker: with it /tablet opens with the network and the server gone, from the first visit on. It
 * keeps the page and its assets of one build under that build's name; entries are not its business (they lie in the
 * outbox). A new build has other bytes here, is fetched whole before it takes over, and the page changes to it when
 * nobody is typing.
 */
export const dynamic = 'force-static'

const WORKER = `
const CACHE = 'kakou-tablet-${BUILD_ID}'
const PAGE = '/tablet'
const ALSO = ['/manifest.webmanifest', '/icon.svg']
// Next varies its pages by headers that a reload does not send.
const ANY = { ignoreVary: true, ignoreSearch: true }

async function good(path) {
  const response = await fetch(path, { cache: 'reload' })
  if (!response.ok || response.redirected) throw new Error(path + ' is not there')
  return response
}

async function keep(cache, path) {
  const response = await good(path)
  const script = /\\.js$/.test(path) ? await response.clone().text() : ''
  await cache.put(path, response)
  return (script.match(/static\\/(?:chunks|media)\\/[\\w.~-]+\\.(?:js|css|wasm)/g) || []).map((name) => '/_next/' + name)
}

async function keepBuild() {
  const page = await good(PAGE)
  const html = await page.clone().text()
  const assets = new Set(html.match(/\\/_next\\/static\\/[^"'\\\\\\s)]+/g) || [])
  // A captive portal answers everything with a page of its own.
  if (assets.size === 0) throw new Error('not our page')
  const cache = await caches.open(CACHE)
  // What is loaded later is named in what is loaded first, and must be here before the network goes.
  const known = new Set([...assets, ...ALSO])
  let found = [...known]
  while (found.length > 0) {
    const named = await Promise.all(found.map((path) => keep(cache, path)))
    found = [...new Set(named.flat())].filter((path) => !known.has(path))
    for (const path of found) known.add(path)
  }
  // Last, so that a page is never there without its assets.
  await cache.put(PAGE, page)
}

// The build before stays: a page of it that is still typed into may open what it has not loaded yet.
async function dropOlder() {
  const others = (await caches.keys()).filter((name) => name.startsWith('kakou-tablet-') && name !== CACHE)
  for (const name of others.slice(0, -1)) await caches.delete(name)
}

async function kept(request) {
  const cache = await caches.open(CACHE)
  const found = (await cache.match(request, ANY)) || (await caches.match(request, ANY))
  if (!found) return fetch(request)
  // A worker reads its parameters from its address, and takes that of the answer; an answer of our own has none.
  return request.destination === 'worker' ? new Response(await found.blob(), { headers: found.headers }) : found
}

self.addEventListener('install', (event) => event.waitUntil(keepBuild().then(() => self.skipWaiting())))
self.addEventListener('activate', (event) => event.waitUntil(dropOlder().then(() => self.clients.claim())))
self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate') {
    if (url.pathname === PAGE) event.respondWith(kept(PAGE))
    return
  }
  if (url.pathname.startsWith('/_next/static/') || ALSO.includes(url.pathname)) event.respondWith(kept(request))
})
`

export function GET(): Response {
  return new Response(WORKER, {
    headers: {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'no-cache',
      'Service-Worker-Allowed': '/',
    },
  })
}
