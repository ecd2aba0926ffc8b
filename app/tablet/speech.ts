import type { Disposition, Entry } from '#domain/entries/entry'
import { language } from '../_text/language'
import { tablet } from '../_text/tablet'
import { whatPassed } from './passage-words'

/** The plate and the order, aloud, where the browser has a voice. Off by hand, kept on the tablet. */

const STORED_AS = 'kakou.tablet.silent'
const VOICE = { zh: 'zh-CN', en: 'en-GB' } as const

let silent: boolean | undefined

export const canSpeak = (): boolean => typeof speechSynthesis !== 'undefined'

export const isSilent = (): boolean => {
  if (silent === undefined) {
    try {
      silent = localStorage.getItem(STORED_AS) === '1'
    } catch {
      silent = false
    }
  }
  return silent
}

export const setSilent = (next: boolean): void => {
  silent = next
  if (next && canSpeak()) speechSynthesis.cancel()
  try {
    localStorage.setItem(STORED_AS, next ? '1' : '0')
  } catch {
    // Kept for this visit alone.
  }
}

/** The newest order replaces what is still being said: nobody waits for the car before. */
export function speak(text: string): void {
  if (!canSpeak() || isSilent()) return
  const said = new SpeechSynthesisUtterance(text)
  said.lang = VOICE[language()]
  speechSynthesis.cancel()
  speechSynthesis.speak(said)
}

/** One by one, as people read a plate to each other: 浙 E 8 M 5 J 6. */
const spelled = (plate: string): string => [...plate].join(' ')

export function speakPassage(entry: Entry): void {
  const words = tablet[language()]
  const orders: Record<Disposition, string> = words.order
  const plate = entry.vehicle?.plate
  // What is void is no order: nobody is to hear that it may pass.
  const order = entry.void ? words.last.voided : orders[entry.disposition]
  speak(`${plate ? spelled(plate) : whatPassed(entry, words)}, ${order}`)
}
