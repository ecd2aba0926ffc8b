/** PINs by which staff sign on at a tablet: quick to type in gloves, and so few that they only say who somebody is. */

const isRun = (digits: readonly number[], step: number): boolean =>
  digits.every((digit, index) => index === 0 || digit - (digits[index - 1] ?? 0) === step)

/** Why a PIN won't do, in English that follows the field's name; null where it will. */
export const pinFault = (pin: string): string | null => {
  if (!/^\d{4,6}$/.test(pin)) return 'must have 4 to 6 digits'
  const digits = [...pin].map(Number)
  return [0, 1, -1].some((step) => isRun(digits, step)) ? 'is the first that anybody would try' : null
}

/** What is digested, in UTF-8, by the parameters of the roster. */
export const pinName = (staff: string, digits: string): string => `pin:${staff}:${digits}`
