/** Where to sign in, and come back to `next` (a path of this site). */
export const loginHref = (next: string): string => `/login?next=${encodeURIComponent(next)}`

/**
 * The path to go on to after signing in; null unless it is one of this site. Browsers read more than `//` as another
 * host (tabs and line feeds are dropped, backslashes turned), so the browser's own parser decides.
 */
export const nextPath = (search: string, origin: string): string | null => {
  const next = new URLSearchParams(search).get('next')
  if (!next?.startsWith('/')) return null
  try {
    const url = new URL(next, origin)
    const path = url.pathname + url.search + url.hash
    // `/.//elsewhere` is a path of this site, and `//elsewhere` once its dots are gone.
    return url.origin === origin && !path.startsWith('//') ? path : null
  } catch {
    return null
  }
}
