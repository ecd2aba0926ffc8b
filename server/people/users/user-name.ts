/** A name as it is stored and compared: what a keyboard makes of it, full width or capital, makes no difference. */
export const normaliseName = (name: string): string => name.normalize('NFKC').trim().toLowerCase()

/** Why a normalised name won't do; null where it will. 李四 and zhang.san will. */
export const nameFault = (name: string): string | null =>
  /^[\p{L}\p{N}](?:[\p{L}\p{N}._-]{0,38}[\p{L}\p{N}])?$/u.test(name)
    ? null
    : 'must have 1 to 40 letters, digits and . _ - between them'
