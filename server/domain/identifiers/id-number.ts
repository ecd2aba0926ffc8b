import { dateExists } from '../instant'

/**
 * Numbers of the resident ID card (GB 11643-1999): six digits of region, eight of birth, three of sequence and a check
 * character by ISO 7064 MOD 11-2. The region is never checked: codes are abolished and cards outlive them.
 */

type IdNumberFaultCode = 'length' | 'character' | 'lower-case' | 'date' | 'check-digit'

const MESSAGES: Record<IdNumberFaultCode, string> = {
  length: 'must have 18 characters',
  character: 'must be 17 digits and a check character, a digit or X',
  'lower-case': 'must have its check character X in upper case',
  date: 'must contain a date of birth that exists',
  'check-digit': 'must have the right check character (GB 11643)',
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const CHECK_CHARACTERS = '10X98765432'

/** The check character for the first 17 digits. */
export const idNumberCheckCharacter = (digits: string): string => {
  let sum = 0
  for (const [index, weight] of WEIGHTS.entries()) sum += weight * (digits.charCodeAt(index) - 48)
  return CHECK_CHARACTERS.charAt(sum % 11)
}

const birthExists = (year: string, month: string, day: string): boolean =>
  dateExists(Number(year), Number(month), Number(day))

/** What is wrong with a number, or null. `paper`: the 15 digits of old cards are taken too. */
export const idNumberFaultCode = (text: string, options: { paper: boolean }): IdNumberFaultCode | null => {
  if (options.paper && /^\d{15}$/.test(text)) {
    return birthExists(`19${text.slice(6, 8)}`, text.slice(8, 10), text.slice(10, 12)) ? null : 'date'
  }
  if (text.length !== 18) return 'length'
  if (!/^\d{17}[\dX]$/.test(text)) return /^\d{17}x$/.test(text) ? 'lower-case' : 'character'
  if (!birthExists(text.slice(6, 10), text.slice(10, 12), text.slice(12, 14))) return 'date'
  return idNumberCheckCharacter(text) === text.charAt(17) ? null : 'check-digit'
}

/** As `idNumberFaultCode`, in English words that follow the field's name; they never repeat the number. */
export const idNumberFault = (text: string, options: { paper: boolean }): string | null => {
  const code = idNumberFaultCode(text, options)
  return code === null ? null : MESSAGES[code]
}

/** Full-width digits narrowed, spaces and hyphens gone, X upper case. */
export const normaliseIdNumber = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200d\ufeff-]/gu, '')
    .toUpperCase()

/** First two digits of the provinces (GB/T 2260) and of residence permits for Hong Kong, Macao and Taiwan. */
const KNOWN_PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
)

/** Whether to ask "is that right?": no region begins like this. 9: the permanent residence card of foreigners. */
export const regionWarning = (idNumber: string): boolean =>
  !(idNumber.startsWith('9') || KNOWN_PROVINCES.has(idNumber.slice(0, 2)))

/** For screens: the first three and the last two stay, 330***********2X. Short numbers of other kinds keep less. */
export const maskIdNumber = (idNumber: string): string => {
  const characters = [...idNumber]
  const head = characters.length >= 15 ? 3 : characters.length >= 6 ? 1 : 0
  const tail = characters.length >= 6 ? 2 : 0
  return (
    characters.slice(0, head).join('') +
    '*'.repeat(characters.length - head - tail) +
    (tail === 0 ? '' : characters.slice(-tail).join(''))
  )
}
