/**
 * By how much the page is drawn larger than it is laid out (`--magnify` of tokens.css). What a browser measures on the
 * screen is divided by it before it becomes a length of the page.
 */
export const magnification = (): number =>
  Number(getComputedStyle(document.documentElement).getPropertyValue('--magnify')) || 1
