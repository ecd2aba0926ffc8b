/**
 * The language of the screens: Chinese unless the reader has chosen English on this device. `zh` is the source; `en` is
 * typed by its keys, so a missing message does not compile. Each room has a file of its own, so that the tablet does not
 * load the planner's words.
 */
'use client'

import { useSyncExternalStore } from 'react'

export type Language = 'zh' | 'en'

/** A message is a string, or a function that puts figures and names into one. */
type Messages = { readonly [key: string]: string | ((...values: never[]) => string) | Messages }

interface Text<T extends Messages> {
  zh: T
  en: T
}

/** Joins the two languages of a room; `en` takes its type from `zh`. */
export const text = <T extends Messages>(zh: T, en: NoInfer<T>): Text<T> => ({ zh, en })

const STORED_AS = 'kakou.language'
const listeners = new Set<() => void>()
let current: Language | undefined

const readStored = (): Language => {
  try {
    return localStorage.getItem(STORED_AS) === 'en' ? 'en' : 'zh'
  } catch {
    // Storage may be closed to us (private mode): the default language then.
    return 'zh'
  }
}

const markDocument = (language: Language) => {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
}

/** The language now, outside React. */
export const language = (): Language => {
  if (current === undefined) {
    current = readStored()
    markDocument(current)
  }
  return current
}

export const setLanguage = (next: Language) => {
  current = next
  markDocument(next)
  try {
    localStorage.setItem(STORED_AS, next)
  } catch {
    // Kept for this visit alone.
  }
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export const useLanguage = (): Language => useSyncExternalStore(subscribe, language, () => 'zh')

/** The room's messages in the reader's language. */
export const useText = <T extends Messages>(messages: Text<T>): T => messages[useLanguage()]
