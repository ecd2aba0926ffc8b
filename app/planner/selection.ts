'use client'

import { useSyncExternalStore } from 'react'

const LISTS = ['crossings', 'places', 'points', 'roads'] as const
export const LAYERS = ['now', 'planned', 'plan'] as const
/** What advice puts first where not the most people. */
const ORDERS = ['traffic'] as const
export const PANELS = ['advice', 'plans', 'risk', 'staff', 'networks'] as const

export type ListName = (typeof LISTS)[number]
/** What is now, with every planned checkpoint at work, or with the plan laid over it. */
export type Layer = (typeof LAYERS)[number]
export type PanelName = (typeof PANELS)[number]

/** What is picked and shown stands in the address, so that every view is a link. */
export interface Selection {
  list: ListName
  crossing: string | null
  place: string | null
  /** A road that nobody holds, by number, name or class. */
  road: string | null
  /** A checkpoint's code, `closure:CODE`, or `plan:ID` of what only the plan knows. */
  point: string | null
  layer: Layer
  /** The plan as text. */
  plan: string | null
  /** The panel at the right; on a small screen none unless asked for. */
  panel: PanelName | null
  /** Places that advice is for, by key, divided by `;`; all where null. */
  ask: string | null
  /** What the first points of advice are for; the most people where null. */
  by: (typeof ORDERS)[number] | null
  /** An area that advice is for: corners `lng,lat` divided by `;`. */
  area: string | null
  /** The kept plan that was opened, by id. */
  scenario: string | null
  /** The kept plan that this one is compared with. */
  against: string | null
}

const NOTHING: Selection = {
  list: 'crossings',
  crossing: null,
  place: null,
  road: null,
  point: null,
  layer: 'now',
  plan: null,
  panel: null,
  ask: null,
  by: null,
  area: null,
  scenario: null,
  against: null,
}
/** Nothing of one kind is picked beside another. */
export const PICK_NOTHING = { crossing: null, place: null, road: null, point: null } as const

const listeners = new Set<() => void>()
let heldSearch: string | null = null
let held: Selection = NOTHING

const oneOf = <T extends string>(values: readonly T[], text: string | null): T | null =>
  values.find((value) => value === text) ?? null

export const readSelection = (): Selection => {
  const { search } = window.location
  if (search !== heldSearch) {
    heldSearch = search
    const query = new URLSearchParams(search)
    const plan = query.get('plan')
    held = {
      list: oneOf(LISTS, query.get('list')) ?? NOTHING.list,
      crossing: query.get('crossing'),
      place: query.get('place'),
      road: query.get('road'),
      point: query.get('point'),
      layer: oneOf(LAYERS, query.get('layer')) ?? (plan === null ? 'now' : 'plan'),
      plan,
      panel: oneOf(PANELS, query.get('panel')),
      ask: query.get('ask'),
      by: oneOf(ORDERS, query.get('by')),
      area: query.get('area'),
      scenario: query.get('scenario'),
      against: query.get('against'),
    }
  }
  return held
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}

export const useSelection = (): Selection => useSyncExternalStore(subscribe, readSelection, () => NOTHING)

export const select = (next: Partial<Selection>): void => {
  const { list, layer, ...rest } = { ...readSelection(), ...next }
  const query = new URLSearchParams()
  if (list !== NOTHING.list) query.set('list', list)
  for (const [key, value] of Object.entries(rest)) if (value !== null) query.set(key, value)
  if (layer !== (rest.plan === null ? 'now' : 'plan')) query.set('layer', layer)
  const search = query.size === 0 ? '' : `?${query}`
  if (search === window.location.search) return
  window.history.replaceState(null, '', window.location.pathname + search + window.location.hash)
  for (const listener of listeners) listener()
}
