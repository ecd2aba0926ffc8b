import type { Alert, CheckpointLive } from '#protocol/live'
import type { command } from '../_text/command'
import { number } from '../_text/format'

type Words = (typeof command)['zh']

/** What happened, in a few words; a queue says how long it is now. */
export const alertTitle = (alert: Alert, checkpoint: CheckpointLive | undefined, words: Words): string => {
  const what =
    alert.kind === 'queue' && checkpoint?.queue
      ? words.alert.queueOf(number(checkpoint.queue))
      : words.alert[alert.kind]
  return alert.count > 1 && alert.kind !== 'queue' ? `${what} · ${words.alert.several(alert.count)}` : what
}

/** Whose it is, and whether someone has it. */
export const alertOwner = (alert: Alert, words: Words): string =>
  alert.owner ? words.alert.owner(alert.owner) : alert.state === 'acknowledged' ? words.alert.received : ''
