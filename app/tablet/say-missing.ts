/** More would not fit the key; they are counted, and named as the first are given. */
const NAMED = 2

interface Words {
  missing: (items: string) => string
  missingMore: (count: number) => string
  join: string
}

/** What is still owed, on the key that will do it. */
export function sayMissing(words: Words, items: readonly string[]): string {
  const named = items.slice(0, NAMED).join(words.join)
  return words.missing(items.length > NAMED ? named + words.missingMore(items.length - NAMED) : named)
}
