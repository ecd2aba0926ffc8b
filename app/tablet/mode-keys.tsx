'use client'

import { useText } from '../_text/language'
import { tablet } from '../_text/tablet'
import type { EntryForm, FormAct } from './_entry/form-shape'
import { pageOf } from './_entry/plate-draft'
import keyStyles from './keys.module.css'

interface FormKeysProps {
  form: EntryForm
  act: (act: FormAct) => void
}

/** Which page the place asks for; a tap goes to that place. Where there is no plate to type they switch the pads. */
export const PadTabs = ({ form, act }: FormKeysProps) => {
  const words = useText(tablet)
  const onReadings = form.focus.at === 'person' || form.focus.at === 'headcount'
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
  if (onReadings || form.focus.at === 'kinds' || form.plate.mode !== 'civil' || form.onFoot) {
    return (
      <>
        {tab(words.plate, !onReadings, () => act({ type: 'focus', focus: { at: 'plate' } }))}
        {tab(words.temperature, onReadings, () => act({ type: 'focus', focus: { at: 'person', index: 0 } }))}
      </>
    )
  }
  const page = pageOf(form.plate)
  return (
    <>
      {tab(words.page.provinces, page === 'provinces', cell(0))}
      {tab(words.page.letters, page === 'letters', cell(1))}
      {tab(words.page.serial, page === 'serial', cell(2))}
    </>
  )
}

/** What is not a car with a plate of seven places, each on one key. */
export const ModeKeys = ({ form, act }: FormKeysProps) => {
  const words = useText(tablet)
  const { mode } = form.plate
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
    act({ type: 'plate', act: { type: 'mode', mode: mode === next && !form.onFoot ? 'civil' : next } })
  const kind = words.kind[form.kind]
  const onKinds = form.focus.at === 'kinds'
  return (
    <>
      {key(
        form.kind === 'car' ? words.chooseKind : kind,
        onKinds,
        () => act({ type: 'focus', focus: { at: onKinds ? 'plate' : 'kinds' } }),
        words.kindLabel(kind),
      )}
      {key(words.mode.special, mode === 'special' && !form.onFoot, toMode('special'))}
      {key(words.mode.none, mode === 'none' && !form.onFoot, toMode('none'))}
      {key(words.mode.foreign, mode === 'foreign' && !form.onFoot, toMode('foreign'))}
      {key(words.mode.foot, form.onFoot, () => act({ type: 'foot' }))}
    </>
  )
}
