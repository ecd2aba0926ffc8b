/**
 * What the server's page of the wall is now, by its mark; null while the server does not answer, when loading the page
 * anew would leave a wall with the browser's own error on it.
 */
export const builtAs = async (): Promise<string | null> => {
  try {
    const { ok, headers } = await fetch('/wall', { method: 'HEAD', cache: 'no-store' })
    return ok ? (headers.get('ETag') ?? '') : null
  } catch {
    return null
  }
}
