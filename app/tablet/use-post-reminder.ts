'use client'

import { useEffect, useRef } from 'react'
import { type Due, postDues } from './_room/post-dues'
import type { RoomView } from './_room/room-shape'
import { signal } from './sounds'

const LOOK_MS = 10_000

/** What is worth a sound, by a name that the same thing keeps; null: it is shown, and that is enough. */
const reminderOf = (due: Due): string | null => {
  switch (due.kind) {
    case 'instruction':
      return `instruction ${due.instruction.id}`
    case 'report':
      return `report ${due.dueMs} ${due.late}`
    case 'log':
      return `log ${due.log} ${due.dueMs}`
    case 'shift':
    case 'refused':
      return null
  }
}

/** An instruction, a report before its deadline and after it, an overdue log: each rings once, whoever is typing. */
export function usePostReminder({ post, policy, clockOffsetMs }: RoomView): void {
  const rung = useRef(new Set<string>())
  useEffect(() => {
    const look = () => {
      for (const due of postDues(post, policy, Date.now() + (clockOffsetMs ?? 0))) {
        const name = reminderOf(due)
        if (name === null || rung.current.has(name)) continue
        rung.current.add(name)
        signal('due')
      }
    }
    look()
    const beat = setInterval(look, LOOK_MS)
    return () => clearInterval(beat)
  }, [post, policy, clockOffsetMs])
}
