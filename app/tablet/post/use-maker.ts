'use client'

import { useState } from 'react'
import type { Item } from '#domain/checkpoints/item'
import { useText } from '../../_text/language'
import { tabletPost } from '../../_text/tablet-post'
import { newId } from '../_outbox/new-id'
import type { ItemResult } from '../_room/post-desk'
import type { Room, RoomView } from '../_room/room-shape'

/** What every item has: made here and now, under the pairing and policy in hand. */
type Frame = Pick<Item, 'id' | 'occurredAt'> & { pairing?: string; clockOffsetMs: number | null; policy?: string }

interface Maker {
  frame(): Frame
  /** True once it is durable on the tablet. */
  save(item: Item): Promise<boolean>
  saving: boolean
  /** What went wrong with the last one; null where nothing did. */
  trouble: string | null
}

/** Makes items and keeps them: the form stays until they are stored. */
export function useMaker(room: Room, view: RoomView): Maker {
  const words = useText(tabletPost)
  const [saving, setSaving] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const pairing = room.pairingId()
  return {
    frame: () => ({
      id: newId(),
      occurredAt: new Date().toISOString(),
      clockOffsetMs: room.clockOffsetMs(),
      ...(pairing === null ? {} : { pairing }),
      ...(view.policy === null ? {} : { policy: view.policy.version }),
    }),
    async save(item) {
      if (saving) return false
      setSaving(true)
      const saved: ItemResult = await room.saveItem(item)
      setSaving(false)
      setTrouble(saved.ok ? null : saved.why === 'full' ? words.full : words.failed)
      return saved.ok
    },
    saving,
    trouble,
  }
}
