'use client'

import { memo } from 'react'
import type { VehicleKind } from '#domain/entries/entry'
import { useText } from '../../_text/language'
import { tablet } from '../../_text/tablet'
import type { FormAct } from '../_entry/form-shape'
import type { PlateDraft, PlatePage } from '../_entry/plate-draft'
import keyStyles from './keys.module.css'

interface PadTabsProps {
  /** The page of a civil plate; null: the place asks for something else. */
  page: PlatePage | null
  onReadings: boolean
  act: (act: FormAct) => void
}

interface ModeKeysProps {
  mode: PlateDraft['mode']
  kind: VehicleKind
  onFoot: boolean
  onKinds: boolean
  act: (act: FormAct) => void
}

/** Which page the place asks for; a tap goes to that place. Where there is no plate to type they switch the pads. */
export const PadTabs = memo(({ page, onReadings, act }: PadTabsProps) => {
  const words = useText(tablet)
  const tab = (label: string, chosen: boolean, onClick: () => void) => (
    <button
      type="button"
      className={`${keyStyles.ghost} ${keyStyles.tab} ${chosen ? keyStyles.chosen : ''}`}
      aria-pressed={chosen}
      onClick={onClick}
    >
      {label}
    </button>
  )
  const cell = (index: number) => () => act({ type: 'plate', act: { type: 'cell', index } })
  if (page === null) {
    return (
      <>
        {tab(words.plate, !onReadings, () => act({ type: 'focus', focus: { at: 'plate' } }))}
        {tab(words.temperature, onReadings, () => act({ type: 'focus', focus: { at: 'person', index: 0 } }))}
      </>
    )
  }
  return (
    <>
      {tab(words.page.provinces, page === 'provinces', cell(0))}
      {tab(words.page.letters, page === 'letters', cell(1))}
      {tab(words.page.serial, page === 'serial', cell(2))}
    </>
  )
})

/** What is not a car with a plate of seven places, each on one key. */
export const ModeKeys = memo(({ mode, kind, onFoot, onKinds, act }: ModeKeysProps) => {
  const words = useText(tablet)
  const key = (label: string, chosen: boolean, onClick: () => void, name?: string) => (
    <button
      type="button"
      className={`${keyStyles.plain} ${chosen ? keyStyles.chosen : ''}`}
      aria-pressed={chosen}
      aria-label={name}
      onClick={onClick}
    >
      {label}
    </button>
  )
  const toMode = (next: 'special' | 'foreign' | 'none') => () =>
    act({ type: 'plate', act: { type: 'mode', mode: mode === next && !onFoot ? 'civil' : next } })
  return (
    <>
      {key(
        kind === 'car' ? words.chooseKind : words.kind[kind],
        onKinds,
        () => act({ type: 'focus', focus: { at: onKinds ? 'plate' : 'kinds' } }),
        words.kindLabel(words.kind[kind]),
      )}
      {key(words.mode.special, mode === 'special' && !onFoot, toMode('special'))}
      {key(words.mode.none, mode === 'none' && !onFoot, toMode('none'))}
      {key(words.mode.foreign, mode === 'foreign' && !onFoot, toMode('foreign'))}
      {key(words.mode.foot, onFoot, () => act({ type: 'foot' }))}
    </>
  )
})
