'use client'

import { memo, useState } from 'react'
import { VEHICLE_KINDS, type VehicleKind } from '#domain/entries/entry'
import { PROVINCES } from '#domain/identifiers/plate'
import { useText } from '../../_text/language'
import { tablet } from '../../_text/tablet'
import type { FormAct } from '../_entry/form-shape'
import { type PlatePage, SUFFIXES } from '../_entry/plate-draft'
import { DIGITS, LETTERS, TEMPLATE_ORDER, UNREADABLE } from '../_entry/plate-template'
import { TabletIcon } from '../icons'
import keyStyles from './keys.module.css'
import styles from './plate-keys.module.css'

interface PlateKeysProps {
  /** `kinds`: not the plate is chosen, but what passed. */
  page: PlatePage | 'kinds'
  kind: VehicleKind | null
  /** 警, 学, 挂 and their like end the plate. */
  suffix: boolean
  /** The plate is one of no certain length, and may be at its end. */
  mayEnd: boolean
  act: (act: FormAct) => void
  /** Shown first among the provinces. */
  province: string
  /** A phone: the acts stand among the keys. */
  narrow: boolean
}

/** What old and local plates bear beside letters, digits and provinces. */
const HEADS = ['WJ', '使', '领', '临', '警', '应急', '民航', '电'] as const

const KIND_ORDER: readonly VehicleKind[] = [...VEHICLE_KINDS]

/** The keys that the place takes, and no others. */
export const PlateKeys = memo(({ page, kind, suffix, mayEnd, act, province, narrow }: PlateKeysProps) => {
  const words = useText(tablet)
  const [allProvinces, setAllProvinces] = useState(false)
  if (page === 'kinds') {
    return (
      <div className={styles.keys}>
        <div className={`${styles.grid} ${styles.kinds}`}>
          {KIND_ORDER.map((one) => (
            <button
              key={one}
              type="button"
              className={`${keyStyles.key} ${one === kind ? keyStyles.chosen : ''}`}
              onClick={() => act({ type: 'kind', kind: one })}
            >
              {words.kind[one]}
            </button>
          ))}
        </div>
      </div>
    )
  }

  const press = (value: string) => {
    setAllProvinces(false)
    act({ type: 'plate', act: { type: 'key', value } })
  }
  const keys = (values: Iterable<string>) =>
    [...values].map((value) => (
      <button key={value} type="button" className={keyStyles.key} onClick={() => press(value)}>
        {value}
      </button>
    ))
  const soft = `${keyStyles.key} ${keyStyles.soft}`
  const backKey = (
    <button
      type="button"
      className={soft}
      aria-label={words.backspace}
      onClick={() => act({ type: 'plate', act: { type: 'back' } })}
    >
      <TabletIcon name="backspace" size={narrow ? 28 : 32} />
    </button>
  )
  const unreadableKey = (
    <button type="button" className={soft} aria-label={words.unreadable} onClick={() => press(UNREADABLE)}>
      {narrow ? UNREADABLE : words.unreadable}
    </button>
  )
  const emergencyKey = suffix ? (
    <button type="button" className={`${keyStyles.key} ${narrow ? keyStyles.soft : ''}`} onClick={() => press('应急')}>
      应急
    </button>
  ) : null
  const suffixKeys = suffix ? keys(SUFFIXES.filter((one) => one.length === 1)) : null
  const toReadings = mayEnd ? (
    <button
      type="button"
      className={`${soft} ${styles.onward}`}
      onClick={() => act({ type: 'focus', focus: { at: 'person', index: 0 } })}
    >
      {words.toReadings}
      <TabletIcon name="next" size={26} />
    </button>
  ) : null
  if (page === 'patterns') {
    return (
      <div className={styles.keys}>
        <div className={`${styles.grid} ${styles.patterns}`}>
          {[...TEMPLATE_ORDER, 'free' as const].map((pattern) => (
            <button
              key={pattern}
              type="button"
              className={keyStyles.key}
              onClick={() => act({ type: 'plate', act: { type: 'pattern', pattern } })}
            >
              <span>
                {words.pattern[pattern]}
                <small>{words.patternHint[pattern]}</small>
              </span>
            </button>
          ))}
        </div>
      </div>
    )
  }
  const inGrid = narrow ? (
    <>
      {emergencyKey ?? unreadableKey}
      {backKey}
      {toReadings}
    </>
  ) : null
  return (
    <div className={styles.keys}>
      {narrow && suffix ? (
        <div className={`${styles.grid} ${styles.serial} ${styles.suffixes}`}>{suffixKeys}</div>
      ) : null}
      {page === 'free' ? (
        <div className={styles.heads}>
          {HEADS.map((value) => (
            <button key={value} type="button" className={keyStyles.key} onClick={() => press(value)}>
              {value}
            </button>
          ))}
          <button
            type="button"
            className={`${keyStyles.key} ${allProvinces ? keyStyles.chosen : keyStyles.soft}`}
            onClick={() => setAllProvinces(!allProvinces)}
          >
            {words.page.provinces}
          </button>
        </div>
      ) : null}
      {page === 'provinces' || (page === 'free' && allProvinces) ? (
        <div className={`${styles.grid} ${styles.provinces}`}>
          {keys([...PROVINCES].sort((a, b) => Number(b === province) - Number(a === province)))}
          {inGrid}
        </div>
      ) : page === 'full' ? (
        <p className={styles.full}>{words.plateFull}</p>
      ) : page === 'digits' ? (
        <div className={`${styles.grid} ${styles.digits}`}>
          {keys(DIGITS)}
          {inGrid}
        </div>
      ) : page === 'letters' ? (
        <div className={`${styles.grid} ${styles.letters}`}>
          {keys(LETTERS)}
          {inGrid}
        </div>
      ) : (
        <div className={`${styles.grid} ${styles.serial}`}>
          {keys(DIGITS)}
          {keys(LETTERS)}
          {narrow ? null : suffixKeys}
          {page === 'foreign' ? keys('-IO') : null}
          {inGrid}
        </div>
      )}
      {narrow ? null : (
        <div className={styles.acts}>
          {backKey}
          {emergencyKey}
          {unreadableKey}
          <button type="button" className={soft} onClick={() => act({ type: 'plate', act: { type: 'clear' } })}>
            {words.clearPlate}
          </button>
          {toReadings}
        </div>
      )}
    </div>
  )
})
