'use client'

import { useRouter } from 'next/navigation'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { readPlatePattern } from '#domain/identifiers/plate-pattern'
import type { Alert } from '#protocol/live'
import { byTrouble, nameOf } from '../_live/alert-order'
import { useCheckpoints } from '../_live/use-live'
import { command } from '../_text/command'
import { everyRoom } from '../_text/every-room'
import { language, setLanguage, useText } from '../_text/language'
import { CheckpointMark } from '../_ui/glyph'
import { glyphOfState } from '../_ui/glyphs'
import { Icon } from '../_ui/icons'
import { Kbd } from '../_ui/kbd'
import { useMayOpen } from '../_ui/use-may-open'
import { changeAddress } from './address'
import styles from './find.module.css'
import { askForPlate } from './search/asked-plate'
import { select } from './selection'

interface Found {
  id: string
  kind: 'checkpoint' | 'act'
  words: string
  note: string
  mark: React.ReactNode
  go: () => void
}

const MOST_CHECKPOINTS = 8

/** Ctrl+K: finds a checkpoint by name or code, a plate, and the room's acts. */
export const FindBox = ({ alerts, onShowKeys }: { alerts: readonly Alert[]; onShowKeys: () => void }) => {
  const words = useText(command)
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      setOpen(true)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      <button type="button" className={styles.box} onClick={() => setOpen(true)} aria-label={words.find}>
        <Icon name="search" />
        <span className={styles.boxWords}>{words.find}</span>
        <span className={styles.boxKey}>
          <Kbd>Ctrl K</Kbd>
        </span>
      </button>
      {open ? <Finder alerts={alerts} onShowKeys={onShowKeys} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

const Finder = ({
  alerts,
  onShowKeys,
  onClose,
}: {
  alerts: readonly Alert[]
  onShowKeys: () => void
  onClose: () => void
}) => {
  const words = useText(command)
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const list = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const found = useFound(typed, alerts, onShowKeys)
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal()
  }, [])
  const go = (one: Found | undefined) => {
    if (!one) return
    dialog.current?.close()
    one.go()
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      setAt((before) => Math.min(found.length - 1, Math.max(0, before + step)))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      go(found[at])
    }
  }
  return (
    <dialog ref={dialog} className={styles.finder} aria-label={words.findLabel} onClose={onClose}>
      <div className={styles.field}>
        <Icon name="search" />
        <input
          className={styles.input}
          role="combobox"
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={found[at] ? `${list}-${found[at].id}` : undefined}
          aria-label={words.find}
          placeholder={words.find}
          autoComplete="off"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setAt(0)
          }}
          onKeyDown={onKey}
        />
        <Kbd>Esc</Kbd>
      </div>
      {found.length === 0 ? (
        <p className={styles.nothing}>
          {words.findNothing(typed)}
          <br />
          {words.findNothingHint}
        </p>
      ) : (
        <div id={list} role="listbox" aria-label={words.findLabel} className={styles.list}>
          {found.map((one, index) => (
            <div key={one.id} role="presentation">
              {index === 0 || found[index - 1]?.kind !== one.kind ? (
                <p className={styles.group} role="presentation">
                  {one.kind === 'checkpoint' ? words.findCheckpoints : words.findActs}
                </p>
              ) : null}
              <div
                id={`${list}-${one.id}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === at}
                className={styles.option}
                onClick={() => go(one)}
                onKeyDown={(event) => {
                  if (event.key === 'Enter') go(one)
                }}
                onPointerMove={() => setAt(index)}
              >
                <span className={styles.optionMark}>{one.mark}</span>
                <span className={styles.optionWords}>{one.words}</span>
                <span className={styles.optionNote}>{one.note}</span>
              </div>
            </div>
          ))}
        </div>
      )}
    </dialog>
  )
}

const useFound = (typed: string, alerts: readonly Alert[], onShowKeys: () => void): Found[] => {
  const words = useText(command)
  const shared = useText(everyRoom)
  const checkpoints = useCheckpoints()
  const router = useRouter()
  const mayOpen = useMayOpen()
  return useMemo(() => {
    const sought = typed.trim().toLowerCase()
    const isSought = (text: string) => text.toLowerCase().includes(sought)
    const first = alerts[0]
    const act = (name: keyof typeof words.acts, go: () => void): [keyof typeof words.acts, () => void] => [name, go]
    const acts = [
      ...(first ? [act('firstAlert', () => select({ checkpoint: first.checkpoint ?? null, alert: first.id }))] : []),
      ...(mayOpen('search') ? [act('search', () => router.push('/command/search'))] : []),
      act('list', () => changeAddress({ list: 'open' }, 'push')),
      ...(mayOpen('wall') ? [act('wall', () => router.push('/wall'))] : []),
      ...(mayOpen('replay') ? [act('replay', () => router.push('/command/replay'))] : []),
      act('language', () => setLanguage(language() === 'zh' ? 'en' : 'zh')),
      ...(mayOpen('planner') ? [act('planner', () => router.push('/planner'))] : []),
      act('keys', onShowKeys),
    ]
    // Of Han characters alone it is a name.
    const isPlate = mayOpen('search') && /[\d?*]/.test(typed) && typeof readPlatePattern(typed) !== 'string'
    const plates: Found[] = isPlate
      ? [
          {
            id: 'plate',
            kind: 'act',
            words: words.findPlate(typed.trim().toUpperCase()),
            note: '',
            mark: <Icon name="search" />,
            go: () => {
              askForPlate(typed.trim().toUpperCase())
              router.push('/command/search')
            },
          },
        ]
      : []
    return [
      ...byTrouble(checkpoints)
        .filter((one) => isSought(nameOf(one)) || isSought(one.code))
        .slice(0, MOST_CHECKPOINTS)
        .map(
          (one): Found => ({
            id: one.code,
            kind: 'checkpoint',
            words: nameOf(one),
            note: shared.state[one.state],
            mark: <CheckpointMark state={glyphOfState(one.state)} scale={one.state === 'alarm' ? 0.5 : 0.9} />,
            go: () => select({ checkpoint: one.code, alert: null }),
          }),
        ),
      ...plates,
      ...acts
        .filter(([name]) => isSought(words.acts[name]))
        .map(
          ([name, go]): Found => ({
            id: `act-${name}`,
            kind: 'act',
            words: words.acts[name],
            note: '',
            mark: <Icon name="next" />,
            go,
          }),
        ),
    ]
  }, [typed, alerts, onShowKeys, words, shared, checkpoints, router, mayOpen])
}
