const SPACE = /[ \t\n\r]*/y
/** A string without its last quote: no control character, no quote, no loose backslash in it. */
const STRING_BODY = /"(?:[ -!#-[\]-\uffff]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const LITERALS = ['true', 'false', 'null']

/**
 * Where a text that JSON.parse refused stops being JSON; the text's length where it is JSON as far as it goes, and only ends
 * too soon. JSON.parse itself says no place in its message that one could rely on.
 */
export function jsonFaultAt(text: string): number {
  /** Closing brackets of what is open. */
  const open: string[] = []
  let at = 0
  let wants: 'value' | 'value-or-close' | 'key' | 'key-or-close' | 'colon' | 'comma-or-close' | 'end' = 'value'
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at
    const found = pattern.test(text)
    if (found) at = pattern.lastIndex
    return found
  }
  const takeString = (): boolean => {
    if (!take(STRING_BODY) || text[at] !== '"') return false
    at += 1
    return true
  }
  const afterValue = () => (open.length === 0 ? 'end' : 'comma-or-close')
  for (;;) {
    take(SPACE)
    const character = text[at]
    if (character === undefined) return text.length
    const begin = at
    if (wants.endsWith('close') && character === open[open.length - 1]) {
      open.pop()
      at += 1
      wants = afterValue()
    } else if (wants === 'comma-or-close' && character === ',') {
      at += 1
      wants = open[open.length - 1] === '}' ? 'key' : 'value'
    } else if (wants === 'colon' && character === ':') {
      at += 1
      wants = 'value'
    } else if (wants.startsWith('key') && character === '"') {
      if (!takeString()) return brokenAt(text, at)
      wants = 'colon'
    } else if (wants.startsWith('value')) {
      if (character === '{' || character === '[') {
        open.push(character === '{' ? '}' : ']')
        at += 1
        wants = character === '{' ? 'key-or-close' : 'value-or-close'
        continue
      }
      const literal = LITERALS.find((word) => text.startsWith(word, at))
      if (character === '"') {
        if (!takeString()) return brokenAt(text, at)
      } else if (literal !== undefined) at += literal.length
      else if (!take(NUMBER)) return brokenAt(text, begin)
      else if (/^(?:\.|[eE][+-]?)$/.test(text.slice(at, at + 3))) return text.length
      wants = afterValue()
    } else return begin
  }
}

/** The end of the text where what begins at `at` may only lack its rest: an escape, a number, a literal. */
function brokenAt(text: string, at: number): number {
  const rest = text.slice(at, at + 8)
  const isUnfinished =
    at + rest.length === text.length &&
    (/^(?:\\(?:u[0-9a-fA-F]{0,3})?|-)?$/.test(rest) || LITERALS.some((word) => word.startsWith(rest)))
  return isUnfinished ? text.length : at
}
