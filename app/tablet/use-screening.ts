'use client'

import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Policy } from '#protocol/tablet'
import { type EntryForm, type FormAct, isUntouched } from './_entry/form-shape'
import { nameKey, rulingOf, type Screening, screeningOf, watchNames } from './_entry/screening-of'
import type { Room } from './_room/room-shape'

interface ScreeningOfForm {
  screening: Screening
  /** The same for the form as it will be saved. */
  of: (form: EntryForm) => Screening
  /** What is still looked up on the watch list; null: nothing. */
  pending: () => Promise<unknown> | null
  /** The list could not be looked up: it is said, since nobody would know. */
  fails: boolean
}

/** A digest takes a tenth of a second or a few; whoever presses sooner waits for it, no longer than this. */
const PATIENCE_MS = 4_000

const patience = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))

/** Holds the form against the policy with every key, and against the watch list as soon as a plate or number is whole. */
export function useScreening(
  room: Room,
  policy: Policy | null,
  form: EntryForm,
  act: (act: FormAct) => void,
): ScreeningOfForm {
  // A policy that arrives while typing changes nothing of this form.
  const held = useRef(policy)
  if (isUntouched(form) || held.current === null) held.current = policy
  const ruling = useMemo(() => rulingOf(held.current), [held.current])
  const [fails, setFails] = useState(false)
  const lookups = useRef(new Map<string, Promise<unknown>>())
  // Not tried again with every key.
  const failed = useRef(new Set<string>())

  const names = watchNames(form)
  const wanted = names
    .map(nameKey)
    .filter((name) => form.watched[name] === undefined)
    .join(' ')
  useEffect(() => {
    if (wanted === '') return
    for (const name of watchNames(form)) {
      const key = nameKey(name)
      if (form.watched[key] !== undefined || lookups.current.has(key) || failed.current.has(key)) continue
      const looked = room
        .watch(name.kind, name.canonical)
        .then((hits) => {
          setFails(false)
          failed.current.clear()
          act({ type: 'watched', name: key, hits })
        })
        .catch(() => {
          failed.current.add(key)
          setFails(true)
        })
        .finally(() => lookups.current.delete(key))
      lookups.current.set(key, looked)
    }
    // The form changes with every key; what is looked up changes only with these names.
  }, [wanted, room, act, form])

  const of = useCallback((one: EntryForm) => screeningOf(one, ruling, Date.now()), [ruling])
  return {
    screening: useMemo(() => of(form), [of, form]),
    of,
    pending: () =>
      lookups.current.size === 0 ? null : Promise.race([Promise.allSettled(lookups.current.values()), patience()]),
    fails,
  }
}
