import * as z from 'zod'

/** Characters as people and JSON Schema count them: one outside the basic plane is one, not two UTF-16 units. */
const isLonger = (value: string, maxCharacters: number): boolean => {
  if (value.length <= maxCharacters) return false
  let characters = 0
  for (const _ of value) characters++
  return characters > maxCharacters
}

/** Text that Postgres and every reader can hold. */
export const text = (maxCharacters: number) =>
  z
    .string()
    .check((context) => {
      if (!isLonger(context.value, maxCharacters)) return
      context.issues.push({
        code: 'too_big',
        origin: 'string',
        maximum: maxCharacters,
        inclusive: true,
        input: context.value,
      })
    })
    .regex(/^[^\0\p{Surrogate}]*$/u, 'must be well-formed Unicode without NUL')
    .meta({ maxLength: maxCharacters })
