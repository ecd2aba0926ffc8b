import type { audit } from '../../_text/audit'

type Words = (typeof audit)['zh']

/** `checkpoint.change` in the reader's words; a verb that has none stays as it is. */
export const actWords = (words: Pick<Words, 'groups' | 'acts'>, verb: string): string => {
  const [group = verb, act] = verb.split(/[. ]/)
  const what = group in words.groups ? words.groups[group as keyof Words['groups']] : group
  if (act === undefined) return what
  return `${what} · ${act in words.acts ? words.acts[act as keyof Words['acts']] : act}`
}

/** Who did it: the name that people know, else what the account is called. */
export const whoWords = (
  words: Pick<Words, 'system' | 'cli'>,
  { actor, name }: { actor: string; name: string | null },
): string =>
  name ?? (actor === 'system' ? words.system : actor === 'cli' ? words.cli : shortIds(actor.replace(/^user:/, '')))

/** Long ids by their end, which tells them apart; the open line has the whole of them. */
export const shortIds = (text: string): string =>
  text.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{6}([0-9a-f]{6})/g, '…$1')
