/**
 * `session` signs in; `known` marks a browser that an account has signed in from; `here` says to our own pages that
 * there may be a session, so that a page that nobody is signed in on need not ask to be refused.
 */
type CookieUse = 'session' | 'known' | 'here'

/** A year and a bit is the longest that browsers keep one. */
const LONGEST_S = 400 * 86_400

/** Behind TLS the browser itself holds the cookie to this host, this path and TLS. */
const nameOf = (use: CookieUse, secure: boolean): string => `${secure ? '__Host-' : ''}kakou_${use}`

/** What a Cookie header says; null where it says nothing. Behind TLS only what was set by TLS counts. */
export const cookieValue = (header: string | undefined, use: CookieUse, secure: boolean): string | null => {
  const name = nameOf(use, secure)
  for (const part of (header ?? '').split(';')) {
    const [key, ...value] = part.trim().split('=')
    if (key === name) return value.join('=')
  }
  return null
}

/**
 * A Set-Cookie header; null takes the cookie away. A session's goes with the browser unless it is to be `kept`: a wall
 * starts again by itself.
 */
export const setCookie = (use: CookieUse, value: string | null, secure: boolean, kept = use === 'known'): string => {
  const parts = [`${nameOf(use, secure)}=${value ?? ''}`, 'Path=/']
  // Pages read that one, and it is worth nothing.
  if (use !== 'here') parts.push('HttpOnly')
  parts.push('SameSite=Lax')
  if (secure) parts.push('Secure')
  if (value === null) parts.push('Max-Age=0')
  else if (kept) parts.push(`Max-Age=${LONGEST_S}`)
  return parts.join('; ')
}

/** Signs a browser in. */
export const openingCookies = (token: string, secure: boolean, kept = false): string[] => [
  setCookie('session', token, secure, kept),
  setCookie('here', '1', secure, kept),
]

/** Signs a browser out. */
export const closingCookies = (secure: boolean): string[] => [
  setCookie('session', null, secure),
  setCookie('here', null, secure),
]
