/** Codes that people read out and type: Crockford's base 32, which has no I, L, O and U. */

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** One character a byte: 32 divides 256, so all are equally likely. */
export const crockfordCode = (randomBytes: Uint8Array): string =>
  Array.from(randomBytes, (byte) => ALPHABET.charAt(byte % 32)).join('')

/** A typed code as it was made: capitals, O as 0, I and L as 1, without hyphens and spaces; null where it is none. */
export const readCrockford = (typed: string, length: number): string | null => {
  const code = typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  return code.length === length && [...code].every((one) => ALPHABET.includes(one)) ? code : null
}
