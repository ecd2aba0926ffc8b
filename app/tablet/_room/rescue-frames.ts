/**
 * A rescue file as a row of texts, each small enough for a QR code that a tablet's camera reads from a screen, and put
 * together again whatever the order and however often each is seen.
 */

const PREFIX = 'KR1'
/** A code of version 20 or so: its modules are a millimetre on a tablet. */
const FRAME_CHARACTERS = 600
/** More would take minutes to read: then the file is the way. */
export const MOST_FRAMES = 150

/** CRC-32 (IEEE 802.3), eight hexadecimal digits: names a file and tells whether it was put together right. */
const checksum = (text: string): string => {
  let crc = 0xffffffff
  for (let index = 0; index < text.length; index++) {
    crc ^= text.charCodeAt(index)
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0')
}

/** `text` is ASCII. Null where it is too long. */
export function toFrames(text: string): string[] | null {
  const count = Math.ceil(text.length / FRAME_CHARACTERS)
  if (count === 0 || count > MOST_FRAMES) return null
  const name = checksum(text)
  return Array.from({ length: count }, (_, index) => {
    const part = text.slice(index * FRAME_CHARACTERS, (index + 1) * FRAME_CHARACTERS)
    return `${PREFIX}:${name}:${index + 1}/${count}:${part}`
  })
}

export interface Gathered {
  name: string
  parts: readonly (string | null)[]
}

/** What is gathered after one more code; a code of something else changes nothing, one of another file begins anew. */
export function gather(before: Gathered | null, code: string): Gathered | null {
  const [, name, number, of, part] = /^KR1:([0-9a-f]{8}):(\d{1,3})\/(\d{1,3}):(.*)$/s.exec(code) ?? []
  const index = Number(number) - 1
  const count = Number(of)
  if (name === undefined || part === undefined || !(index >= 0 && index < count && count <= MOST_FRAMES)) return before
  const isSame = before !== null && before.name === name && before.parts.length === count
  const parts = isSame ? [...before.parts] : Array.from({ length: count }, () => null as string | null)
  parts[index] = part
  return { name, parts }
}

export const gatheredCount = ({ parts }: Gathered): number => parts.filter((part) => part !== null).length

/** The file's text once all is there and fits; null before. */
export function gatheredText({ name, parts }: Gathered): string | null {
  if (parts.some((part) => part === null)) return null
  const text = parts.join('')
  return checksum(text) === name ? text : null
}
