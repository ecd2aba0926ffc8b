/** A JSON Pointer (RFC 6901) to `path`; to the whole it is the empty string. */
export const jsonPointer = (path: readonly PropertyKey[]): string => {
  let pointer = ''
  for (const part of path) pointer += `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`
  return pointer
}
