/** For screens: 张*, 张**, J**: the first character and at most two stars, so that the length tells nothing more. */
export const maskName = (name: string): string => {
  const characters = [...name.trim()]
  const first = characters[0]
  return first === undefined ? '' : first + '*'.repeat(Math.min(2, Math.max(1, characters.length - 1)))
}
