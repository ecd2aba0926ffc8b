/** Telephone numbers: whether one looks right, for a question to the writer, never for a refusal. */

const MOBILE = /^1[3-9]\d{9}$/
/** With or without area code (0 and two or three digits) and hyphen; 7 or 8 digits; an extension. */
const LANDLINE = /^(?:0\d{2,3}-?)?[2-9]\d{6,7}(?:-\d{1,6})?$/
const SERVICE = /^(?:400|800)-?\d{3}-?\d{4}$/
/** E.164: at most 15 digits after the plus. */
const INTERNATIONAL = /^\+[1-9]\d{5,14}$/

/** Spaces, brackets and dots gone, full-width narrowed, the mainland's own +86 or 0086 before a mobile number dropped. */
export const normalisePhone = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s().·]/g, '')
    .replace(/[‐‑–—−]/g, '-')
    .replace(/^(?:\+|00)86-?(?=1[3-9])/, '')
    .replace(/^00(?=[1-9])/, '+')
    .replace(/^(1[3-9]\d)-(\d{4})-(\d{4})$/, '$1$2$3')

/** Whether a normalised number is of a shape that exists: mainland mobile, landline or 400, or foreign with a plus. */
export const isPlausiblePhone = (phone: string): boolean =>
  MOBILE.test(phone) || LANDLINE.test(phone) || SERVICE.test(phone) || INTERNATIONAL.test(phone)

/** For screens: 138****1234. Others keep at most three in front and, from eight characters on, four at the end. */
export const maskPhone = (phone: string): string => {
  const characters = [...phone]
  const tail = characters.length >= 8 ? 4 : 0
  const head = Math.min(3, Math.max(0, characters.length - tail - 4))
  return (
    characters.slice(0, head).join('') +
    '*'.repeat(characters.length - head - tail) +
    (tail === 0 ? '' : characters.slice(-tail).join(''))
  )
}
