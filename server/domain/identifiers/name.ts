/** For screens: 张*, 张**, J**: the first character and at most two stars, so that the length tells nothing more. */
export const maskName = (name: string): string => {
  const characters = [...name.trim()]
  const first = characters[0]
  return first === undefined ? '' : first + '*'.repeat(Math.min(2, Math.max(1, characters.length - 1)))
}

/** One spelling of a name, to find it by: full-width narrowed, spaces and the dots within names gone, upper case. */
export const normalisePersonName = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s.·•・∙⋅‧․。\u200b-\u200d\u2060\ufeff]/gu, '')
