import { jsonPointer } from '#domain/json-pointer'

/** NUL, which the database can not hold, and half a character, which is none. */
const BAD = /\0|\p{Cs}/u

/** Where in a value there is text that nothing can hold, as a JSON Pointer; null where all is well. */
export const badTextIn = (value: unknown, path = ''): string | null => {
  if (typeof value === 'string') return BAD.test(value) ? path : null
  if (typeof value !== 'object' || value === null) return null
  for (const [key, part] of Object.entries(value)) {
    const found = BAD.test(key) ? path : badTextIn(part, path + jsonPointer([key]))
    if (found !== null) return found
  }
  return null
}
