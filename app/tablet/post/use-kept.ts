'use client'

import { createContext, type Dispatch, type SetStateAction, useContext, useEffect, useState } from 'react'

interface KeptAnswers {
  read: (name: string) => unknown
  write: (name: string, value: unknown) => void
}

/** The sheet's, for the forms in it. */
export const KeptAnswersContext = createContext<KeptAnswers>({ read: () => undefined, write: () => undefined })

/** As `useState`, and there again after the page was gone. `name`: the form's and the question's; `Value` is JSON. */
export function useKept<Value>(name: string, initial: Value): [Value, Dispatch<SetStateAction<Value>>] {
  const kept = useContext(KeptAnswersContext)
  // What lies under the name was written by this same question: another version's draft is dropped.
  const [value, setValue] = useState<Value>(() => (kept.read(name) as Value | undefined) ?? initial)
  useEffect(() => kept.write(name, value), [kept, name, value])
  return [value, setValue]
}
